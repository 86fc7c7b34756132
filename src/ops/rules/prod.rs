use core::array::from_fn;
use core::ops::Range;

use crate::ops::prelude::*;

reduction_methods! {
    /// The product of all elements.
    ///
    /// y = Πᵢ xᵢ
    ///
    /// Of nothing: 1. The derivative by one element is the product of the others, also where elements are zero.
    Prod: prod, prod_axis, prod_keep, prod_axes, prod_keep_axes, for Number -> T;
    example [[1.0, 2.0], [3.0, 4.0]] => 24.0, rows [2.0, 12.0];
}

/// Π x, and its cotangents ct·Π (the others).
#[derive(Clone, Copy, Debug)]
pub enum Prod {}
impl<T: Number> Reduction<T> for Prod {
    type Out = T;
    type Pivot = Nothing;
    type Fold = Times;
    type Aid = Nothing;
    type ReadsX = Yes;
    type ReadsY = No;
    #[inline(always)]
    fn term(_: usize, x: T, _: ()) -> T {
        x
    }
    fn pull<M: Mode, X: Source<Item = T>, const W: usize>(lanes: &Lanes<X, W>, _: [T; W], ct: [T; W], slots: &mut [T]) {
        pull_range::<T, M, X, W>(lanes, 0..lanes.len(), ct, slots);
    }
}

/// Each half of the range sees the other's product: n·log n products and no division.
fn pull_range<T: Number, M: Mode, X: Source<Item = T>, const W: usize>(
    lanes: &Lanes<X, W>,
    range: Range<usize>,
    others: [T; W],
    slots: &mut [T],
) {
    let (left, right) = match range.len() {
        0 => return,
        1 => {
            let slots = slots.iter_mut().skip(lanes.index(range.start));
            return slots.zip(others).for_each(|(d, others)| put::<T, M>(d, others));
        }
        count => (range.start..range.start + count / 2, range.start + count / 2..range.end),
    };
    let beside = |range: Range<usize>| {
        range.fold(others, |product, k| {
            let x = lanes.row(k);
            from_fn(|j| product[j].times(x[j]))
        })
    };
    pull_range::<T, M, X, W>(lanes, left.clone(), beside(right.clone()), slots);
    pull_range::<T, M, X, W>(lanes, right, beside(left), slots);
}

#[cfg(test)]
pub(super) fn cases() {
    check!(prod, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(prod_axis, |T| random::<Tensor<T, D3<2, 3, 9>>>(1), At::<1>);
    check!(prod_keep, |T| random::<Tensor<T, D2<3, 5>>>(1), At::<1>);
    check!(prod, |T| Tensor::<T, D1<4>>::from_index(|i| T::from_f64([2.0, 0.0, 3.0, 0.0][i])));
    check!(prod, |T| Tensor::<T, D1<3>>::from_index(|i| T::from_f64([2.0, 0.0, 3.0][i])));
    assert_eq!(Tensor::<f64, (Dim<0>,)>::zeros().prod(), 1.0);
    assert_eq!(Vector::from([2, -3]).prod(), -6);
    // The product underflows, its derivatives do not.
    assert_eq!(cotangents::<prod, _>(&(Vector::from([1e-200, 1e-200]),), &1.0).0, Vector::from([1e-200, 1e-200]));
}
