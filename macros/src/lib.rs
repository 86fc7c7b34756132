//! The procedural macros of `tapeless`.
//!
//! `#[differentiable]` goes: signature → lower (with the fence) → graph → reverse → emit. The passes are functions from one
//! plain structure to the next, tested without the compiler. No operation's name is known here.

use proc_macro::TokenStream;

mod differentiable;
mod emit;
mod graph;
mod hash;
mod lower;
mod network;
mod params;
mod plan;
mod reverse;
mod signature;
mod table;
#[cfg(test)]
mod tests;

/// The table between decimal axes and typenum numbers; for the crate itself.
#[doc(hidden)]
#[proc_macro]
pub fn length_table(_: TokenStream) -> TokenStream {
    table::length_table().into()
}

/// Derives the backward pass of a function, or of the methods of an `impl` block.
///
/// Options: `wrt = x` or `wrt = (x, y)`, the parameters that gradients are taken with respect to (else the first);
/// `vjp = my_backward`, a backward pass of your own; `inference`, a forward pass in a workspace of its own
/// (`f::infer`); `show`, the derived code as text (`f::SOURCE`).
#[proc_macro_attribute]
pub fn differentiable(options: TokenStream, item: TokenStream) -> TokenStream {
    differentiable::expand(options.into(), item.into()).into()
}

/// Makes a struct of tensors a parameter struct: its own gradient type.
#[proc_macro_derive(Params, attributes(frozen, ones))]
pub fn params(item: TokenStream) -> TokenStream {
    params::expand(item.into()).into()
}

/// A network as a list of layers: the struct of its parameters, with shapes worked out from that of the input, how it
/// starts, and its forward pass, from which the backward pass is derived.
///
/// A line is a layer with parameters, `name: Layer`; an operation on what came before, `.relu()`; a call of a function of
/// it, `saturate()`; or several lines as one, `name: Sequential { … }`, and `name: Residual { … }`, which adds its input to
/// its output. Lines see all arguments of `forward`.
///
/// ```
/// use tapeless::nn::{LayerNorm, Linear};
/// use tapeless::prelude::*;
///
/// network! {
///     /// A classifier of 8 × 8 pixels.
///     pub struct Net;
///     pub fn forward<const B: usize>(x: &Tensor3<f32, B, 8, 8>, noise: &Noise) -> Matrix<f32, B, 10> {
///         .flatten_from::<1>(),
///         input: Linear<32>,
///         .relu(),
///         block: Residual {
///             norm: LayerNorm,
///             hidden: Linear<64>,
///             .gelu(),
///             .dropout(0.1, noise),
///             back: Linear<32>,
///         },
///         output: Linear<10>,
///     }
/// }
///
/// #[differentiable]
/// fn loss<const B: usize>(net: &Net, x: &Tensor3<f32, B, 8, 8>, y: &Labels<B, 10>, noise: &Noise) -> f32 {
///     net.forward(x, noise).cross_entropy(y)
/// }
///
/// let (mut net, mut gradient, mut ws) = (Net::ZERO, Net::ZERO, Workspace::<loss<4>>::ZERO);
/// net.init(&mut tapeless::random::seeded(1));
/// assert_eq!(net.block.hidden.w.shape(), [32, 64]);
/// let (x, y) = (Tensor3::ones(), Labels::from_slice(&[1u8, 2, 3, 4]).unwrap());
/// loss::grad(&net, &x, &y, &Noise::new(1), &mut ws, &mut gradient);
/// Sgd::new(0.1).step(&mut net, &gradient);
/// ```
///
/// What it writes, but for the types of the fields, is what you would write: a `#[derive(Params)]` struct for the network
/// and one for each block (`NetBlock`), [`Init`](../tapeless/init/trait.Init.html), and a `#[differentiable]` method
/// `forward`. Attributes before `fn` go to the `impl` block: `#[differentiable(show)]`. The network is a layer itself.
#[proc_macro]
pub fn network(item: TokenStream) -> TokenStream {
    network::expand(item.into()).into()
}
