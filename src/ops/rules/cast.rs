use crate::derived::Type;
use crate::ops::prelude::*;
use crate::tensor::Cast;

/// The operation behind [`Tensor::cast`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum cast {}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The elements as another type, converted as the operator `as` does; see [`Cast`].
    ///
    /// yᵢ = xᵢ `as U`
    ///
    /// Floats become integers toward zero and up to the end of their range, NaN becomes 0 (in NumPy it depends on the machine); `bool` becomes 0 and 1, and
    /// a number becomes whether it is not 0. Derivatives pass between reals alone.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Vector::from([2.9, -1.0, 300.0]);
    /// assert_eq!(x.cast::<u8>(), Vector::from([2, 0, 255]));
    /// assert_eq!(x.gt(0.0).cast::<f32>(), Vector::from([1.0, 0.0, 1.0]));
    /// ```
    #[inline(always)]
    pub fn cast<U: Element>(&self) -> Tensor<U, S>
    where
        T: Cast<U>,
    {
        self.map(T::cast)
    }
}
method!(cast for [T: Element, S: Shape] Tensor<T, S>);

impl<T: Cast<U>, U: Element, S: Shape> Rule<(Tensor<T, S>, Type<U>)> for cast {
    type Out = Tensor<U, S>;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No, No);
}
impl<T: Cast<U>, U: Element, S: Shape> Op2<Tensor<T, S>, Type<U>> for cast {
    #[inline(always)]
    fn forward(x: &Tensor<T, S>, _: &Type<U>, out: &mut Tensor<U, S>, _: &mut (), _: &mut ()) {
        map(x.as_slice(), out.as_mut_slice(), T::cast);
    }
    /// dxᵢ = ctᵢ `as T` between reals, else nothing
    #[inline(always)]
    fn backward<M: Mode, N: Mode>(
        _: Gone<'_, Tensor<T, S>>,
        _: Gone<'_, Type<U>>,
        _: Gone<'_, Tensor<U, S>>,
        _: &(),
        _: &mut (),
        ct: &Tensor<U, S>,
        dx: Sink<'_, Tensor<T, S>, M>,
        _: Sink<'_, Type<U>, N>,
    ) {
        let ct = ct.as_slice();
        send(dx, |i| T::cast_back(ct[i]).unwrap_or(T::ZERO));
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(cast, |T| random::<Tensor<T, D2<3, 4>>>(1), Type::<T>::VALUE);
    fn pulled<T: Cast<U>, U: Element>(x: T, ct: U) -> T {
        let (mut dx, x) = (Tensor::from([x]), Tensor::from([x]));
        let out = x.cast::<U>();
        let (x, out, dtype) = (Primal::of(&x), Primal::of(&out), Sink::skip());
        cast::backward(x, Primal::of(&Type::VALUE), out, &(), &mut (), &Tensor::from([ct]), Sink::set(&mut dx), dtype);
        dx[[0]]
    }
    assert_eq!(pulled(2.0f64, 3.0f32), 3.0);
    assert_eq!(pulled(2.0f32, 1e300f64), f32::INFINITY);
    assert_eq!(pulled(2.0f64, 3i32), 0.0);
    // What has no derivative is left alone.
    assert_eq!(pulled(2i32, 3.0f32), 2);
    assert!(pulled(true, 3.0f32));
    let dual = pulled(Dual64 { re: 1.0, eps: 1.0 }, Dual64 { re: 3.0, eps: 4.0 });
    assert_eq!((dual.re, dual.eps), (3.0, 4.0));
    assert_eq!(Vector::from([1.5f64, 2.0]).cast::<f32>(), Vector::from([1.5f32, 2.0]));
}
