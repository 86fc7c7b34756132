//! Over- and underfitting: one cubic polynomial, learned with too few, the right, and too many powers.
//!
//! `cargo run --release --example overfitting`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 3.6.

mod course;

use course::plot::{Plot, SeriesLabelPosition, save};
use tapeless::optim::{Adam, Optimizer, schedule};
use tapeless::prelude::*;
use tapeless::random::seeded;

const TRAIN: usize = 20;
const HELD_OUT: usize = 100;
const EPOCHS: u32 = 6000;

// ANCHOR: model
/// 1, x, x², … for each x.
fn powers<const N: usize, const P: usize>(x: &Vector<f64, N>) -> Matrix<f64, N, P> {
    Matrix::from_fn(|[i, power]| x[[i]].powi(power as i32))
}

#[differentiable]
fn loss<const N: usize, const P: usize>(
    w: &Vector<f64, P>,
    x: &Matrix<f64, N, P>,
    y: &Vector<f64, N>,
) -> f64 {
    x.matvec(w).mse(y)
}
// ANCHOR_END: model

// ANCHOR: data
/// The truth, 5 + 1.2x − 3.4x²/2! + 5.6x³/3!, and what is measured of it.
struct Data<const N: usize> {
    x: Vector<f64, N>,
    y: Vector<f64, N>,
}

impl<const N: usize> Data<N> {
    fn draw(seed: u64) -> Self {
        let rng = &mut seeded(seed);
        let x = Vector::uniform(-1.0, 1.0, rng);
        let y = powers(&x).matvec(&Vector::from([5.0, 1.2, -3.4 / 2.0, 5.6 / 6.0]));
        Data { y: y + Vector::normal(0.0, 0.1, rng), x }
    }
}
// ANCHOR_END: data

struct Fit {
    /// After each epoch shown: training and validation loss.
    history: Vec<(f64, [f64; 2])>,
    /// Test loss, of the parameters of the end.
    test: f64,
    curve: Vec<(f64, f64)>,
}

fn fit<const P: usize>(train: &Data<TRAIN>, validation: &Data<HELD_OUT>, test: &Data<HELD_OUT>) -> Fit {
    let (mut w, mut gradient) = (Vector::<f64, P>::ZERO, Vector::ZERO);
    let (x, held_out) = (powers(&train.x), powers(&validation.x));
    let mut workspace = Workspace::<loss<TRAIN, P>>::new();
    let mut adam = Adam::new(0.1);
    let (mut history, mut next) = (vec![], 0);
    for epoch in 0..EPOCHS {
        let training = loss::value_and_grad(&w, &x, &train.y, &mut workspace, &mut gradient);
        if epoch >= next {
            history.push((f64::from(epoch + 1), [training, loss(&w, &held_out, &validation.y)]));
            next = epoch + 1 + epoch / 20;
        }
        adam.rate = 0.1 * schedule::cosine(epoch, EPOCHS);
        adam.step(&mut w, &gradient);
    }
    let last = [loss(&w, &x, &train.y), loss(&w, &held_out, &validation.y)];
    history.push((f64::from(EPOCHS), last));
    let xs = (0..=200).map(|i| f64::from(i) / 100.0 - 1.0);
    let curve = xs.map(|x| (x, powers::<1, P>(&Vector::from([x])).matvec(&w)[[0]])).collect();
    Fit { history, test: loss(&w, &powers(&test.x), &test.y), curve }
}

fn main() -> course::Result {
    course::no_options()?;
    let (train, validation, test) = (Data::draw(1), Data::draw(2), Data::draw(3));
    let fits = [
        ("degree 1", fit::<2>(&train, &validation, &test)),
        ("degree 3", fit::<4>(&train, &validation, &test)),
        ("degree 19", fit::<20>(&train, &validation, &test)),
    ];
    println!("mean squared errors after {EPOCHS} epochs (the noise alone has 0.01)\n");
    println!("{:<10} {:>10} {:>12} {:>10}", "", "training", "validation", "test");
    let [line, cubic, wild] = fits.each_ref().map(|(name, fit)| {
        let [training, validation] = fit.history[fit.history.len() - 1].1;
        println!("{name:<10} {training:10.5} {validation:12.5} {:10.5}", fit.test);
        [training, validation, fit.test]
    });
    // ANCHOR: claims
    // Too few powers: wrong everywhere. The right number: as good on what was never seen. Too many: best on what was seen.
    assert!(line[0] > 5.0 * cubic[0] && line[1] > 5.0 * cubic[1]);
    assert!(cubic[1] < 0.02 && cubic[2] < 0.02);
    assert!(wild[0] < 0.7 * cubic[0] && wild[1] > 2.0 * cubic[1] && wild[2] > 2.0 * cubic[2]);
    // ANCHOR_END: claims

    let curves = fits.each_ref().map(|(name, fit)| {
        let part = |which: usize| fit.history.iter().map(move |(epoch, losses)| (*epoch, losses[which]));
        Plot::new(name, "epoch", "mean squared error")
            .log_x()
            .log_y()
            .y_range(0.001..50.0)
            .line("training", part(0))
            .line("validation", part(1))
            .dashes("noise", [1.0, f64::from(EPOCHS)].map(|epoch| (epoch, 0.01)))
    });
    save("overfitting_curves", curves)?;
    let mut plot =
        Plot::new("what was learned from 20 points", "x", "y").legend(SeriesLabelPosition::LowerRight);
    for (name, fit) in fits {
        plot = plot.line(name, fit.curve);
    }
    let points = train.x.iter().copied().zip(train.y.to_array());
    save("overfitting", [plot.dots("training points", points).y_range(-1.0..7.0)])
}
