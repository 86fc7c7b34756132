//! Tensors whose shapes are types, and a macro that writes the backward pass.
#![no_std]

#[cfg(any(test, feature = "alloc"))]
extern crate alloc;
extern crate self as tapeless;
#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod arithmetic;
pub mod axes;
mod axis;
pub mod broadcast;
pub mod data;
#[doc(hidden)]
pub mod derived;
mod dual;
mod element;
pub mod kernels;
mod labels;
mod lift;
pub mod linalg;
pub mod op;
pub mod ops;
pub mod params;
pub mod plan;
pub mod random;
pub mod reduce;
#[doc(hidden)]
pub mod relation;
pub mod report;
mod shape;
pub mod slicing;
pub mod storage;
mod tensor;
#[cfg(any(test, feature = "alloc"))]
pub mod testing;
mod value;
mod workspace;

pub use axis::{Axis, Dim, Len, One};
pub use dual::Dual;
pub use element::{Element, Number, Real};
pub use labels::{ClassLabels, LabelError, Labels};
pub use lift::{Lift, OverDuals, Tangent};
pub use ops::stop_gradient;
pub use params::{Counted, Params};
pub use shape::Shape;
pub use storage::Zeroed;
pub use tapeless_macros::{Params, differentiable};
pub use tensor::{Cast, Indices, LengthError, Matrix, Rows, Scalar, Tensor, Tensor3, Tensor4, Vector};
pub use value::Value;
pub use workspace::Workspace;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// What most programs import.
pub mod prelude {
    pub use crate::broadcast::Broadcast;
    pub use crate::ops::{Concat, Stack};
    pub use crate::{
        Axis, Counted, Dim, Dual, Element, Labels, Len, Matrix, Number, One, Params, Real, Scalar, Shape,
        Tangent, Tensor, Tensor3, Tensor4, Value, Vector, Workspace, Zeroed, axes, axis, differentiable, s,
        shape, stop_gradient,
    };
}
