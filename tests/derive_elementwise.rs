//! Elementwise operations inside differentiable functions.

use tapeless::prelude::*;
use typenum::P3;

/// The gradient that five-point differences give.
fn differences<S: Shape>(x: &Tensor<f64, S>, f: impl Fn(&Tensor<f64, S>) -> f64) -> Tensor<f64, S> {
    let at = |i: usize, by: f64| {
        let mut moved = x.clone();
        moved.as_mut_slice()[i] += by;
        f(&moved)
    };
    let h = 1e-3;
    Tensor::from_index(|i| (at(i, -2.0 * h) - 8.0 * at(i, -h) + 8.0 * at(i, h) - at(i, 2.0 * h)) / (12.0 * h))
}

macro_rules! agrees {
    ($f:ident, $x:expr $(, $rest:expr)*) => {{
        let x = $x;
        let mut grad = Tensor::zeros();
        let y = $f::value_and_grad(&x, $(&$rest,)* &mut Workspace::new(), &mut grad);
        assert_eq!(y, $f(&x $(, &$rest)*), "the derived forward pass is the function");
        let expected = differences(&x, |x| $f(x $(, &$rest)*));
        for (found, expected) in grad.as_slice().iter().zip(expected.as_slice()) {
            assert!((found - expected).abs() < 1e-8 * expected.abs().max(1.0), "{found}, expected {expected}");
        }
    }};
}

#[differentiable]
fn masks(x: &Vector<f64, 4>, y: &Vector<f64, 4>) -> f64 {
    let positive = x.gt(&0.0);
    let chosen = positive.and(&x.lt(y)).not().select(x, &(y * x));
    let bounded = positive.select(&chosen.square(), y);
    let sum = bounded.sum();
    if x.gt(&10.0).any() { sum * 2.0 } else { sum }
}

#[differentiable]
fn parameters(x: &Vector<f64, 4>, y: &Matrix<f64, 2, 4>) -> f64 {
    let a = x.leaky_relu(0.1).elu(1.5).maximum(y).minimum(0.9);
    let b = a.clamp(-0.5, 0.5).square() + x.power::<P3>();
    (b + (x.abs() + 0.5).pow(1.5) - (x.square() + 1.0).powf(0.5)).sum()
}

#[differentiable]
fn functions(x: &Vector<f64, 4>) -> f64 {
    let a = x.exp().log1p().sqrt() + (x.square() + 0.1).ln() - x.expm1().recip();
    let b = x.sin() * x.cos() + x.tan() / (2.0 + x.sigmoid());
    let c = x.silu() + x.gelu() - x.gelu_tanh() * x.softplus() + x.floor() + x.sign();
    (1.0 - a * b + -c).sum()
}

#[differentiable]
fn numbers(x: &Vector<f64, 4>) -> f64 {
    let s = x.sum();
    let a = s.exp().ln_1p().sqrt() + s.sigmoid() * s.square().recip() - s.relu();
    let b = s.powf(3.0) + s.softplus().powf(1.5) + s.clamp(-0.1, 0.1) + s.larger(a).tanh();
    a * b + s.leaky_relu(0.5) - s.gelu()
}

#[test]
fn derived_gradients_agree_with_differences() {
    let x = || Vector::from([0.7, -0.4, 1.2, -1.1]);
    agrees!(masks, x(), Vector::from([1.0, 2.0, -3.0, 4.0]));
    agrees!(parameters, x(), Matrix::from([[0.3, -2.0, 1.0, 0.1], [2.0, 0.8, -3.0, -0.2]]));
    agrees!(functions, x());
    agrees!(numbers, x());
}
