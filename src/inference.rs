//! Workspaces that only serve to compute a value.

use core::marker::PhantomData;

use crate::derived::{Derived, Infer};
use crate::report::Place;

/// The function `F` without its backward pass: `Workspace<Inference<f>>` is what `f::infer` needs.
///
/// It holds no cotangents and keeps nothing for a backward pass, so it is smaller than `Workspace<f>`. Of differentiable
/// functions that `f` calls it holds as little if they are `inference` too, else what they need for training.
///
/// ```
/// use tapeless::prelude::*;
/// #[differentiable(inference)]
/// fn f(w: &[Matrix<f32, 8, 8>; 10], x: &Matrix<f32, 4, 8>) -> f32 {
///     let mut h = x.relu();
///     for i in 0..10 {
///         h = h.matmul(&w[i]).tanh();
///     }
///     h.sum()
/// }
/// static WORKSPACE: std::sync::Mutex<Workspace<Inference<f>>> = std::sync::Mutex::new(Workspace::ZERO);
/// const { assert!(5 * Workspace::<Inference<f>>::BYTES < 2 * Workspace::<f>::BYTES) };
/// let (w, x) = ([const { Matrix::ZERO }; 10], Matrix::ones());
/// assert_eq!(*f::infer(&w, &x, &mut WORKSPACE.lock().unwrap()), f(&w, &x));
/// ```
pub struct Inference<F>(PhantomData<F>);

impl<F: Infer> Derived for Inference<F> {
    type Storage = F::Storage;
    type Out = F::Out;
    const PLACES: &'static [Place] = F::PLACES;
}
