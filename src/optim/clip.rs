use crate::element::{Number, Real};
use crate::kernels::lanes;
use crate::params::Params;
use crate::storage::Zeroed;

/// Scales a gradient down to a norm of at most `limit`, all tensors together; gives the norm that it had.
///
/// g ← g · min(1, limit / (‖g‖ + 10⁻⁶)), ‖g‖ = √(Σ g²)
///
/// A gradient that is not finite cannot be clipped: its numbers become 0 or NaN, and the norm says so.
///
/// ```
/// use tapeless::optim::clip_norm;
/// use tapeless::prelude::*;
/// let mut gradient = Vector::from([3.0f32, 4.0]);
/// assert_eq!(clip_norm(&mut gradient, 1.0), 5.0);
/// assert!(gradient.is_close(&Vector::from([0.6, 0.8]), 1e-6, 0.0));
/// ```
///
/// Source: Pascanu, Mikolov and Bengio, *On the Difficulty of Training Recurrent Neural Networks* (2013); PyTorch,
/// `torch.nn.utils.clip_grad_norm_`.
pub fn clip_norm<P: Params>(gradient: &mut P, limit: f64) -> P::Elem {
    let mut squares = P::Elem::ZERO;
    gradient.visit(|leaf, numbers| {
        if !leaf.path.is_frozen() {
            squares += lanes::sum(numbers, numbers.len(), |x| x * x);
        }
    });
    let norm = squares.sqrt();
    let scale = P::Elem::from_f64(limit) / (norm + P::Elem::from_f64(1e-6));
    if scale < P::Elem::ONE {
        each_learned(gradient, |x| x * scale);
    }
    norm
}

/// Brings every number of a gradient between `-limit` and `limit`; NaN stays NaN.
///
/// g ← max(−limit, min(g, limit))
///
/// ```
/// use tapeless::optim::clip_value;
/// use tapeless::prelude::*;
/// let mut gradient = Vector::from([3.0f32, -0.5, -4.0]);
/// clip_value(&mut gradient, 1.0);
/// assert_eq!(gradient, Vector::from([1.0, -0.5, -1.0]));
/// ```
///
/// Source: PyTorch, `torch.nn.utils.clip_grad_value_`.
pub fn clip_value<P: Params>(gradient: &mut P, limit: f64) {
    let limit = P::Elem::from_f64(limit);
    each_learned(gradient, |x| x.smaller(limit).larger(-limit));
}

/// `x ← f(x)` for every number that is learned; the rest of a gradient is not written by anybody.
fn each_learned<P: Params>(gradient: &mut P, f: impl Fn(P::Elem) -> P::Elem) {
    gradient.visit_mut(|leaf, numbers| {
        if !leaf.path.is_frozen() {
            numbers.iter_mut().for_each(|x| *x = f(*x));
        }
    });
}
