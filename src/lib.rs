//! Tensors whose shapes are types, and a macro that writes the backward pass: deep learning without a tape, without a
//! heap, without `dyn`.
//!
//! # Shapes
//!
//! A shape is a tuple of axes, and an axis is a type. [`Matrix<f32, 3, 4>`](Matrix) is `Tensor<f32, (Dim<3>, Dim<4>)>`: 48 bytes, no
//! header. Every operation says in its signature which shapes meet and what comes out, so a wrong one does not compile.
//!
//! ```
//! use tapeless::prelude::*;
//! let x = Matrix::from([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
//! let w = Matrix::<f64, 3, 4>::ones();
//! let y: Matrix<f64, 2, 4> = x.matmul(&w);
//! let joined: Matrix<f64, 2, 7> = y.concat::<1>(&x); // 4 + 3, by the compiler
//! let means: Vector<f64, 7> = joined.mean_axis::<0>();
//! assert_eq!(means[[0]], 10.5);
//! ```
//!
//! ```compile_fail,E0308
//! use tapeless::prelude::*;
//! let x = Matrix::<f64, 2, 3>::zeros();
//! x.matmul(&Matrix::<f64, 4, 5>::zeros()); // expected `3`, found `4`
//! ```
//!
//! In a broadcast equal axes meet, and [`One`] stretches to anything; a tensor of lower rank meets the trailing axes (a
//! bias). Nothing else stretches, so that no bug hides there. Axes can have names ([`axis!`]), and then two axes of one
//! length do not mix.
//!
//! Functions can be generic over axes, without bounds:
//!
//! ```
//! use tapeless::prelude::*;
//! fn layer<B: Axis, I: Axis, O: Axis>(
//!     x: &Tensor<f32, (B, I)>,
//!     w: &Tensor<f32, (I, O)>,
//!     b: &Tensor<f32, (O,)>,
//! ) -> Tensor<f32, (B, O)> {
//!     (x.matmul(w) + b).tanh()
//! }
//! assert_eq!(layer(&Matrix::<f32, 8, 2>::ones(), &Matrix::<f32, 2, 3>::zeros(), &Vector::zeros()), Matrix::zeros());
//! ```
//!
//! # Derivatives
//!
//! [`#[differentiable]`](differentiable) reads a function and writes its backward pass beside it, under its own name. What a backward
//! pass must remember lies in a [`Workspace`]: one struct, in a `static`, on the stack or in a `Box`, of a size that is a
//! constant. The gradient has the type of what it is the gradient of.
//!
//! ```
//! use tapeless::prelude::*;
//! #[derive(Params)]
//! struct Line {
//!     w: Vector<f64, 2>,
//!     b: f64,
//! }
//!
//! #[differentiable]
//! fn loss(line: &Line, x: &Matrix<f64, 4, 2>, y: &Vector<f64, 4>) -> f64 {
//!     let error = x.matvec(&line.w) + line.b - y;
//!     (&error * &error).mean()
//! }
//!
//! let x = Matrix::from([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]);
//! let y = Vector::from([4.2, 6.2, 0.8, 2.8]); // 2·x₀ − 3.4·x₁ + 4.2
//! let (mut line, mut gradient, mut ws) = (Line::ZERO, Line::ZERO, Workspace::<loss>::ZERO);
//! for _ in 0..500 {
//!     loss::grad(&line, &x, &y, &mut ws, &mut gradient);
//!     line.w -= &gradient.w * 0.5;
//!     line.b -= gradient.b * 0.5;
//! }
//! assert!(line.w.is_close(&Vector::from([2.0, -3.4]), 1e-6, 0.0));
//! assert!((line.b - 4.2).abs() < 1e-6);
//! ```
//!
//! The body may loop, branch, and call other such functions and methods; what has no derivative is refused at its token,
//! with the rewrite to use. Functions that are generic over their element (`T: Real`) get forward mode (`jvp`) and
//! Hessian-vector products (`hvp`) too, by running on [`Dual`] numbers.
//!
//! # Learning
//!
//! | | |
//! |---|---|
//! | [`network!`], [`nn`] | layers, and networks as a list of them |
//! | [`init`] | where parameters start |
//! | [`optim`] | optimisers, clipping, learning rates that change |
//! | [`data`] | files, features, splits, batches; handwritten digits that are in the crate |
//! | [`weights`](mod@weights) | trained parameters in files, and in the program |
//! | [`distributions`], [`random`] | samples and log-probabilities, the same bits everywhere |
//! | [`budget`](mod@budget), [`report`] | how much memory all of it takes, and for what |
//!
//! Operations are methods of [`Tensor`].
//!
//! # Where it runs
//!
//! Without features the crate is `no_std` and never allocates. Random numbers, elementary functions and sums give the
//! same bits on every platform; matrix products on every processor of one kind, as they fuse multiplication and addition
//! where it can. See [`testing`] for checking a derivative of your own.
#![no_std]

#[cfg(any(test, feature = "alloc"))]
extern crate alloc;
extern crate self as tapeless;
#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod alike;
pub mod arithmetic;
pub mod axes;
mod axis;
pub mod broadcast;
pub mod budget;
mod call;
pub mod data;
#[doc(hidden)]
pub mod derived;
pub mod distributions;
mod dual;
mod element;
mod inference;
pub mod init;
pub mod kernels;
mod labels;
pub mod layout;
mod lift;
pub mod linalg;
mod macros;
pub mod matrix;
pub mod nn;
mod noise;
pub mod op;
pub mod ops;
pub mod optim;
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
mod text;
mod value;
pub mod weights;
mod workspace;

pub use axis::{Axis, Dim, Len, One};
pub use dual::Dual;
pub use element::{Element, Number, Real};
pub use inference::Inference;
pub use labels::{Class, ClassLabels, LabelError, Labels};
pub use lift::{Lift, OverDuals, Tangent};
pub use macros::{Params, differentiable, network};
pub use noise::Noise;
pub use ops::stop_gradient;
pub use params::{Counted, Params};
pub use plan::Larger;
pub use shape::Shape;
pub use storage::Zeroed;
pub use tensor::{Cast, Indices, LengthError, Matrix, Scalar, Tensor, Tensor3, Tensor4, Vector};
/// Numbers as types, for exponents ([`Tensor::power`]), orders of norms ([`Tensor::norm`]) and lengths ([`Len`]).
pub use typenum;
pub use value::Value;
pub use workspace::Workspace;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// What most programs import.
pub mod prelude {
    pub use crate::broadcast::Broadcast;
    pub use crate::init::Init;
    pub use crate::ops::{Concat, Stack};
    pub use crate::optim::{Adam, AdamW, Momentum, Optimizer, RmsProp, Sgd};
    pub use crate::plan::Larger;
    pub use crate::{
        Axis, Counted, Dim, Dual, Element, Inference, Labels, Len, Matrix, Noise, Number, One, Params, Real,
        Scalar, Shape, Tangent, Tensor, Tensor3, Tensor4, Value, Vector, Workspace, Zeroed, axes, axis,
        budget, differentiable, network, s, shape, stop_gradient,
    };
}
