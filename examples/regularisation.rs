//! Regularisation: 200 inputs, 20 examples, and a price on the weights.
//!
//! `cargo run --release --example regularisation`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 3.7.

mod course;

use course::plot::{Plot, save};
use tapeless::optim::{Optimizer, Sgd};
use tapeless::prelude::*;
use tapeless::random::{Xoshiro256PlusPlus, seeded};

const INPUTS: usize = 200;
const HELD_OUT: usize = 100;

// ANCHOR: model
#[derive(Params)]
struct Linear {
    w: Vector<f64, INPUTS>,
    b: f64,
}

/// Half the mean squared error.
#[differentiable]
fn error<const N: usize>(net: &Linear, x: &Matrix<f64, N, INPUTS>, y: &Vector<f64, N>) -> f64 {
    (x.matvec(&net.w) + net.b).mse(y) * 0.5
}

/// The error, and λ/2 · ‖w‖² on top.
#[differentiable]
fn penalised<const N: usize>(
    net: &Linear,
    x: &Matrix<f64, N, INPUTS>,
    y: &Vector<f64, N>,
    lambda: f64,
) -> f64 {
    error(net, x, y) + net.w.square().sum() * lambda * 0.5
}
// ANCHOR_END: model

/// Inputs, and what the truth says of them, with a little noise.
fn draw<const N: usize>(
    truth: &Linear,
    rng: &mut Xoshiro256PlusPlus,
) -> (Box<Matrix<f64, N, INPUTS>>, Vector<f64, N>) {
    let mut x = Matrix::boxed_zeros();
    x.fill_normal(0.0, 1.0, rng);
    let y = x.matvec(&truth.w) + truth.b + Vector::normal(0.0, 0.01, rng);
    (x, y)
}

// ANCHOR: shrink
/// A step of the L1 penalty λ‖w‖₁: every weight moves toward 0 by the same amount, and stays there.
fn shrink(w: &mut Vector<f64, INPUTS>, by: f64) {
    *w = w.sign() * (w.abs() - by).relu();
}
// ANCHOR_END: shrink

fn main() -> course::Result {
    course::no_options()?;
    let rng = &mut seeded(1);

    // ANCHOR: decay
    let truth = Linear { w: Vector::full(0.01), b: 0.05 };
    let (x, y) = draw::<20>(&truth, rng);
    let (validation_x, validation_y) = draw::<HELD_OUT>(&truth, rng);
    let mut start = Linear::ZERO;
    start.w.fill_normal(0.0, 1.0, rng);
    println!("200 inputs, 20 examples; half the mean squared error\n");
    println!("{:<6} {:>10} {:>12} {:>8}", "λ", "training", "validation", "‖w‖");
    let runs = [0.0, 3.0].map(|lambda| {
        let (mut net, mut gradient) = (Linear { w: start.w.clone(), b: 0.0 }, Linear::ZERO);
        let (mut sgd, mut workspace) = (Sgd::new(0.01), Workspace::<penalised<20>>::new());
        let mut history = vec![];
        for step in 0..400 {
            let now = [error(&net, &x, &y), error(&net, &validation_x, &validation_y)];
            history.push((f64::from(step), now));
            penalised::grad(&net, &x, &y, lambda, &mut workspace, &mut gradient);
            sgd.step(&mut net, &gradient);
        }
        let [training, validation] = history[history.len() - 1].1;
        println!("{lambda:<6} {training:10.5} {validation:12.5} {:8.4}", net.w.norm_l2());
        (history, [training, validation, net.w.norm_l2()])
    });
    // ANCHOR_END: decay
    let [(_, free), (_, priced)] = &runs;
    assert!(free[0] < 1e-3 && free[1] > 10.0); // learned by heart
    assert!(priced[1] < 0.05 && priced[2] < 0.1 * free[2]);
    // The penalty's derivative is what an optimiser calls weight decay.
    let (mut by_penalty, mut by_decay, mut gradient) = (start.w.clone(), start.w.clone(), Linear::ZERO);
    penalised::grad(&start, &x, &y, 3.0, &mut Workspace::new(), &mut gradient);
    Sgd::new(0.01).step(&mut by_penalty, &gradient.w);
    error::grad(&start, &x, &y, &mut Workspace::new(), &mut gradient);
    Sgd { rate: 0.01, weight_decay: 3.0 }.step(&mut by_decay, &gradient.w);
    assert!(by_penalty.is_close(&by_decay, 1e-12, 1e-15));

    // ANCHOR: sparse
    println!("\nfive of the 200 inputs matter; 60 examples");
    let mut truth = Linear { w: Vector::zeros(), b: 0.0 };
    [3, 50, 90, 120, 170].into_iter().zip([2.0, -1.5, 1.0, -1.0, 0.5]).for_each(|(i, w)| truth.w[[i]] = w);
    let (x, y) = draw::<60>(&truth, rng);
    let (mut l1, mut l2, mut gradient) = (Linear::ZERO, Linear::ZERO, Linear::ZERO);
    let (rate, lambda) = (0.05, 0.05);
    let (mut sgd, mut workspace) = (Sgd::new(rate), Workspace::<penalised<60>>::new());
    for _ in 0..1000 {
        penalised::grad(&l1, &x, &y, 0.0, &mut workspace, &mut gradient);
        sgd.step(&mut l1, &gradient);
        shrink(&mut l1.w, rate * lambda);
        penalised::grad(&l2, &x, &y, lambda, &mut workspace, &mut gradient);
        sgd.step(&mut l2, &gradient);
    }
    for (name, net) in [("L1", &l1), ("L2", &l2)] {
        let (zeros, off) = (net.w.eq(0.0).count(), net.w.max_abs_diff(&truth.w));
        println!("  {name}: {zeros} weights are 0; the weight furthest from the truth is {off:.3} off");
    }
    // ANCHOR_END: sparse
    assert!(l1.w.eq(0.0).count() >= 180 && l2.w.eq(0.0).count() == 0);
    assert!(l1.w.max_abs_diff(&truth.w) < 0.15 && l2.w.max_abs_diff(&truth.w) > 0.5);
    assert!(truth.w.ne(0.0).select(&l1.w, 1.0).ne(0.0).all()); // those that matter are found

    let points = |net: &Linear| {
        net.w.to_array().into_iter().enumerate().map(|(i, w)| (i as f64, w)).collect::<Vec<_>>()
    };
    let weights = Plot::new("which inputs matter", "input", "weight")
        .dots("L2", points(&l2))
        .dots("L1", points(&l1).into_iter().filter(|(_, w)| *w != 0.0))
        .dots("truth", points(&truth).into_iter().filter(|(_, w)| *w != 0.0));
    let [(free, _), (priced, _)] = &runs;
    let [free, priced] = [("λ = 0", free), ("λ = 3", priced)].map(|(name, history)| {
        let part = |which: usize| history.iter().map(move |(step, errors)| (*step, errors[which]));
        Plot::new(name, "step", "half the mean squared error")
            .log_y()
            .y_range(1e-5..1e4)
            .line("training", part(0))
            .line("validation", part(1))
    });
    save("regularisation", [free, priced, weights])
}
