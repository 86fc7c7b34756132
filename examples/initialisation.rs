//! Initialisation: what it does to the layers of a deep network, and why equal weights stay equal.
//!
//! `cargo run --release --example initialisation`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 5.4.

mod course;

use course::plot::{Plot, SeriesLabelPosition, save};
use tapeless::init::{self, Fan};
use tapeless::optim::{Optimizer, Sgd};
use tapeless::prelude::*;
use tapeless::random::seeded;

const DEPTH: usize = 20;
type Layers = [Matrix<f64, 32, 32>; DEPTH];

// ANCHOR: net
#[derive(Params)]
struct Net {
    w1: Matrix<f64, 2, 4>,
    w2: Matrix<f64, 4, 1>,
}

#[differentiable]
fn loss(net: &Net, x: &Matrix<f64, 8, 2>, y: &Matrix<f64, 8, 1>) -> f64 {
    x.matmul(&net.w1).tanh().matmul(&net.w2).mse(y)
}
// ANCHOR_END: net

fn main() -> course::Result {
    course::no_options()?;
    let rng = &mut seeded(1);
    let x = Matrix::<f64, 64, 32>::normal(0.0, 1.0, rng);

    // ANCHOR: init
    println!("standard deviation of the activations of a deep tanh net: layer 1, layer {DEPTH}");
    let mut spreads = Plot::new("activations of a tanh net", "layer", "standard deviation")
        .log_y()
        .y_range(1e-27..10.0)
        .legend(SeriesLabelPosition::LowerLeft);
    let mut spread_of = |name: &str, start: &mut dyn FnMut(&mut Layers)| {
        let mut layers = Layers::boxed_zero();
        start(&mut layers);
        let mut h = x.clone();
        let spread = layers.each_ref().map(|layer| {
            h = h.matmul(layer).tanh();
            h.std()
        });
        println!("  {name:<16} {:.1e}  {:.1e}", spread[0], spread[DEPTH - 1]);
        let points = spread.into_iter().enumerate().map(|(i, spread)| ((i + 1) as f64, spread));
        spreads = std::mem::replace(&mut spreads, Plot::new("", "", "")).line(name, points);
        spread[DEPTH - 1]
    };
    let small = spread_of("normal(0, 0.01)", &mut |layers| init::normal(layers, 0.0, 0.01, rng));
    let xavier = spread_of("Xavier", &mut |layers| init::xavier_normal(layers, rng));
    let kaiming = spread_of("Kaiming", &mut |layers| init::kaiming_normal(layers, Fan::In, rng));
    let zeros = spread_of("zeros", &mut |layers| init::zeros(layers));
    // ANCHOR_END: init
    assert!(small < 1e-15 && xavier > 0.05 && kaiming > xavier && zeros == 0.0);

    // ANCHOR: symmetry
    let x = Matrix::<f64, 8, 2>::normal(0.0, 1.0, rng);
    let y = x.col(0).maximum(&x.col(1)).unsqueeze::<1>().broadcast_to();
    let mut equal = Net { w1: Matrix::full(0.3), w2: Matrix::full(0.3) };
    let mut gradient = Net::ZERO;
    loss::grad(&Net::ZERO, &x, &y, &mut Workspace::new(), &mut gradient);
    println!("\nfrom zeros, the gradient is {} and {}", gradient.w1.norm_max(), gradient.w2.norm_max());
    assert_eq!((gradient.w1.norm_max(), gradient.w2.norm_max()), (0.0, 0.0)); // nothing ever moves
    for _ in 0..100 {
        loss::grad(&equal, &x, &y, &mut Workspace::new(), &mut gradient);
        Sgd::new(0.1).step(&mut equal, &gradient);
    }
    println!("from equal weights, after 100 steps\n{}", equal.w1);
    assert!((1..4).all(|unit| equal.w1.col(unit) == equal.w1.col(0))); // four units, and one feature
    // ANCHOR_END: symmetry
    save("initialisation", [spreads])
}
