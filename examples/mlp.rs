//! Multilayer perceptron: why layers need activations, and what these look like.
//!
//! `cargo run --release --example mlp`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 5.1.

mod course;

use course::plot::{Plot, SeriesLabelPosition, save};
use tapeless::init;
use tapeless::optim::{Adam, Optimizer};
use tapeless::prelude::*;
use tapeless::random::{Xoshiro256PlusPlus, seeded};

// ANCHOR: net
#[derive(Params)]
struct Mlp {
    w1: Matrix<f64, 2, 8>,
    b1: Vector<f64, 8>,
    w2: Matrix<f64, 8, 1>,
    b2: Vector<f64, 1>,
}

#[differentiable]
fn without<const B: usize>(net: &Mlp, x: &Matrix<f64, B, 2>) -> Matrix<f64, B, 1> {
    (x.matmul(&net.w1) + &net.b1).matmul(&net.w2) + &net.b2
}

#[differentiable]
fn with<const B: usize>(net: &Mlp, x: &Matrix<f64, B, 2>) -> Matrix<f64, B, 1> {
    (x.matmul(&net.w1) + &net.b1).relu().matmul(&net.w2) + &net.b2
}
// ANCHOR_END: net

#[differentiable]
fn loss_without(net: &Mlp, x: &Matrix<f64, 4, 2>, y: &Matrix<f64, 4, 1>) -> f64 {
    without(net, x).bce_with_logits(y)
}

#[differentiable]
fn loss_with(net: &Mlp, x: &Matrix<f64, 4, 2>, y: &Matrix<f64, 4, 1>) -> f64 {
    with(net, x).bce_with_logits(y)
}

fn start(rng: &mut Xoshiro256PlusPlus) -> Mlp {
    let mut net = Mlp::ZERO;
    init::kaiming_uniform(&mut net, init::Fan::In, rng);
    net
}

// ANCHOR: activations
macro_rules! activations {
    ($($name:ident),*) => {
        [$({
            #[differentiable]
            fn sum(x: &Vector<f64, 161>) -> f64 {
                x.$name().sum() // each element's derivative is that of the sum
            }
            (stringify!($name), |x: &Vector<f64, 161>| {
                let mut slopes = Vector::ZERO;
                sum::grad(x, &mut Workspace::new(), &mut slopes);
                (x.$name(), slopes)
            })
        }),*]
    };
}
// ANCHOR_END: activations

fn main() -> course::Result {
    course::no_options()?;
    let rng = &mut seeded(1);

    // ANCHOR: collapse
    let mut net = start(rng);
    net.b1.fill_normal(0.0, 1.0, rng);
    let w = net.w1.matmul(&net.w2);
    let b = net.b1.vecmat(&net.w2) + &net.b2;
    let x = Matrix::<f64, 100, 2>::normal(0.0, 1.0, rng);
    let difference = without(&net, &x).max_abs_diff(&(x.matmul(&w) + &b));
    println!("two linear layers against the one that they amount to: {difference:.1e} apart");
    // ANCHOR_END: collapse
    assert!(difference < 1e-14);
    assert!(with(&net, &x).max_abs_diff(&(x.matmul(&w) + &b)) > 0.1);

    // ANCHOR: xor
    println!("\nexclusive or: inputs that differ");
    let x = Matrix::from([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]);
    let y = Matrix::from([[0.0], [1.0], [1.0], [0.0]]);
    let (mut linear, mut layered) = (start(rng), start(rng));
    let (mut adam_linear, mut adam_layered) = (Adam::new(0.05), Adam::new(0.05));
    let mut gradient = Mlp::ZERO;
    for _ in 0..500 {
        loss_without::grad(&linear, &x, &y, &mut Workspace::new(), &mut gradient);
        adam_linear.step(&mut linear, &gradient);
        loss_with::grad(&layered, &x, &y, &mut Workspace::new(), &mut gradient);
        adam_layered.step(&mut layered, &gradient);
    }
    println!("  without activation: {:.2}", without(&linear, &x).sigmoid().flatten::<shape![4]>());
    println!("  with relu:          {:.2}", with(&layered, &x).sigmoid().flatten::<shape![4]>());
    // ANCHOR_END: xor
    assert!(without(&linear, &x).sigmoid().is_close(&Matrix::full(0.5), 0.0, 0.01)); // it can only guess
    assert!(with(&layered, &x).sigmoid().is_close(&y, 0.0, 0.05));

    let x = Vector::linspace(-4.0, 4.0);
    let mut values =
        Plot::new("activations", "x", "y").legend(SeriesLabelPosition::UpperLeft).y_range(-1.5..4.0);
    let mut slopes = Plot::new("their derivatives", "x", "dy/dx")
        .legend(SeriesLabelPosition::UpperLeft)
        .y_range(-0.2..1.3);
    for (name, both) in activations!(relu, sigmoid, tanh, gelu, silu) as [(_, fn(&_) -> _); 5] {
        let (y, slope): (Vector<f64, 161>, Vector<f64, 161>) = both(&x);
        let middle = (y[[80]], slope[[80]]);
        println!("{name:<8} at 0: value {}, slope {}", middle.0, middle.1);
        let known = match name {
            "relu" => (0.0, 0.0),
            "sigmoid" => (0.5, 0.25),
            "tanh" => (0.0, 1.0),
            _ => (0.0, 0.5),
        };
        assert_eq!(middle, known);
        let points = |y: &Vector<f64, 161>| x.iter().copied().zip(y.to_array()).collect::<Vec<_>>();
        values = values.line(name, points(&y));
        slopes = slopes.line(name, points(&slope));
    }
    save("activations", [values, slopes])
}
