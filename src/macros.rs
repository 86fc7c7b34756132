//! The macros, documented where what they write can be run.

/// Derives the backward pass of a function, or of the methods of an `impl` block, under its own name.
///
/// The function goes on being called as before, `loss(…)`; beside it there are `loss::value`, `loss::value_and_grad`,
/// `loss::grad`, `loss::accumulate_grad`, `loss::vjp` (the gradient for a cotangent of any result), `loss::pullback`,
/// `loss::jacobian`, and, if it is generic over its element (`T: Real`), `loss::jvp` and `loss::hvp`. Their last
/// arguments are a [`Workspace<loss>`](crate::Workspace) and the places for what they give.
///
/// ```
/// use tapeless::prelude::*;
///
/// #[differentiable]
/// fn energy(x: &Vector<f64, 3>, stiffness: &Vector<f64, 3>) -> f64 {
///     let stretched = x * stiffness;
///     stretched.dot(x) * 0.5
/// }
///
/// let (x, stiffness) = (Vector::from([1.0, 2.0, 3.0]), Vector::from([2.0, 1.0, 0.5]));
/// let (mut ws, mut gradient) = (Workspace::<energy>::ZERO, Vector::ZERO);
/// let value = energy::value_and_grad(&x, &stiffness, &mut ws, &mut gradient);
/// assert_eq!(value, energy(&x, &stiffness));
/// assert_eq!(gradient, Vector::from([2.0, 2.0, 1.5])); // stiffness · x
/// ```
///
/// # Options
///
/// | option | |
/// |---|---|
/// | `wrt = x` or `wrt = (x, y)` | the parameters that gradients are taken with respect to; else the first |
/// | `vjp = my_backward` | a backward pass of your own |
/// | `inference` | a forward pass in a workspace of its own, `f::infer`: see [`Inference`](crate::Inference) |
/// | `show` | the derived code as text, `f::SOURCE` |
///
/// # What is one loop
///
/// One expression is one loop: operators, and up to two methods without arguments called on what they give
/// (`(x * a + b).tanh()`, `(p - y).square().mean()`), become one operation of at most six arguments, with no place in the
/// workspace for the values between. Name a value with `let` to keep it.
///
/// # Reading what is derived
///
/// With the option `show` and the feature of that name, `cargo run --features tapeless/show` prints it for this program:
///
/// ```
/// use tapeless::prelude::*;
///
/// #[differentiable(show)]
/// fn error(p: &Vector<f32, 8>, y: &Vector<f32, 8>) -> f32 {
///     let h = p.tanh();
///     (h - y).square().mean()
/// }
///
/// println!("{}", error::SOURCE);
/// # if cfg!(feature = "show") {
/// # for words in ["fn forward(", "fn backward<", "ct_h", "// let h = p.tanh();"] {
/// #     assert!(error::SOURCE.contains(words), "no {words}");
/// # }
/// # assert!(error::SOURCE.starts_with("// A chain"));
/// # }
/// ```
///
/// The names are yours: `saved.h` is what the forward pass keeps of `h`, `scratch.ct_h` its cotangent in the backward pass, `d_p`
/// where the gradient of `p` goes, and your own lines stand above what is made of them. Chains, as above, are said first:
/// `out_chain(h, y) = Then<Then<Each<sub(h, y)>, .square>, .mean>`.
///
/// # In a debugger
///
/// Derived code stands at your own lines: a breakpoint on one stops in `forward` and then in `backward`, where `next` goes
/// through the lines in reverse. Arguments and loop indices have your names; `print saved.h` shows what is kept of `h`,
/// `print scratch.region0` what values that share a place have left there (the text above says which ones do). Where a
/// parameter is called as a local of the derived code (`saved`, `scratch`, `out`, `ct`), `next` stops at the attribute too.
///
/// # What it refuses
///
/// It calls what has derivatives: operations, and functions with this attribute; a call of any other is an
/// error. What it does not understand it refuses at the token, with the rewrite to use.
pub use tapeless_macros::differentiable;

/// Makes a struct of tensors, and of other such structs, a parameter struct: its own gradient type.
///
/// It derives [`trait Params`](trait@crate::Params), [`Counted`](crate::Counted), [`Zeroed`](crate::Zeroed) (`ZERO`) and
/// [`Value`](crate::Value). A field is a tensor, a number, a parameter struct, or an array of one of them. `#[frozen]` on a
/// field: no gradient, and no code for one. `#[ones]`: [`init`](crate::init::Init::init) fills it with 1, as the scale of a
/// normalisation. A struct that is not `Clone` cannot be copied by mistake.
///
/// ```
/// use tapeless::prelude::*;
///
/// #[derive(Params)]
/// struct Net {
///     w: Matrix<f32, 4, 8>,
///     b: Vector<f32, 8>,
///     #[frozen]
///     mean: Vector<f32, 4>,
/// }
///
/// let (mut net, mut gradient) = (Net::ZERO, Net::ZERO);
/// gradient.b = Vector::ones();
/// Sgd::new(0.5).step(&mut net, &gradient);
/// assert_eq!(net.b, Vector::full(-0.5));
/// assert_eq!(net.map(|w| w * 2.0).b, Vector::full(-1.0));
/// assert_eq!(Net::NUMBERS, 4 * 8 + 8 + 4);
/// ```
pub use tapeless_macros::Params;

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
/// let _: &Matrix<f32, 32, 64> = &net.block.hidden.w;
/// let (x, y) = (Tensor3::ones(), Labels::from_slice(&[1u8, 2, 3, 4]).unwrap());
/// loss::grad(&net, &x, &y, &Noise::new(1), &mut ws, &mut gradient);
/// Sgd::new(0.1).step(&mut net, &gradient);
/// ```
///
/// What it writes, but for the types of the fields, is what you would write: a `#[derive(Params)]` struct for the network
/// and one for each block (`NetBlock`), [`Init`](crate::init::Init), and a `#[differentiable]` method
/// `forward`. Attributes before `fn` go to the `impl` block: `#[differentiable(show)]`. The network is a layer itself.
pub use tapeless_macros::network;
