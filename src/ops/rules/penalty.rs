use crate::ops::prelude::*;
use crate::params::Params;

macro_rules! penalties {
    ($(
        $(#[$doc:meta])*
        $op:ident |$x:ident| $term:expr, $slope:expr;
    )*) => {$(
        #[doc = concat!("The operation behind [`", stringify!($op), "()`].")]
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        pub enum $op {}

        $(#[$doc])*
        pub fn $op<P: Params>(params: &P) -> P::Elem {
            eval1::<$op, _>(params)
        }

        impl<P: Params> Rule<(P,)> for $op {
            type Out = P::Elem;
            type Saved = ();
            type Scratch = ();
            type Needs = (Yes, No);
        }
        impl<P: Params> Op1<P> for $op {
            fn forward(params: &P, out: &mut P::Elem, _: &mut (), _: &mut ()) {
                *out = P::Elem::ZERO;
                params.visit(|leaf, numbers| {
                    if !leaf.path.is_frozen() {
                        *out += lanes::sum(numbers, numbers.len(), |$x| $term);
                    }
                });
            }
            fn backward<M: Mode>(
                params: Kept<'_, P>,
                _: Gone<'_, P::Elem>,
                _: &(),
                _: &mut (),
                ct: &P::Elem,
                d: Sink<'_, P, M>,
            ) {
                let Some(d) = d.slot() else { return };
                P::zip_leaves([d], &params, &mut |[d], numbers| {
                    for (d, &$x) in d.iter_mut().zip(numbers) {
                        put::<_, M>(d, *ct * $slope);
                    }
                });
            }
        }
    )*};
}
penalties! {
    /// The squares of all parameters, frozen ones excepted: what, added to a loss, keeps weights small.
    ///
    /// y = ½ Σ w², dw = w
    ///
    /// # Shapes
    /// a tensor, or any parameter struct → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// use tapeless::ops::l2_penalty;
    /// #[differentiable]
    /// fn loss(w: &Vector<f32, 2>, x: &Vector<f32, 2>) -> f32 {
    ///     w.dot(x) + l2_penalty(w) * 3.0
    /// }
    /// let mut gradient = Vector::zeros();
    /// loss::grad(&Vector::from([1.0, -2.0]), &Vector::ones(), &mut Workspace::new(), &mut gradient);
    /// assert_eq!(gradient, Vector::from([4.0, -5.0]));
    /// ```
    ///
    /// Source: Zhang et al., *Dive into Deep Learning*, 3.7.
    l2_penalty |x| x * x * P::Elem::from_f64(0.5), x;
    /// The magnitudes of all parameters, frozen ones excepted: what, added to a loss, keeps most weights at zero.
    ///
    /// y = Σ |w|, dw = sign w, 0 at 0
    ///
    /// # Shapes
    /// a tensor, or any parameter struct → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// use tapeless::ops::l1_penalty;
    /// assert_eq!(l1_penalty(&Vector::from([1.0, -2.0, 0.0])), 3.0);
    /// ```
    ///
    /// Source: Tibshirani, *Regression Shrinkage and Selection via the Lasso* (1996).
    l1_penalty |x| x.abs(), x.sign();
}

#[cfg(test)]
pub(super) fn cases() {
    check!(l2_penalty, |T| random::<Tensor<T, D2<3, 20>>>(1));
    check!(l1_penalty, |T| apart::<Tensor<T, D2<3, 20>>>(1));
    check!(l2_penalty, |T| random::<T>(2));
    assert_eq!(cotangents::<l1_penalty, _>(&(Vector::from([2.0, 0.0, -3.0]),), &5.0).0, Vector::from([5.0, 0.0, -5.0]));
}
