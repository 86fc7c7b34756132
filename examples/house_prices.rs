//! House prices: a real table, end to end: preprocess, standardise, log-error, k-fold validation, regularise.
//!
//! `cargo run --release --example house_prices [-- --csv FILE --target COLUMN]`
//!
//! Data: D. De Cock, *Ames, Iowa: Alternative to the Boston Housing Data as an End of Semester Regression Project*, 2011: 2,930
//! houses, see `data/README.md`. Source: Zhang et al., *Dive into Deep Learning*, 5.7.

mod course;

use course::Failure;
use course::plot::{Plot, SeriesLabelPosition, save};
use tapeless::data::{DataError, Encoding, Table, folds, full_batches, split};
use tapeless::optim::{AdamW, Optimizer, schedule};
use tapeless::prelude::*;
use tapeless::random::{seeded, shuffle};

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/houses.csv.gz");
/// Room for features: a table of one's own may have fewer.
const FEATURES: usize = 192;
const BATCH: usize = 32;
const FOLDS: usize = 5;
const EPOCHS: u32 = 8;
const RATE: f64 = 0.02;

// ANCHOR: model
/// The logarithm of a price, from features.
#[derive(Params)]
struct Linear {
    w: Vector<f32, FEATURES>,
    b: f32,
}

#[differentiable]
fn predict<const B: usize>(net: &Linear, x: &Matrix<f32, B, FEATURES>) -> Vector<f32, B> {
    x.matvec(&net.w) + net.b
}

#[differentiable]
fn loss<const B: usize>(net: &Linear, x: &Matrix<f32, B, FEATURES>, y: &Vector<f32, B>) -> f32 {
    predict(net, x).mse(y)
}
// ANCHOR_END: model

/// A table as the network sees it.
struct Houses {
    features: Vec<[f32; FEATURES]>,
    /// ln price, less the mean of the training part: so that weight decay pulls toward the mean price.
    logs: Vec<f32>,
    mean: f32,
}

impl Houses {
    // ANCHOR: prepare
    /// Means, deviations and categories are those of the rows `fitted`: nothing of the others leaks into training.
    fn prepare(table: &Table, target: &str, fitted: &[usize]) -> Result<Self, DataError> {
        let encoder = Encoding::all_but(table, &[target]).fit_within::<FEATURES>(table, fitted)?;
        let logs: Vec<f32> = table.numbers(target)?.iter().map(|price| price.ln() as f32).collect();
        let mean = fitted.iter().map(|&row| logs[row]).sum::<f32>() / fitted.len() as f32;
        let logs = logs.iter().map(|log| log - mean).collect();
        Ok(Houses { features: encoder.encode(table)?, logs, mean })
    }
    // ANCHOR_END: prepare

    /// The root of the mean squared error of ln price.
    fn log_error(&self, net: &Linear, rows: &[usize]) -> f64 {
        let squares = rows.iter().map(|&row| {
            let x = Matrix::from([self.features[row]]);
            f64::from(loss(net, &x, &Vector::from([self.logs[row]])))
        });
        (squares.sum::<f64>() / rows.len() as f64).sqrt()
    }

    // ANCHOR: train
    /// Trains on `rows`; after each epoch `watch` sees the network.
    fn train(&self, rows: &mut [usize], weight_decay: f64, mut watch: impl FnMut(&Linear)) -> Linear {
        let rng = &mut seeded(1);
        let (mut net, mut gradient) = (Linear::ZERO, Linear::ZERO);
        let (mut x, mut y) = (Matrix::ZERO, Vector::ZERO);
        let mut workspace = Workspace::<loss<BATCH>>::new();
        let mut optimizer = AdamW { weight_decay, ..AdamW::new(RATE) };
        for epoch in 0..EPOCHS {
            optimizer.set_rate(RATE * schedule::cosine(epoch, EPOCHS));
            shuffle(rows, rng);
            for batch in full_batches::<BATCH>(rows) {
                batch.read(&mut x, |row, features| features.copy_from_slice(&self.features[row]));
                batch.read(&mut y, |row, log| log[0] = self.logs[row]);
                loss::grad(&net, &x, &y, &mut workspace, &mut gradient);
                optimizer.step(&mut net, &gradient);
            }
            watch(&net);
        }
        net
    }
    // ANCHOR_END: train
}

fn main() -> course::Result {
    let [csv, target] = course::options(["--csv", "--target"])?;
    let shipped = csv.is_none();
    let (file, target) = (csv.unwrap_or(SHIPPED.into()), target.unwrap_or("price".into()));
    let table = Table::open(&file)?;
    if let Some(row) = table.numbers(&target)?.iter().position(|price| *price <= 0.0) {
        return Err(Failure::new(format!("{file}, row {}: expected a `{target}` above 0", row + 1)));
    }
    let mut rows: Vec<usize> = (0..table.len()).collect();
    shuffle(&mut rows, &mut seeded(1));
    let [development, test] = split(&mut rows, [4, 1]);
    if development.len() < 2 * BATCH {
        return Err(Failure::new(format!("{file}: expected at least 80 rows, found {}", table.len())));
    }

    // ANCHOR: folds
    println!("{} rows to develop with, {} to test at the end\n", development.len(), test.len());
    println!(
        "{:>12} {:>10} {:>12}   root mean squared error of ln {target}, {FOLDS} folds",
        "weight decay", "training", "validation"
    );
    let mut best = (0.0, f64::INFINITY);
    for weight_decay in [0.0, 0.3, 3.0] {
        let mut sums = [0.0; 2];
        for (mut train, held_out) in folds(development, FOLDS) {
            let houses = Houses::prepare(&table, &target, &train)?;
            let net = houses.train(&mut train, weight_decay, |_| {});
            sums[0] += houses.log_error(&net, &train);
            sums[1] += houses.log_error(&net, held_out);
        }
        let [training, validation] = sums.map(|sum| sum / FOLDS as f64);
        println!("{weight_decay:12} {training:10.4} {validation:12.4}");
        if validation < best.1 {
            best = (weight_decay, validation);
        }
    }
    // ANCHOR_END: folds

    // ANCHOR: test
    let houses = Houses::prepare(&table, &target, development)?;
    let mut history = vec![];
    let (parts, test) = ([&development.to_vec(), &test.to_vec()], test);
    let net =
        houses.train(development, best.0, |net| history.push(parts.map(|rows| houses.log_error(net, rows))));
    let (error, baseline) = (houses.log_error(&net, test), houses.log_error(&Linear::ZERO, test));
    println!(
        "\nwith weight decay {} on all of them: test error {error:.4}; whoever always says the mean has {baseline:.4}",
        best.0
    );
    println!("so a price is typically right to a factor of {:.2}", error.exp());
    // ANCHOR_END: test
    if shipped {
        assert!(error < 0.17 && error < 0.5 * baseline);
        assert!((error - best.1).abs() < 0.03); // validation said what to expect
    }

    let curve = |which: usize| {
        history.iter().enumerate().map(move |(epoch, errors)| ((epoch + 1) as f64, errors[which]))
    };
    let learning =
        Plot::new("learning, on rows seen and never seen", "epoch", &format!("error of ln {target}"))
            .line("seen", curve(0))
            .line("never seen", curve(1));
    let points = test.iter().map(|&row| {
        let said = predict(&net, &Matrix::from([houses.features[row]]))[[0]];
        (f64::from(houses.logs[row] + houses.mean).exp(), f64::from(said + houses.mean).exp())
    });
    let points: Vec<_> = points.collect();
    let ends = [f64::min, f64::max].map(|end| points.iter().map(|point| point.0).reduce(end).unwrap_or(1.0));
    let truth = Plot::new("rows never seen", &target, &format!("predicted {target}"))
        .log_x()
        .log_y()
        .dots("", points)
        .dashes("right", ends.map(|end| (end, end)))
        .legend(SeriesLabelPosition::UpperLeft);
    save("house_prices", [learning, truth])
}
