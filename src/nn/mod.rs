//! Layers, and the parts that [`network!`](crate::network!) puts together.
//!
//! A layer is a parameter struct with a differentiable method `forward`. Those here can be fields of any
//! `#[derive(Params)]` struct, `hidden: Linear<784, 256>`, and lines of a `network!`, where the widths of the input are left
//! out: `hidden: Linear<256>`. What has no parameters needs no layer: every operation is a method.
//!
//! ```
//! use tapeless::nn::{LayerNorm, Linear};
//! use tapeless::prelude::*;
//!
//! #[derive(Params)]
//! struct Net {
//!     hidden: Linear<8, 16>,
//!     norm: LayerNorm<16>,
//!     output: Linear<16, 3>,
//! }
//!
//! #[differentiable]
//! fn loss<const B: usize>(net: &Net, x: &Matrix<f32, B, 8>, y: &Labels<B, 3>) -> f32 {
//!     let h = net.hidden.forward(x).gelu();
//!     let normal = net.norm.forward(&h);
//!     net.output.forward(&normal).cross_entropy(y)
//! }
//!
//! let mut net = Net::ZERO;
//! net.output.init(&mut tapeless::random::seeded(1));
//! let (x, y) = (Matrix::<f32, 2, 8>::ones(), Labels::from_slice(&[0u8, 2]).unwrap());
//! assert_eq!(loss(&net, &x, &y), 3f32.ln()); // nothing comes through the layers that are still 0
//! ```
//!
//! A width that does not fit is a compile error at the call; nothing here panics.

mod embedding;
mod layer_norm;
mod linear;

pub use embedding::Embedding;
pub use layer_norm::LayerNorm;
pub use linear::Linear;

use crate::derived::shadow::Of;
use crate::init::Init;

/// A layer as a line of a [`network!`](crate::network!): what it becomes for an input of type `X`.
///
/// A layer of your own that is the same for every input is its own:
///
/// ```
/// use tapeless::init::Init;
/// use tapeless::nn::{Layer, Linear};
/// use tapeless::prelude::*;
///
/// /// A gate: x · σ(scale · x).
/// #[derive(Params)]
/// struct Gate {
///     scale: Vector<f32, 16>,
/// }
///
/// #[differentiable]
/// impl Gate {
///     fn forward<const B: usize>(&self, x: &Matrix<f32, B, 16>) -> Matrix<f32, B, 16> {
///         (x * &self.scale).sigmoid() * x
///     }
/// }
///
/// impl<X> Layer<X> for Gate {
///     type Params = Self;
/// }
/// impl Init for Gate {}
///
/// network! {
///     struct Net;
///     fn forward<const B: usize>(x: &Matrix<f32, B, 3>) -> Matrix<f32, B, 2> {
///         hidden: Linear<16>,
///         gate: Gate,
///         output: Linear<2>,
///     }
/// }
/// assert_eq!(Net::ZERO.forward(&Matrix::<f32, 5, 3>::ones()), Matrix::zeros());
/// ```
#[diagnostic::on_unimplemented(
    message = "the layer `{Self}` cannot take a {X}",
    label = "no layer for this input",
    note = "`Linear` and `LayerNorm` take a matrix (examples, features), `Embedding` takes `Labels`; a layer of your own needs `impl<X> Layer<X> for … {{ type Params = Self; }}`"
)]
pub trait Layer<X> {
    /// Its parameters, with their shapes.
    type Params: Init;
}

/// What stands before a layer, in name only; for the gate of `network!`.
#[doc(hidden)]
pub trait Before: Sized {
    /// Its type.
    type X;
    /// The parameters of the layer.
    fn layer<L: Layer<Self::X>>(self) -> Of<L::Params> {
        core::marker::PhantomData
    }
}
impl<X> Before for Of<X> {
    type X = X;
}

/// The layers of a network by number; what `network!` writes.
#[doc(hidden)]
pub trait Nth<const N: usize> {
    type Params;
}
