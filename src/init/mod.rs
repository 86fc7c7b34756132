//! Where parameters start: for a tensor, or for a whole parameter struct at once.
//!
//! In a struct, matrices and tensors of more axes (the weights) are drawn, vectors and numbers (the biases) become zero,
//! `#[ones]` fields become one, and `#[frozen]` fields stay as they are. A tensor by itself is drawn whatever its rank.
//! Everything is written in place. One seed gives the same numbers on every platform.
//!
//! ```
//! use tapeless::init::{self, Fan};
//! use tapeless::prelude::*;
//! use tapeless::random::seeded;
//!
//! #[derive(Params)]
//! struct Net {
//!     w: Matrix<f32, 64, 32>,
//!     b: Vector<f32, 32>,
//!     #[ones]
//!     gain: Vector<f32, 32>,
//! }
//!
//! let mut net = Net::ZERO;
//! init::kaiming_uniform(&mut net, Fan::In, &mut seeded(1));
//! assert!(net.w.iter().all(|x| x.abs() <= (6.0 / 64.0f32).sqrt()) && net.w[[0, 0]] != 0.0);
//! assert_eq!((net.b, net.gain), (Vector::zeros(), Vector::ones()));
//! ```

mod fan;

pub use fan::Fan;
use fan::Fans;

use crate::element::Number;
use crate::params::{Leaf, Params, Role};
use crate::random::{self, Rng};
use crate::storage::Zeroed;

/// Parameters that know how they start: layers, and networks made of them.
///
/// `impl Init for MyLayer {}` gives a layer of your own [`xavier_uniform`] weights.
///
/// ```
/// use tapeless::init::Init;
/// use tapeless::nn::Linear;
/// use tapeless::prelude::*;
///
/// #[derive(Params)]
/// struct Gate {
///     layer: Linear<64, 10>,
///     scale: f32,
/// }
/// impl Init for Gate {}
///
/// let mut gate = Gate::ZERO;
/// gate.init(&mut tapeless::random::seeded(1));
/// assert!(gate.layer.w[[0, 0]] != 0.0 && gate.scale == 0.0);
/// ```
pub trait Init: Params {
    /// Random weights, in place.
    fn init<R: Rng + ?Sized>(&mut self, rng: &mut R) {
        xavier_uniform(self, rng);
    }
}

/// All numbers zero, `#[ones]` fields one.
///
/// ```
/// use tapeless::prelude::*;
/// let mut bias = Vector::from([1.0f32, 2.0]);
/// tapeless::init::zeros(&mut bias);
/// assert_eq!(bias, Vector::zeros());
/// ```
pub fn zeros<P: Params>(params: &mut P) {
    start(params, |_, numbers| numbers.fill(P::Elem::ZERO));
}

/// Weights of the normal distribution: `normal(&mut net, 0.0, 0.01, rng)` for small networks.
///
/// w ~ N(mean, std²)
///
/// ```
/// use tapeless::prelude::*;
/// let mut w = Matrix::<f32, 100, 100>::zeros();
/// tapeless::init::normal(&mut w, 0.0, 0.01, &mut tapeless::random::seeded(1));
/// assert!((w.square().mean().sqrt() - 0.01).abs() < 0.0005);
/// ```
///
/// Source: Zhang et al., *Dive into Deep Learning*, 3.4 and 5.4.2.1.
pub fn normal<P: Params, R: Rng + ?Sized>(params: &mut P, mean: f64, std: f64, rng: &mut R) {
    let [mean, std] = [mean, std].map(P::Elem::from_f64);
    start(params, |_, numbers| random::fill_normal(numbers, mean, std, rng));
}

/// Weights of the uniform distribution.
///
/// w ~ U(low, high)
///
/// ```
/// use tapeless::prelude::*;
/// let mut w = Matrix::<f64, 10, 10>::zeros();
/// tapeless::init::uniform(&mut w, -0.1, 0.1, &mut tapeless::random::seeded(1));
/// assert!(w.iter().all(|x| x.abs() <= 0.1));
/// ```
pub fn uniform<P: Params, R: Rng + ?Sized>(params: &mut P, low: f64, high: f64, rng: &mut R) {
    let [low, high] = [low, high].map(P::Elem::from_f64);
    start(params, |_, numbers| random::fill_uniform(numbers, low, high, rng));
}

macro_rules! by_variance {
    ($(
        $(#[$doc:meta])*
        $name:ident($($fan:ident: $Fan:ty)?) |$fans:ident| $variance:expr, $draw:ident;
    )*) => {$(
        $(#[$doc])*
        pub fn $name<P: Params, R: Rng + ?Sized>(params: &mut P, $($fan: $Fan,)? rng: &mut R) {
            start(params, |leaf, numbers| {
                let $fans = Fans::of(leaf.dims);
                $draw(numbers, $variance, rng);
            });
        }
    )*};
}
by_variance! {
    /// Weights of the normal distribution, for layers followed by tanh or the like, or by nothing.
    ///
    /// w ~ N(0, 2 / (in + out)), see [`Fan`]
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut w = Matrix::<f32, 100, 300>::zeros();
    /// tapeless::init::xavier_normal(&mut w, &mut tapeless::random::seeded(1));
    /// assert!((w.square().mean() - 2.0 / 400.0).abs() < 0.0005);
    /// ```
    ///
    /// Source: Glorot and Bengio, *Understanding the Difficulty of Training Deep Feedforward Neural Networks* (2010).
    xavier_normal() |fans| 2.0 / (fans.fan_in + fans.fan_out), draw_normal;
    /// Weights of the uniform distribution, for layers followed by tanh or the like, or by nothing.
    ///
    /// w ~ U(−a, a), a = √(6 / (in + out)), see [`Fan`]
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut w = Matrix::<f32, 100, 200>::zeros();
    /// tapeless::init::xavier_uniform(&mut w, &mut tapeless::random::seeded(1));
    /// assert!((0.139..=0.1415).contains(&w.max()));
    /// ```
    ///
    /// Source: Glorot and Bengio, *Understanding the Difficulty of Training Deep Feedforward Neural Networks* (2010).
    xavier_uniform() |fans| 2.0 / (fans.fan_in + fans.fan_out), draw_uniform;
    /// Weights of the normal distribution, for layers followed by relu.
    ///
    /// w ~ N(0, 2 / fan), see [`Fan`]
    ///
    /// ```
    /// use tapeless::init::{Fan, kaiming_normal};
    /// use tapeless::prelude::*;
    /// let mut w = Matrix::<f32, 100, 300>::zeros();
    /// kaiming_normal(&mut w, Fan::In, &mut tapeless::random::seeded(1));
    /// assert!((w.square().mean() - 2.0 / 100.0).abs() < 0.0005);
    /// ```
    ///
    /// Source: He et al., *Delving Deep into Rectifiers* (2015).
    kaiming_normal(fan: Fan) |fans| 2.0 / fans.get(fan), draw_normal;
    /// Weights of the uniform distribution, for layers followed by relu.
    ///
    /// w ~ U(−a, a), a = √(6 / fan), see [`Fan`]
    ///
    /// ```
    /// use tapeless::init::{Fan, kaiming_uniform};
    /// use tapeless::prelude::*;
    /// let mut w = Matrix::<f32, 100, 300>::zeros();
    /// kaiming_uniform(&mut w, Fan::Out, &mut tapeless::random::seeded(1));
    /// assert!((0.14..=0.1415).contains(&w.max()));
    /// ```
    ///
    /// Source: He et al., *Delving Deep into Rectifiers* (2015).
    kaiming_uniform(fan: Fan) |fans| 2.0 / fans.get(fan), draw_uniform;
}

fn draw_normal<T: crate::Real, R: Rng + ?Sized>(numbers: &mut [T], variance: f64, rng: &mut R) {
    random::fill_normal(numbers, T::ZERO, T::from_f64(crate::Real::sqrt(variance)), rng);
}

fn draw_uniform<T: crate::Real, R: Rng + ?Sized>(numbers: &mut [T], variance: f64, rng: &mut R) {
    let bound = T::from_f64(crate::Real::sqrt(3.0 * variance));
    random::fill_uniform(numbers, -bound, bound, rng);
}

/// Draws the weights, and gives everything else the value that it starts with.
fn start<P: Params>(params: &mut P, mut draw: impl FnMut(Leaf<'_>, &mut [P::Elem])) {
    params.visit_mut(|leaf, numbers| match leaf.path.role() {
        Role::Frozen => {}
        Role::Ones => numbers.fill(P::Elem::ONE),
        Role::Learned if leaf.dims.len() < 2 && leaf.path.above().is_some() => numbers.fill(P::Elem::ZERO),
        Role::Learned => draw(leaf, numbers),
    });
}
