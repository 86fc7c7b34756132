use crate::derived::Type;
use crate::ops::prelude::*;

/// The operation behind [`Tensor::powi`] and [`Tensor::power`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum powi {}

/// A whole number as exponent: `i32`, `usize`, or a typenum number.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a whole number",
    label = "expected a whole number",
    note = "for a fractional exponent there is `x.powf(0.5)`; a typenum exponent is signed: `x.power::<P3>()`"
)]
pub trait Exponent {
    /// The exponent.
    fn exponent(&self) -> i32;
}
#[diagnostic::do_not_recommend]
impl Exponent for i32 {
    #[inline(always)]
    fn exponent(&self) -> i32 {
        *self
    }
}
#[diagnostic::do_not_recommend]
impl Exponent for usize {
    #[inline(always)]
    fn exponent(&self) -> i32 {
        i32::try_from(*self).unwrap_or(i32::MAX)
    }
}
#[diagnostic::do_not_recommend]
impl<P: typenum::Integer> Exponent for Type<P> {
    #[inline(always)]
    fn exponent(&self) -> i32 {
        P::I32
    }
}

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The power with a whole number as exponent, element by element.
    ///
    /// yᵢ = xᵢⁿ, and dyᵢ/dxᵢ = n xᵢⁿ⁻¹
    ///
    /// x⁰ = 1 for every x, NaN too, and its derivative is 0. A negative power of ±0 is ±∞.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([-2.0, 3.0]).powi(3), Vector::from([-8.0, 27.0]));
    /// assert_eq!(Vector::from([-2.0, 4.0]).powi(-1), Vector::from([-0.5, 0.25]));
    /// ```
    pub fn powi(&self, exponent: impl Exponent) -> Tensor<T, S> {
        eval2::<powi, _, _>(self, &exponent)
    }

    /// The power with a typenum number as exponent, element by element: [`powi`](Tensor::powi) whose products the
    /// compiler writes out.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// use typenum::{N1, P3};
    /// assert_eq!(Vector::from([-2.0, 3.0]).power::<P3>(), Vector::from([-8.0, 27.0]));
    /// assert_eq!(Vector::from([-2.0, 4.0]).power::<N1>(), Vector::from([-0.5, 0.25]));
    /// ```
    pub fn power<P: typenum::Integer>(&self) -> Tensor<T, S> {
        eval2::<powi, _, _>(self, &Type::<P>::VALUE)
    }
}
method!(powi for [T: Real, S: Shape] Tensor<T, S>);
method!(powi as power for [T: Real, S: Shape] Tensor<T, S>);
method!(powi for [T: Real] T);

/// d xⁿ/dx
#[inline(always)]
pub(crate) fn slope_of_powi<T: Real>(x: T, n: i32) -> T {
    if n == 0 { T::ZERO } else { T::from_f64(n as f64) * x.powi(n.saturating_sub(1)) }
}

macro_rules! rules {
    ([$($G:tt)*] $X:ty) => {
        impl<$($G)*, N: Exponent> Rule<($X, N)> for powi {
            type Out = $X;
            type Saved = ();
            type Scratch = ();
            type Needs = (Yes, Yes, No);
        }
        impl<$($G)*, N: Exponent> Op2<$X, N> for powi {
            #[inline(always)]
            fn forward(x: &$X, n: &N, out: &mut $X, _: &mut (), _: &mut ()) {
                map(x.elements(), out.elements_mut(), |x: T| x.powi(n.exponent()));
            }
            #[inline(always)]
            fn backward<M: Mode, O: Mode>(
                x: Kept<'_, $X>,
                n: Kept<'_, N>,
                _: Gone<'_, $X>,
                _: &(),
                _: &mut (),
                ct: &$X,
                dx: Sink<'_, $X, M>,
                _: Sink<'_, N, O>,
            ) {
                let (x, ct) = (x.elements(), ct.elements());
                send(dx, |i| ct[i] * slope_of_powi(x[i], n.exponent()));
            }
        }
    };
}
rules!([T: Real, S: Shape] Tensor<T, S>);
rules!([T: Real] T);

#[cfg(test)]
pub(super) fn cases() {
    for n in [0, 1, 2, 5] {
        check!(powi, |T| random::<Tensor<T, D2<3, 4>>>(1), n as usize);
    }
    check!(powi, |T| apart::<Tensor<T, D2<3, 4>>>(1), -3);
    check!(powi, |T| apart::<T>(1), 3);
    let x = Vector::from([0.0, -0.0, f64::NAN, f64::INFINITY, -2.0]);
    assert_eq!(x.powi(0), Vector::from([1.0; 5]));
    assert_eq!(x.powi(-1).as_slice()[..2], [f64::INFINITY, f64::NEG_INFINITY]);
    assert_eq!(x.powi(3).as_slice()[3..], [f64::INFINITY, -8.0]);
    assert_eq!([slope_of_powi(0.0, 0), slope_of_powi(0.0, 1), slope_of_powi(0.0, 2)], [0.0, 1.0, 0.0]);
    assert_eq!(Vector::from([1.0, 2.0]).powi(i32::MIN), Vector::from([1.0, 0.0]));
}
