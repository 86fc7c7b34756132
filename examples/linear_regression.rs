//! Linear regression: the line that the data came from, found by a formula and by descent.
//!
//! `cargo run --release --example linear_regression`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 3.1, 3.4, 3.5.

mod course;

use course::plot::{Plot, save};
use tapeless::data::full_batches;
use tapeless::distributions::Normal;
use tapeless::optim::{Optimizer, Sgd};
use tapeless::prelude::*;
use tapeless::random::{seeded, shuffle};

const N: usize = 1000;

// ANCHOR: model
#[derive(Params, Clone)]
struct Line {
    w: Vector<f64, 2>,
    b: f64,
}

#[differentiable]
fn predict<const B: usize>(line: &Line, x: &Matrix<f64, B, 2>) -> Vector<f64, B> {
    x.matvec(&line.w) + line.b
}

/// Half the mean of the squared errors.
#[differentiable]
fn loss<const B: usize>(line: &Line, x: &Matrix<f64, B, 2>, y: &Vector<f64, B>) -> f64 {
    predict(line, x).mse(y) * 0.5
}
// ANCHOR_END: model

// ANCHOR: likelihood
/// −ln of the probability density of all y, if each is its prediction plus this noise.
#[differentiable]
fn surprise(line: &Line, noise: &Normal<f64>, x: &Matrix<f64, N, 2>, y: &Vector<f64, N>) -> f64 {
    -noise.log_prob(&(y - predict(line, x))).sum()
}
// ANCHOR_END: likelihood

fn main() -> course::Result {
    course::no_options()?;
    // ANCHOR: data
    let (rng, noise) = (&mut seeded(1), Normal::new(0.0, 0.01)?);
    let truth = Line { w: Vector::from([2.0, -3.4]), b: 4.2 };
    let x = Matrix::<f64, N, 2>::normal(0.0, 1.0, rng);
    let errors: Vector<f64, N> = noise.sample(rng);
    let y = predict(&truth, &x) + errors;
    // ANCHOR_END: data

    // ANCHOR: formula
    let ones = Matrix::<f64, N, 1>::ones();
    let design: Matrix<f64, N, 3> = x.concat::<1>(&ones);
    let gram: Matrix<f64, 3, 3> = design.transpose().matmul(&design);
    let solution = gram.solve_spd(&design.transpose().matvec(&y))?;
    println!("by the normal equation:  w₁, w₂, b = {solution:.4}");
    // ANCHOR_END: formula
    let [w1, w2, b] = solution.to_array();
    let exact = Line { w: Vector::from([w1, w2]), b };

    // ANCHOR: descent
    let mut line = Line { w: Vector::normal(0.0, 0.01, rng), b: 0.0 };
    let (mut gradient, mut workspace) = (Line::ZERO, Workspace::<loss<10>>::new());
    let (mut batch_x, mut batch_y) = (Matrix::ZERO, Vector::ZERO);
    let sgd = &mut Sgd::new(0.03);
    let mut rows: Vec<usize> = (0..N).collect();
    let mut path = vec![(line.clone(), loss(&line, &x, &y))];
    for _ in 0..3 {
        shuffle(&mut rows, rng);
        for batch in full_batches::<10>(&rows) {
            batch.read(&mut batch_x, |row, features| features.copy_from_slice(x.row_ref(row).as_slice()));
            batch.read(&mut batch_y, |row, target| target[0] = y[[row]]);
            loss::grad(&line, &batch_x, &batch_y, &mut workspace, &mut gradient);
            sgd.step(&mut line, &gradient);
            path.push((line.clone(), loss(&line, &x, &y)));
        }
    }
    println!("by mini-batch descent:   w₁, w₂, b = [{:.4} {:.4} {:.4}]", line.w[[0]], line.w[[1]], line.b);
    // ANCHOR_END: descent
    for (name, found) in [("formula", &exact), ("descent", &line)] {
        let off = (&found.w - &truth.w).norm_max().max((found.b - truth.b).abs());
        println!("{name}: at most {off:.4} from the truth");
        assert!(off < 0.01);
    }

    // ANCHOR: equal
    println!("\nnegative log-likelihood against squared error, at points on the path");
    for (line, half_mse) in path.iter().step_by(75) {
        let by_squares = N as f64 * (half_mse / noise.variance() + noise.entropy() - 0.5);
        let by_likelihood = surprise(line, &noise, &x, &y);
        println!("  {by_likelihood:16.3} {by_squares:16.3}");
        assert!((by_likelihood / by_squares - 1.0).abs() < 1e-12);
    }
    let mut slope = Line::ZERO;
    surprise::grad(&exact, &noise, &x, &y, &mut Workspace::boxed(), &mut slope);
    let scale = N as f64 / noise.variance();
    assert!(slope.w.norm_max().max(slope.b.abs()) < 1e-10 * scale); // nothing is more likely than least squares
    // ANCHOR_END: equal

    let step = |i: usize| i as f64;
    let losses = Plot::new("half the mean squared error on all data", "step", "loss")
        .log_y()
        .line("descent", path.iter().enumerate().map(|(i, (_, loss))| (step(i), *loss)))
        .dashes("normal equation", [0, 300].map(|i| (step(i), loss(&exact, &x, &y))));
    let mut parameters = Plot::new("the parameters", "step", "value").y_range(-4.0..6.5);
    type Parameter = fn(&Line) -> f64;
    let all: [(_, Parameter); 3] =
        [("w₁", |line| line.w[[0]]), ("w₂", |line| line.w[[1]]), ("b", |line| line.b)];
    for (name, value) in all {
        let points = path.iter().enumerate().map(|(i, (line, _))| (step(i), value(line)));
        parameters = parameters.line(name, points);
    }
    for (name, value) in [("truth", 2.0), ("", -3.4), ("", 4.2)] {
        parameters = parameters.dashes(name, [0, 300].map(|i| (step(i), value)));
    }
    save("linear_regression", [losses, parameters])
}
