//! House prices: a real table, end to end: preprocess, standardise, log-error, k-fold validation, regularise.
//!
//! `cargo run --release --example house_prices [-- --csv FILE --target COLUMN]`
//!
//! Data: D. De Cock, *Ames, Iowa: Alternative to the Boston Housing Data as an End of Semester Regression Project*, 2011: 2,930
//! houses, see `data/README.md`. Source: Zhang et al., *Dive into Deep Learning*, 5.7.

#[path = "../course/mod.rs"]
mod course;
mod houses;

use course::Failure;
use course::plot::{Plot, SeriesLabelPosition, save};
use houses::{BATCH, Houses, Linear, predict};
use tapeless::data::{Table, folds, split};
use tapeless::prelude::*;
use tapeless::random::{seeded, shuffle};

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/houses.csv.gz");
const FOLDS: usize = 5;
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
