//! `+ - * /` and unary minus, on references and values, with tensors and numbers on either side.

use core::ops::{Add, Div, Mul, Sub};

use super::Tensor;
use crate::broadcast::Broadcast;
use crate::element::Real;
use crate::op::eval2;
use crate::ops;
use crate::shape::Shape;

macro_rules! tensor_operators {
    ($($Trait:ident $method:ident $op:ident;)*) => {$(
        impl<T: Real, S: Shape + Broadcast<R>, R: Shape> $Trait<&Tensor<T, R>> for &Tensor<T, S> {
            type Output = Tensor<T, <S as Broadcast<R>>::Out>;
            fn $method(self, other: &Tensor<T, R>) -> Self::Output {
                eval2::<ops::$op, _, _>(self, other)
            }
        }
        impl<T: Real, S: Shape + Broadcast<R>, R: Shape> $Trait<Tensor<T, R>> for &Tensor<T, S> {
            type Output = Tensor<T, <S as Broadcast<R>>::Out>;
            fn $method(self, other: Tensor<T, R>) -> Self::Output {
                eval2::<ops::$op, _, _>(self, &other)
            }
        }
        impl<T: Real, S: Shape + Broadcast<R>, R: Shape> $Trait<&Tensor<T, R>> for Tensor<T, S> {
            type Output = Tensor<T, <S as Broadcast<R>>::Out>;
            fn $method(self, other: &Tensor<T, R>) -> Self::Output {
                eval2::<ops::$op, _, _>(&self, other)
            }
        }
        impl<T: Real, S: Shape + Broadcast<R>, R: Shape> $Trait<Tensor<T, R>> for Tensor<T, S> {
            type Output = Tensor<T, <S as Broadcast<R>>::Out>;
            fn $method(self, other: Tensor<T, R>) -> Self::Output {
                eval2::<ops::$op, _, _>(&self, &other)
            }
        }
        impl<T: Real, S: Shape> $Trait<T> for &Tensor<T, S> {
            type Output = Tensor<T, S>;
            fn $method(self, number: T) -> Tensor<T, S> {
                eval2::<ops::$op, _, _>(self, &number)
            }
        }
        impl<T: Real, S: Shape> $Trait<T> for Tensor<T, S> {
            type Output = Tensor<T, S>;
            fn $method(self, number: T) -> Tensor<T, S> {
                eval2::<ops::$op, _, _>(&self, &number)
            }
        }
    )*};
}
tensor_operators!(Add add add; Sub sub sub; Mul mul mul; Div div div;);

impl<T: Real, S: Shape> core::ops::Neg for Tensor<T, S> {
    type Output = Tensor<T, S>;
    fn neg(self) -> Tensor<T, S> {
        crate::op::eval1::<ops::neg, _>(&self)
    }
}
