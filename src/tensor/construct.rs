//! Tensors from arrays.

use super::Tensor;
use crate::axis::Dim;
use crate::element::Element;
use crate::storage::Zeroed;

impl<T: Element> From<T> for Tensor<T, ()> {
    fn from(data: T) -> Self {
        Tensor { data }
    }
}

macro_rules! from_arrays {
    ($(($($N:ident),*) $nested:ty;)*) => {$(
        impl<T: Element, $(const $N: usize),*> From<$nested> for Tensor<T, ($(Dim<$N>,)*)> {
            fn from(data: $nested) -> Self {
                Tensor { data }
            }
        }
    )*};
}
from_arrays! {
    (A) [T; A];
    (A, B) [[T; B]; A];
    (A, B, C) [[[T; C]; B]; A];
    (A, B, C, D) [[[[T; D]; C]; B]; A];
    (A, B, C, D, E) [[[[[T; E]; D]; C]; B]; A];
    (A, B, C, D, E, F) [[[[[[T; F]; E]; D]; C]; B]; A];
}

impl<T: Element, S: crate::Shape> Default for Tensor<T, S> {
    fn default() -> Self {
        Self::ZERO
    }
}
