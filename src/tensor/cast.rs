//! From one element type to another.

use num_traits::AsPrimitive;

use crate::dual::Dual;
use crate::element::{Element, Number, Real};

/// Elements that convert to `U` as the operator `as` does: floats to integers toward zero and up to the end of their
/// range, NaN to 0; `bool` to 0 and 1; numbers to `bool` by `x != 0`.
///
/// ```
/// use tapeless::{Cast, prelude::*};
/// fn shades<T: Cast<u8>, S: Shape>(x: &Tensor<T, S>) -> Tensor<u8, S> {
///     x.cast()
/// }
/// assert_eq!(shades(&Vector::from([2.9, -1.0, 300.0])), Vector::from([2, 0, 255]));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not convert to `{U}`",
    label = "elements of type `{Self}`",
    note = "numbers and `bool` convert to one another and to dual numbers; for the value of a dual number take `.map(|x| x.re)`"
)]
pub trait Cast<U: Element>: Element {
    /// The conversion.
    fn cast(self) -> U;
    /// What the cotangent of the result gives for the argument, if both have derivatives.
    fn cast_back(cotangent: U) -> Option<Self>;
}

macro_rules! without_derivative {
    ($U:ty) => {
        #[inline(always)]
        fn cast_back(_: $U) -> Option<Self> {
            None
        }
    };
}

#[diagnostic::do_not_recommend]
impl<T: Number + AsPrimitive<U>, U: Number + AsPrimitive<T>> Cast<U> for T {
    #[inline(always)]
    fn cast(self) -> U {
        self.as_()
    }
    #[inline(always)]
    fn cast_back(cotangent: U) -> Option<T> {
        (T::DIFFERENTIABLE && U::DIFFERENTIABLE).then(|| cotangent.as_())
    }
}
#[diagnostic::do_not_recommend]
impl<U: Number> Cast<U> for bool {
    #[inline(always)]
    fn cast(self) -> U {
        if self { U::ONE } else { U::ZERO }
    }
    without_derivative!(U);
}
#[diagnostic::do_not_recommend]
impl<T: Number> Cast<bool> for T {
    #[inline(always)]
    fn cast(self) -> bool {
        self != T::ZERO
    }
    without_derivative!(bool);
}
impl Cast<bool> for bool {
    #[inline(always)]
    fn cast(self) -> bool {
        self
    }
    without_derivative!(bool);
}

#[diagnostic::do_not_recommend]
impl<T: Real + Cast<U>, U: Real> Cast<Dual<U>> for Dual<T> {
    #[inline(always)]
    fn cast(self) -> Dual<U> {
        Dual { re: self.re.cast(), eps: self.eps.cast() }
    }
    #[inline(always)]
    fn cast_back(cotangent: Dual<U>) -> Option<Dual<T>> {
        Some(Dual { re: T::cast_back(cotangent.re)?, eps: T::cast_back(cotangent.eps)? })
    }
}
macro_rules! to_duals {
    ($($T:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<U: Real> Cast<Dual<U>> for $T
        where
            $T: Cast<U>,
        {
            #[inline(always)]
            fn cast(self) -> Dual<U> {
                Dual::constant(self.cast())
            }
            #[inline(always)]
            fn cast_back(cotangent: Dual<U>) -> Option<$T> {
                <$T>::cast_back(cotangent.re)
            }
        }
    )*};
}
to_duals!(f32, f64, u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;

    #[test]
    fn as_the_operator_as() {
        let x = Vector::from([2.9f64, -2.9, 300.0, -1e300, f64::NAN]);
        assert_eq!(x.cast::<i8>(), Vector::from([2, -2, 127, -128, 0]));
        assert_eq!(Vector::from([-1i32, 256]).cast::<u8>(), Vector::from([255, 0]));
        assert_eq!(Vector::from([16_777_217u32]).cast::<f32>(), Vector::from([16_777_216.0]));
        assert_eq!(Vector::from([1e300f64]).cast::<f32>(), Vector::from([f32::INFINITY]));
    }

    #[test]
    fn truth_is_one_and_what_is_not_zero_is_true() {
        assert_eq!(Vector::from([true, false]).cast::<f32>(), Vector::from([1.0, 0.0]));
        assert_eq!(Vector::from([true, false]).cast::<bool>(), Vector::from([true, false]));
        let x = Vector::from([0.0, -0.0, 0.5, f32::NAN]);
        assert_eq!(x.cast::<bool>(), Vector::from([false, false, true, true]));
    }

    #[test]
    fn dual_numbers_keep_their_tangents_and_constants_have_none() {
        let x = Vector::from([Dual { re: 1.5f32, eps: 2.0 }]).cast::<Dual<f64>>();
        assert_eq!((x[[0]].re, x[[0]].eps), (1.5, 2.0));
        let x = Vector::from([true]).cast::<Dual<f64>>();
        assert_eq!((x[[0]].re, x[[0]].eps), (1.0, 0.0));
        let x = Vector::from([3u8]).cast::<Dual<f32>>();
        assert_eq!((x[[0]].re, x[[0]].eps), (3.0, 0.0));
    }
}
