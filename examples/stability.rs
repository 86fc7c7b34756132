//! Stability: gradients that vanish, gradients that explode, and clipping.
//!
//! `cargo run --release --example stability`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 5.4.

mod course;

use course::plot::{Plot, SeriesLabelPosition, save};
use tapeless::init::{self, Fan};
use tapeless::optim::clip_norm;
use tapeless::prelude::*;
use tapeless::random::seeded;

const DEPTH: usize = 20;
const WIDTH: usize = 32;
const BATCH: usize = 64;
type Layers = [Matrix<f64, WIDTH, WIDTH>; DEPTH];
type Batch = Matrix<f64, BATCH, WIDTH>;

// ANCHOR: deep
#[differentiable]
fn with_sigmoid(layers: &Layers, x: &Batch) -> f64 {
    let mut h = x * 1.0;
    for i in 0..DEPTH {
        h = h.matmul(&layers[i]).sigmoid();
    }
    h.square().mean()
}

#[differentiable]
fn with_relu(layers: &Layers, x: &Batch) -> f64 {
    let mut h = x * 1.0;
    for i in 0..DEPTH {
        h = h.matmul(&layers[i]).relu();
    }
    h.square().mean()
}
// ANCHOR_END: deep

// ANCHOR: product
/// The norm of a product of 100 matrices, by the first of them.
#[differentiable]
fn norm_of_product(first: &Matrix<f64, 4, 4>, others: &[Matrix<f64, 4, 4>; 99]) -> f64 {
    let mut product = first * 1.0;
    for i in 0..99 {
        product = product.matmul(&others[i]);
    }
    product.norm_frobenius()
}
// ANCHOR_END: product

fn main() -> course::Result {
    course::no_options()?;
    let rng = &mut seeded(1);
    let x: Batch = Matrix::normal(0.0, 1.0, rng);

    // ANCHOR: vanish
    let (mut sigmoids, mut relus) = (Layers::boxed_zero(), Layers::boxed_zero());
    init::xavier_normal(&mut *sigmoids, rng);
    init::kaiming_normal(&mut *relus, Fan::In, rng);
    let (mut by_sigmoid, mut by_relu) = (Layers::boxed_zero(), Layers::boxed_zero());
    with_sigmoid::grad(&sigmoids, &x, &mut Workspace::boxed(), &mut by_sigmoid);
    with_relu::grad(&relus, &x, &mut Workspace::boxed(), &mut by_relu);
    println!("norm of the gradient by layer: the first, the last");
    for (name, gradient) in [("sigmoid", &by_sigmoid), ("relu", &by_relu)] {
        println!("  {name:<8} {:.1e}  {:.1e}", gradient[0].norm_l2(), gradient[DEPTH - 1].norm_l2());
    }
    // ANCHOR_END: vanish
    let lost = |gradient: &Layers| gradient[0].norm_l2() / gradient[DEPTH - 1].norm_l2();
    assert!(lost(&by_sigmoid) < 1e-10 && lost(&by_relu) > 1e-2);

    // ANCHOR: explode
    let matrices: [Matrix<f64, 4, 4>; 100] = std::array::from_fn(|_| Matrix::normal(0.0, 1.0, rng));
    let mut norms = vec![];
    let mut product: Matrix<f64, 4, 4> = Matrix::eye();
    for (i, matrix) in matrices.iter().enumerate() {
        product = product.matmul(matrix);
        norms.push(((i + 1) as f64, product.norm_frobenius()));
    }
    println!("\nproduct of 100 random 4 × 4 matrices\n{product:.1e}");
    // ANCHOR_END: explode
    assert!(norms[99].1 > 1e20);

    // ANCHOR: clip
    let [first, others @ ..] = matrices;
    let (mut gradient, limit) = (Matrix::ZERO, 1.0);
    norm_of_product::grad(&first, &others, &mut Workspace::boxed(), &mut gradient);
    let direction = &gradient / gradient.norm_l2();
    let before = clip_norm(&mut gradient, limit);
    println!("its gradient by the first matrix: norm {before:.1e}, clipped to {:.1}", gradient.norm_l2());
    // ANCHOR_END: clip
    assert!(before > 1e20 && gradient.is_close(&direction, 1e-12, 0.0)); // shorter, but not turned

    let layer = |gradient: &Layers| {
        let norms = gradient.each_ref().map(|layer| layer.norm_l2());
        norms.into_iter().enumerate().map(|(i, norm)| ((i + 1) as f64, norm)).collect::<Vec<_>>()
    };
    let vanishing = Plot::new("gradient of each layer", "layer", "norm of the gradient")
        .log_y()
        .line("sigmoid, Xavier", layer(&by_sigmoid))
        .line("relu, Kaiming", layer(&by_relu))
        .legend(SeriesLabelPosition::LowerRight);
    let exploding =
        Plot::new("product of random matrices", "factors", "norm of the product").log_y().line("", norms);
    save("stability", [vanishing, exploding])
}
