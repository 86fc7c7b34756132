//! `+ - * /`, `& | ^`, unary `-` and `!`: on references and values, in place, with numbers on either side.
//!
//! A number on the left is of a concrete type (`2.0 * &x`); where the element type is a parameter `T`, the language
//! wants the tensor on the left: `x * two`.

use core::ops::{
    Add, AddAssign, BitAnd, BitAndAssign, BitOr, BitOrAssign, BitXor, BitXorAssign, Div, DivAssign, Mul,
    MulAssign, Neg, Not, Sub, SubAssign,
};

use super::Tensor;
use crate::broadcast::{Broadcast, BroadcastTo};
use crate::dual::Dual;
use crate::element::{Number, Real};
use crate::op::eval1;
use crate::ops::elementwise::{combine, map_pair, update};
use crate::ops::{self, Operand, Pointwise2};
use crate::shape::Shape;
use crate::storage::Zeroed;

/// A tensor of `T` on the left; a tensor or a number on the right.
macro_rules! tensor_operators {
    ($G:tt $T:ty: $($Op:ident $op:ident $OpAssign:ident $op_assign:ident $value:expr;)*) => {
        $(tensor_operators!(@one $G $T: $Op $op $OpAssign $op_assign $value);)*
    };
    (@one [$($G:tt)*] $T:ty: $Op:ident $op:ident $OpAssign:ident $op_assign:ident $value:expr) => {
        impl<$($G)* S: Shape + Broadcast<B::Shape>, B: Operand<$T>> $Op<B> for &Tensor<$T, S> {
            type Output = Tensor<$T, <S as Broadcast<B::Shape>>::Out>;
            #[inline(always)]
            fn $op(self, other: B) -> Self::Output {
                combine(self, &other, $value)
            }
        }
        impl<$($G)* S: Shape + Broadcast<B::Shape>, B: Operand<$T>> $Op<B> for Tensor<$T, S> {
            type Output = Tensor<$T, <S as Broadcast<B::Shape>>::Out>;
            #[inline(always)]
            fn $op(self, other: B) -> Self::Output {
                (&self).$op(other)
            }
        }
        impl<$($G)* S: Shape, B: Operand<$T>> $OpAssign<B> for Tensor<$T, S>
        where
            B::Shape: BroadcastTo<S>,
        {
            #[inline(always)]
            fn $op_assign(&mut self, other: B) {
                update::<$T, S, B::Shape>(self.as_mut_slice(), other.elements(), $value);
            }
        }
    };
}
tensor_operators! { [T: Number,] T:
    Add add AddAssign add_assign ops::add::value;
    Sub sub SubAssign sub_assign ops::sub::value;
    Mul mul MulAssign mul_assign ops::mul::value;
    Div div DivAssign div_assign ops::div::value;
}
tensor_operators! { [] bool:
    BitAnd bitand BitAndAssign bitand_assign |a, b| a & b;
    BitOr bitor BitOrAssign bitor_assign |a, b| a | b;
    BitXor bitxor BitXorAssign bitxor_assign |a, b| a ^ b;
}

/// A number on the left, a tensor on the right.
macro_rules! number_operators {
    ([$($G:tt)*] $N:ty) => {
        number_operators!(@each [$($G)*] $N: Add add, Sub sub, Mul mul, Div div);
    };
    (@each $G:tt $N:ty: $($Op:ident $op:ident),*) => {$(
        number_operators!(@one $G $N: $Op $op, &Tensor<T, S>);
        number_operators!(@one $G $N: $Op $op, Tensor<T, S>);
    )*};
    (@one [$($G:tt)*] $N:ty: $Op:ident $op:ident, $B:ty) => {
        impl<$($G)* T: Number, S: Shape> $Op<$B> for $N
        where
            $N: Operand<T>,
        {
            type Output = Tensor<T, S>;
            #[inline(always)]
            fn $op(self, other: $B) -> Tensor<T, S> {
                let mut out = Tensor::ZERO;
                map_pair::<T, T, T, (), S, S>(self.elements(), other.as_slice(), out.as_mut_slice(), ops::$op::value);
                out
            }
        }
    };
}
macro_rules! numbers {
    ($($N:ty),*) => {$(number_operators!([] $N);)*};
}
numbers!(f32, f64, u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);
number_operators!([R: Real,] Dual<R>);

macro_rules! prefix_operators {
    ([$($G:tt)*] $T:ty: $Op:ident $op:ident $marker:ident) => {
        impl<$($G)* S: Shape> $Op for &Tensor<$T, S> {
            type Output = Tensor<$T, S>;
            #[inline(always)]
            fn $op(self) -> Tensor<$T, S> {
                eval1::<ops::$marker, _>(self)
            }
        }
        impl<$($G)* S: Shape> $Op for Tensor<$T, S> {
            type Output = Tensor<$T, S>;
            #[inline(always)]
            fn $op(self) -> Tensor<$T, S> {
                eval1::<ops::$marker, _>(&self)
            }
        }
    };
}
prefix_operators!([T: Number + Neg<Output = T>,] T: Neg neg neg);
prefix_operators!([] bool: Not not not);

#[cfg(test)]
mod tests {
    use crate::prelude::*;

    #[test]
    fn references_values_and_numbers_mix() {
        let (x, y) = (Vector::from([1.0, 2.0]), Vector::from([3.0, 5.0]));
        let sum = Vector::from([4.0, 7.0]);
        assert_eq!(
            [&x + &y, &x + y.clone(), x.clone() + &y, x.clone() + y.clone()],
            [(); 4].map(|()| sum.clone())
        );
        assert_eq!(
            [&x + 3.0, x.clone() + 3.0, 3.0 + &x, 3.0 + x.clone()],
            [(); 4].map(|()| Vector::from([4.0, 5.0]))
        );
        assert_eq!(1.0 - &x, Vector::from([0.0, -1.0]));
        assert_eq!(2.0 / &x, Vector::from([2.0, 1.0]));
        assert_eq!(-&x, -x);
    }

    #[test]
    fn assignments_in_place_broadcast_the_right_side() {
        let mut x = Matrix::from([[1.0, 2.0], [3.0, 4.0]]);
        x += Vector::from([10.0, 20.0]);
        x *= 2.0;
        assert_eq!(x, Matrix::from([[22.0, 44.0], [26.0, 48.0]]));
        x -= &Tensor::<f64, (Dim<2>, One)>::from_index(|i| i as f64);
        x /= &Matrix::from([[22.0, 44.0], [5.0, 47.0]]);
        assert_eq!(x, Matrix::from([[1.0, 1.0], [5.0, 1.0]]));
    }

    #[test]
    fn integers_and_duals_have_arithmetic_too() {
        let n = Vector::from([7, -7]);
        assert_eq!((2 * &n + 1) / 2 - &n, Vector::from([0, 1]));
        assert_eq!(-n, Vector::from([-7, 7]));
        let x = Dual { re: 2.0, eps: 1.0 };
        let y = x * Vector::from([x, Dual::constant(3.0)]);
        assert_eq!(y.as_slice().iter().map(|y| y.eps).collect::<std::vec::Vec<_>>(), [4.0, 3.0]);
    }

    #[test]
    fn functions_generic_over_shapes_need_no_bounds() {
        fn f<T: Number, S: Shape>(x: &Tensor<T, S>, two: T) -> Tensor<T, S> {
            let mut y = (x * x + two) * two - x;
            y += x;
            y *= two;
            y.maximum(x).maximum(two)
        }
        fn g<B: Axis, O: Axis>(x: &Tensor<f32, (B, O)>, b: &Tensor<f32, (O,)>) -> Tensor<f32, (B, O)> {
            let mut y = 2.0 * (x + b) - b;
            y += b;
            y.gt(b).select(&y, b)
        }
        assert_eq!(f(&Vector::from([1, 3]), 2), Vector::from([12, 44]));
        assert_eq!(g(&Matrix::from([[1.0], [-9.0]]), &Vector::from([1.0])), Matrix::from([[4.0], [1.0]]));
    }
}
