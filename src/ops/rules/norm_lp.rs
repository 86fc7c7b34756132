use typenum::{Bit, UInt, Unsigned};

use crate::ops::prelude::*;
use crate::ops::scalar::{along_sign, ratio};
use crate::value::Value;

/// The operation behind [`Tensor::norm_lp`], [`Tensor::norm_lpi`] and [`Tensor::norm`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum norm_lp {}
/// The operation behind [`Tensor::norm_lpi`].
#[allow(non_camel_case_types)]
pub type norm_lpi = norm_lp;

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The Lp norm of all elements, for a finite p ≥ 1 that may itself be learned.
    ///
    /// y = m (Σᵢ (|xᵢ|/m)ᵖ)^(1/p), m = maxᵢ |xᵢ|, and dy/dxᵢ = sign xᵢ · (|xᵢ|/y)ᵖ⁻¹
    ///
    /// The division by m keeps large powers finite, where NumPy's overflow. The derivative by an element that is 0 is 0. For p = ∞ use
    /// [`norm_max`](Tensor::norm_max).
    ///
    /// # Shapes
    /// Any; the result is a number.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Vector::from([3.0, 4.0, 5.0]);
    /// assert!((x.norm_lp(3.0) - 6.0).abs() < 1e-12);
    /// ```
    pub fn norm_lp(&self, p: T) -> T {
        eval2::<norm_lp, _, _>(self, &p)
    }

    /// [`norm_lp`](Tensor::norm_lp) for an integer `P` ≥ 1, whose powers are products.
    ///
    /// # Shapes
    /// Any; the result is a number.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Vector::from([3.0, 4.0, 5.0]);
    /// assert!((x.norm_lpi::<3>() - 6.0).abs() < 1e-12);
    /// ```
    pub fn norm_lpi<const P: usize>(&self) -> T {
        eval2::<norm_lpi, _, _>(self, &At::<P>)
    }

    /// [`norm_lp`](Tensor::norm_lp) for a typenum integer `P` ≥ 1, whose powers are products.
    ///
    /// # Shapes
    /// Any; the result is a number.
    ///
    /// ```
    /// use tapeless::{prelude::*, typenum::U3};
    /// let x = Vector::from([3.0, 4.0, 5.0]);
    /// assert!((x.norm::<U3>() - 6.0).abs() < 1e-12);
    /// ```
    pub fn norm<P: AtLeastOne>(&self) -> T {
        eval2::<norm_lp, _, _>(self, &Type::<P>::VALUE)
    }
}
method!(norm_lp for [T: Real, S: Shape] Tensor<T, S>);
method!(norm_lpi for [T: Real, S: Shape] Tensor<T, S>);
method!(norm_lp as norm for [T: Real, S: Shape] Tensor<T, S>);

/// A typenum number of 1 or more.
#[diagnostic::on_unimplemented(
    message = "a norm of this order does not exist",
    label = "expected a typenum number of 1 or more",
    note = "`x.norm::<U1>()`, `x.norm::<U2>()`, …; for any number of 1 or more there is `x.norm_lp(2.5)`"
)]
pub trait AtLeastOne: Unsigned {}
#[diagnostic::do_not_recommend]
impl<U: Unsigned, B: Bit> AtLeastOne for UInt<U, B> {}

/// The `p` of a norm: a number, or an integer known to the compiler.
pub trait Order<T: Real>: Value {
    /// `p`.
    fn number(&self) -> T;
    /// `base` to the power of `p − less`.
    fn power(&self, base: T, less: usize) -> T;
    /// Sends the cotangent of `p`, if it is one that has any.
    fn pull<N: Mode>(sink: Sink<'_, Self, N>, cotangent: impl FnOnce() -> T);
}
impl<T: Real> Order<T> for T {
    fn number(&self) -> T {
        *self
    }
    fn power(&self, base: T, less: usize) -> T {
        base.powf(*self - T::from_f64(less as f64))
    }
    fn pull<N: Mode>(sink: Sink<'_, T, N>, cotangent: impl FnOnce() -> T) {
        if N::ACTIVE {
            sink.put(&cotangent());
        }
    }
}
macro_rules! constant_order {
    ($([$($G:tt)*] $P:ty: $p:expr;)*) => {$(
        impl<T: Real, $($G)*> Order<T> for $P {
            fn number(&self) -> T {
                T::from_f64($p as f64)
            }
            fn power(&self, base: T, less: usize) -> T {
                base.powi($p as i32 - less as i32)
            }
            fn pull<N: Mode>(_: Sink<'_, Self, N>, _: impl FnOnce() -> T) {}
        }
    )*};
}
constant_order! {
    [const P: usize] At<P>: P;
    [P: AtLeastOne] Type<P>: P::USIZE;
}

impl<T: Real, S: Shape, P: Order<T>> Rule<(Tensor<T, S>, P)> for norm_lp {
    type Out = T;
    type Saved = ();
    type Scratch = ();
    type Needs = (Yes, Yes, Yes);
}
impl<T: Real, S: Shape, P: Order<T>> Op2<Tensor<T, S>, P> for norm_lp {
    fn forward(x: &Tensor<T, S>, p: &P, out: &mut T, _: &mut (), _: &mut ()) {
        let max = x.norm_max();
        *out = if max == T::ZERO || !max.is_finite() {
            max
        } else {
            max * sum_of_powers(x, max, |r| p.power(r, 0)).powf(T::ONE / p.number())
        };
    }
    /// dx = ct·sign x·(|x|/y)ᵖ⁻¹, dp = ct·y/p·Σ rᵖ·ln r with r = |x|/y, since Σ rᵖ = 1
    fn backward<M: Mode, N: Mode>(
        x: Kept<'_, Tensor<T, S>>,
        p: Kept<'_, P>,
        y: Kept<'_, T>,
        _: &(),
        _: &mut (),
        ct: &T,
        dx: Sink<'_, Tensor<T, S>, M>,
        dp: Sink<'_, P, N>,
    ) {
        let elements = x.as_slice();
        send(dx, |i| along_sign(elements[i], *ct * p.power(ratio(elements[i].abs(), *y), 1)));
        P::pull(dp, || *ct * *y / p.number() * sum_of_powers(&x, *y, |r| p.power(r, 0) * r.ln()));
    }
}

/// Σ power(|x|/scale) of the elements that are not 0.
fn sum_of_powers<T: Real, S: Shape>(x: &Tensor<T, S>, scale: T, power: impl Fn(T) -> T) -> T {
    lanes::sum(x.as_slice(), S::NUMEL, |x: T| if x == T::ZERO { T::ZERO } else { power(x.abs() / scale) })
}

#[cfg(test)]
pub(super) fn cases() {
    check!(norm_lp, |T| random::<Tensor<T, D2<3, 4>>>(1), T::from_f64(2.5));
    check!(norm_lp, |T| random::<Tensor<T, D2<3, 4>>>(1), T::from_f64(1.0));
    check!(norm_lpi, |T| random::<Tensor<T, D2<3, 4>>>(1), At::<3>);
    check!(norm_lpi, |T| random::<Tensor<T, D2<3, 4>>>(1), At::<1>);
    check!(norm_lp, |T| random::<Tensor<T, D2<3, 4>>>(1), Type::<typenum::U3>::VALUE);
    assert_eq!(Vector::from([3.0, -4.0]).norm::<typenum::U1>(), 7.0);
    assert_eq!(Vector::from([1e200, 0.0]).norm_lp(4.0), 1e200);
    assert_eq!(Vector::from([0.0, 0.0]).norm_lp(3.0), 0.0);
    assert_eq!(Vector::from([f64::NEG_INFINITY, 0.0]).norm_lp(3.0), f64::INFINITY);
    assert!(Vector::from([f64::NAN, 0.0]).norm_lpi::<3>().is_nan());
    assert_eq!(Tensor::<f64, D1<0>>::zeros().norm_lp(3.0), 0.0);
    let zeros = (Vector::from([0.0, 0.0]), 3.0);
    assert_eq!(cotangents::<norm_lp, _>(&zeros, &1.0).0, Vector::zeros());
    // Where p = 1 has its kink.
    let kink = (Vector::from([0.0, 2.0]), At::<1>);
    assert_eq!(cotangents::<norm_lpi, _>(&kink, &1.0).0, Vector::from([0.0, 1.0]));
}
