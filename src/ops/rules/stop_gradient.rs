use crate::ops::prelude::*;
use crate::value::Value;

/// The operation behind [`stop_gradient()`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum stop_gradient {}

/// The value itself, as a constant: no cotangent passes through it, and in forward mode no tangent.
///
/// y = x, dy/dx := 0
///
/// # Shapes
/// Any; the result has the same.
///
/// ```
/// use tapeless::prelude::*;
/// #[differentiable]
/// fn f(x: &Vector<f32, 2>) -> f32 {
///     (x * stop_gradient(x)).sum()
/// }
/// let mut grad = Vector::zeros();
/// f::grad(&Vector::from([3.0, 4.0]), &mut Workspace::new(), &mut grad);
/// assert_eq!(grad, Vector::from([3.0, 4.0])); // x, not 2x
/// ```
///
/// Source: Zhang et al., *Dive into Deep Learning*, 2.5.3 (detaching computation).
pub fn stop_gradient<X: Value>(x: &X) -> X {
    eval1::<stop_gradient, _>(x)
}

impl<X: Value> Rule<(X,)> for stop_gradient {
    type Out = X;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No);
}
impl<X: Value> Op1<X> for stop_gradient {
    #[inline(always)]
    fn forward(x: &X, out: &mut X, _: &mut (), _: &mut ()) {
        out.assign(x);
        out.detach();
    }
    #[inline(always)]
    fn backward<M: Mode>(_: Gone<'_, X>, _: Gone<'_, X>, _: &(), _: &mut (), _: &X, mut dx: Sink<'_, X, M>) {
        dx.clear();
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(stop_gradient, |T| 7usize);
    // Its derivative is not that of its value, so the numerical checks do not apply: no cotangent arrives, whatever is sent.
    let (x, ct) = (random::<Vector<f64, 3>>(1), random::<Vector<f64, 3>>(2));
    let mut grad = random::<Vector<f64, 3>>(3);
    <stop_gradient as Op1<_>>::backward(Primal::of(&x), Primal::of(&x), &(), &mut (), &ct, Sink::set(&mut grad));
    assert_eq!((eval1::<stop_gradient, _>(&x), grad), (x, Vector::ZERO));
    let dual = eval1::<stop_gradient, _>(&Vector::from([Dual64 { re: 2.0, eps: 3.0 }]));
    assert_eq!((dual[[0]].re, dual[[0]].eps), (2.0, 0.0));
}
