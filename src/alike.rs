//! Operands whose shape another one decides: of two tensors that are compared element by element, of labels beside a matrix.
//!
//! Such an operand is a parameter of its own (`&impl Alike<T, S>`), not a `&Tensor<T, S>`: rustc then looks at what it is given
//! before it chooses, so that a mistake is told in these words, and what is unknown of the operand is still inferred.

use crate::axis::{Axis, One};
use crate::element::Element;
use crate::labels::ClassLabels;
use crate::relation::{Never, Nobody};
use crate::shape::Shape;
use crate::storage::same;
use crate::tensor::Tensor;

/// A tensor of elements `T` and of shape `S`, a reference to one, or a box of one.
#[diagnostic::on_unimplemented(
    message = "expected a tensor of {T} and of shape {S}, found `{Self}`",
    label = "this is `{Self}`; the other tensor has elements {T} and shape {S}",
    note = "both need the same shape, and nothing is broadcast or converted here: `broadcast_to`, `reshape`, `transpose` or `cast` one of them"
)]
pub trait Alike<T: Element, S: Shape> {
    /// The tensor.
    fn tensor(&self) -> &Tensor<T, S>;
}

/// Labels that stand beside a matrix of shape `S`: one for each row, out of as many classes as there are columns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` are no labels for a tensor of shape {S}",
    label = "expected one label for each row of {S}, out of as many classes as columns",
    note = "`Labels<B, C>` holds one of C classes for each row of a matrix (B, C): `Labels::from_slice(&[2u8, 0])?`",
    note = "one example alone is a matrix of one row, `x.unsqueeze::<0>()`; for probabilities instead of labels: `soft_cross_entropy`"
)]
pub trait LabelsOf<S: Shape> {
    /// The axis of the rows.
    type Rows: Axis;
    /// The axis of the classes.
    type Classes: Axis;
    /// The labels.
    fn labels(&self) -> &ClassLabels<Self::Rows, Self::Classes>;
}

/// Labels that name rows of a matrix of shape `S`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` do not name the rows of a tensor of shape {S}",
    label = "expected labels out of as many classes as {S} has rows",
    note = "`Labels<B, V>` are for a matrix of V rows, one for each class: `Labels::from_slice(&[2u8, 0])?`"
)]
pub trait RowsOf<S: Shape> {
    /// The axis of the labels.
    type Labels: Axis;
    /// The axis of the rows.
    type Rows: Axis;
    /// The axis of the columns.
    type Columns: Axis;
    /// The labels.
    fn labels(&self) -> &ClassLabels<Self::Labels, Self::Rows>;
}

#[diagnostic::do_not_recommend]
impl<T: Element, S: Shape> Alike<T, S> for Tensor<T, S> {
    #[inline(always)]
    fn tensor(&self) -> &Tensor<T, S> {
        self
    }
}
#[diagnostic::do_not_recommend]
impl<B: Axis, C: Axis> LabelsOf<(B, C)> for ClassLabels<B, C> {
    type Rows = B;
    type Classes = C;
    #[inline(always)]
    fn labels(&self) -> &ClassLabels<B, C> {
        self
    }
}
#[diagnostic::do_not_recommend]
impl<B: Axis, V: Axis, D: Axis> RowsOf<(V, D)> for ClassLabels<B, V> {
    type Labels = B;
    type Rows = V;
    type Columns = D;
    #[inline(always)]
    fn labels(&self) -> &ClassLabels<B, V> {
        self
    }
}

// Of an impl that is the only one and nearly fits rustc tells, asked or not. So there is a second one of each, which never is.
#[diagnostic::do_not_recommend]
impl<T: Element> Alike<T, (One,)> for Tensor<T, (One, One)>
where
    (T, Nobody): Never,
{
    fn tensor(&self) -> &Tensor<T, (One,)> {
        same(self)
    }
}
#[diagnostic::do_not_recommend]
impl<B: Axis> LabelsOf<(B,)> for ClassLabels<B, B>
where
    (B, Nobody): Never,
{
    type Rows = B;
    type Classes = B;
    fn labels(&self) -> &ClassLabels<B, B> {
        self
    }
}
#[diagnostic::do_not_recommend]
impl<B: Axis> RowsOf<(B,)> for ClassLabels<B, B>
where
    (B, Nobody): Never,
{
    type Labels = B;
    type Rows = B;
    type Columns = B;
    fn labels(&self) -> &ClassLabels<B, B> {
        self
    }
}

/// What a reference or a box leads to.
macro_rules! pointers {
    ($($Pointer:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: Element, S: Shape, X: Alike<T, S>> Alike<T, S> for $Pointer {
            #[inline(always)]
            fn tensor(&self) -> &Tensor<T, S> {
                (**self).tensor()
            }
        }
        #[diagnostic::do_not_recommend]
        impl<S: Shape, X: LabelsOf<S>> LabelsOf<S> for $Pointer {
            type Rows = X::Rows;
            type Classes = X::Classes;
            #[inline(always)]
            fn labels(&self) -> &ClassLabels<X::Rows, X::Classes> {
                (**self).labels()
            }
        }
        #[diagnostic::do_not_recommend]
        impl<S: Shape, X: RowsOf<S>> RowsOf<S> for $Pointer {
            type Labels = X::Labels;
            type Rows = X::Rows;
            type Columns = X::Columns;
            #[inline(always)]
            fn labels(&self) -> &ClassLabels<X::Labels, X::Rows> {
                (**self).labels()
            }
        }
    )*};
}
pointers!(&X);
#[cfg(feature = "alloc")]
pointers!(alloc::boxed::Box<X>);
