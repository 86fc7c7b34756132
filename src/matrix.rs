//! What some methods ask of a shape: to be that of a matrix, or of a square one.
//!
//! A method of `Tensor<T, (N, N)>` alone would be "not found" in a tensor of another shape. A bound says why. The axes that
//! it finds are parameters of the method (`S: SquareShape<Side = N>`), for rustc does not find a method whose very
//! signature it cannot calculate.

use crate::axis::{Axis, One};
use crate::relation::relation;
use crate::shape::Shape;

/// A shape of two axes.
#[diagnostic::on_unimplemented(
    message = "expected a matrix, found a tensor of shape {Self}",
    label = "this takes a tensor of two axes",
    note = "`row`, `slice` and `reshape` make a matrix of a tensor; `swap_axes` and `permute` exchange the axes of any"
)]
pub trait MatrixShape: Shape {
    /// The first axis.
    type Rows: Axis;
    /// The second axis.
    type Columns: Axis;
}
relation! {
    [S: Shape] S: MatrixShape, [S: TwoAxes]
    type Rows = S::First, or One;
    type Columns = S::Second, or One;
}

/// A shape of two equal axes.
#[diagnostic::on_unimplemented(
    message = "expected a square matrix, found a tensor of shape {Self}",
    label = "this takes as many rows as columns",
    note = "for least squares take the normal equation, whose matrix is square: `x.transpose().matmul(&x)`"
)]
pub trait SquareShape: Shape {
    /// Both axes.
    type Side: Axis;
}
relation! { [S: Shape] S: SquareShape, [S: TwoEqualAxes] type Side = S::Both, or One; }

/// What every pair of axes is.
pub trait TwoAxes {
    /// The first.
    type First: Axis;
    /// The second.
    type Second: Axis;
}
impl<M: Axis, N: Axis> TwoAxes for (M, N) {
    type First = M;
    type Second = N;
}

/// What a pair of one axis with itself is.
pub trait TwoEqualAxes {
    /// Both.
    type Both: Axis;
}
impl<N: Axis> TwoEqualAxes for (N, N) {
    type Both = N;
}
