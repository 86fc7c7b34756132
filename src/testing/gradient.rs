//! A check of gradients for users: numerical differentiation against the derived one.

use alloc::string::{String, ToString};
use core::fmt;

use super::flat::{Noise, copy};
use crate::params::Params;

/// A derived gradient that differences do not confirm.
#[derive(Clone, Debug, PartialEq)]
pub struct GradientError {
    /// The name of the tensor whose gradient is off; empty for a tensor or a number by itself.
    pub parameter: String,
    /// The derivative along a random direction of that tensor, by the gradient.
    pub found: f64,
    /// The same by central differences.
    pub expected: f64,
}

impl fmt::Display for GradientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { parameter, found, expected } = self;
        let of = if parameter.is_empty() { "" } else { " of " };
        write!(
            f,
            "the gradient{of}{parameter} is off: along a random direction found {found}, expected {expected} by differences"
        )
    }
}
impl core::error::Error for GradientError {}

/// Random directions tried for each tensor.
const DIRECTIONS: u64 = 4;
/// The step of the differences: their error is about `STEP²`, that of rounding `1e-16 / STEP`.
const STEP: f64 = 1e-5;
/// How far the two may be apart, relative to the larger (or 1).
const TOLERANCE: f64 = 1e-6;

/// Compares a gradient with central differences of `f` at `at`, along random directions of each tensor.
///
/// ⟨∇f, v⟩ ≈ (f(x + hv) − f(x − hv)) / 2h
///
/// In f64, with h = 1e-5 and a tolerance of 1e-6, relative. This is what numerical differentiation is for: far too slow to
/// train with, and the simplest witness of a derivative.
///
/// # Errors
/// If the two differ for some tensor: which, what the gradient says, and what the differences say.
///
/// ```
/// use tapeless::prelude::*;
/// use tapeless::testing::check_grad;
/// #[differentiable]
/// fn f(x: &Vector<f64, 3>) -> f64 {
///     (x.tanh() * x).sum()
/// }
/// let (x, mut grad) = (Vector::from([0.5, -1.0, 2.0]), Vector::zeros());
/// f::grad(&x, &mut Workspace::new(), &mut grad);
/// assert!(check_grad(&x, &grad, f).is_ok());
/// grad[[1]] += 0.1;
/// assert!(check_grad(&x, &grad, f).is_err());
/// ```
///
/// Source: Zhang et al., *Dive into Deep Learning*, 2.4.
pub fn check_grad<P: Params<Elem = f64>>(
    at: &P,
    gradient: &P,
    f: impl Fn(&P) -> f64,
) -> Result<(), GradientError> {
    let mut tensors = 0;
    at.visit(|_, _| tensors += 1);
    for tensor in 0..tensors {
        for seed in 0..DIRECTIONS {
            let (mut ahead, mut behind, mut i) = (copy(at), copy(at), 0);
            let (mut found, mut parameter) = (0.0, None);
            let mut noise = Noise::new(seed * 1_000_003 + tensor);
            P::walk(
                [&mut ahead, &mut behind],
                [gradient],
                crate::params::Path::ROOT,
                &mut |leaf, [ahead, behind], [gradient]| {
                    if i == tensor && !leaf.path.is_frozen() {
                        for ((ahead, behind), gradient) in ahead.iter_mut().zip(behind).zip(gradient) {
                            let direction = noise.number();
                            *ahead += STEP * direction;
                            *behind -= STEP * direction;
                            found += gradient * direction;
                        }
                        parameter = Some(leaf.path.to_string());
                    }
                    i += 1;
                },
            );
            let Some(parameter) = parameter else { continue };
            let expected = (f(&ahead) - f(&behind)) / (2.0 * STEP);
            // Written so that NaN is an error.
            let close = (found - expected).abs() <= TOLERANCE * expected.abs().max(found.abs()).max(1.0);
            if !close {
                return Err(GradientError { parameter, found, expected });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::random;
    use crate::{Matrix, Params, Vector, Workspace, Zeroed, differentiable};

    #[derive(Params)]
    struct Layer {
        w: Matrix<f64, 3, 2>,
        b: Vector<f64, 2>,
    }

    #[differentiable]
    fn loss(layers: &[Layer; 2], x: &Matrix<f64, 4, 3>) -> f64 {
        let h = (x.matmul(&layers[0].w) + &layers[0].b).tanh();
        let k = (x.matmul(&layers[1].w) + &layers[1].b).sin();
        (h * k).sum()
    }

    #[test]
    fn the_wrong_tensor_is_named() {
        let layers: [Layer; 2] =
            core::array::from_fn(|i| Layer { w: random(i as u64), b: random(9 + i as u64) });
        let (x, mut grad) = (random(3), <[Layer; 2]>::ZERO);
        loss::grad(&layers, &x, &mut Workspace::new(), &mut grad);
        assert_eq!(check_grad(&layers, &grad, |layers| loss(layers, &x)), Ok(()));
        grad[1].b.as_mut_slice()[0] *= 1.001;
        let error = check_grad(&layers, &grad, |layers| loss(layers, &x)).unwrap_err();
        assert_eq!(error.parameter, "1.b");
        grad[0].w.as_mut_slice()[0] = f64::NAN;
        assert_eq!(check_grad(&layers, &grad, |layers| loss(layers, &x)).unwrap_err().parameter, "0.w");
    }
}
