//! Dropout: units that are absent at random while a network learns, and what it learns then.
//!
//! `cargo run --release --example dropout`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 5.6.

mod course;

use course::plot::{Plot, SeriesLabelPosition, save};
use tapeless::data::{DIGITS, full_batches};
use tapeless::nn::Linear;
use tapeless::optim::{Adam, Optimizer};
use tapeless::prelude::*;
use tapeless::random::{seeded, shuffle};

const TRAIN: usize = 128;
const HELD_OUT: usize = 400;
const BATCH: usize = 32;
const EPOCHS: usize = 40;

// ANCHOR: net
network! {
    /// Two hidden layers, each with dropout behind it.
    struct Net;
    fn forward<const B: usize>(x: &Matrix<f32, B, 64>, noise: &[Noise; 2]) -> Matrix<f32, B, 10> {
        first: Linear<48>,
        .relu(),
        .dropout(0.2, &noise[0]),
        second: Linear<48>,
        .relu(),
        .dropout(0.5, &noise[1]),
        output: Linear<10>,
    }
}

#[differentiable]
fn loss<const B: usize>(
    net: &Net,
    x: &Matrix<f32, B, 64>,
    y: &Labels<B, 10>,
    noise: &[Noise; 2],
) -> (f32, f32) {
    let scores = net.forward(x, noise);
    (scores.cross_entropy(y), scores.accuracy(y))
}
// ANCHOR_END: net

/// Who labelled the images to learn from made a mistake with every fifth.
fn careless(row: usize) -> u8 {
    let label = DIGITS[row].label();
    if row.is_multiple_of(5) { (label + 1) % 10 } else { label }
}

/// Losses after each epoch on the images learned from and on others, and the share of right answers on the others.
fn train(dropout: bool) -> course::Result<Vec<[f64; 3]>> {
    let rng = &mut seeded(1);
    let mut rows: Vec<usize> = (0..DIGITS.len()).collect();
    shuffle(&mut rows, rng);
    let (train, rest) = rows.split_at_mut(TRAIN);
    let (held_x, held_y) = full_batches::<HELD_OUT>(rest).next().expect("there are more digits").digits();
    let seen = full_batches::<TRAIN>(train).next().expect("so many were split off");
    let ((seen_x, _), seen_y) = (seen.digits(), seen.labels(careless)?);

    let (mut net, mut gradient) = (Net::ZERO, Net::ZERO);
    net.init(rng);
    let (mut adam, mut workspace) = (Adam::new(0.005), Workspace::<loss<BATCH>>::boxed());
    let mut history = vec![];
    for _ in 0..EPOCHS {
        shuffle(train, rng);
        // ANCHOR: step
        for batch in full_batches::<BATCH>(train) {
            let ((x, _), y) = (batch.digits(), batch.labels(careless)?);
            let noise = if dropout { Noise::draw(rng).split() } else { [Noise::OFF; 2] };
            loss::grad(&net, &x, &y, &noise, &mut workspace, &mut gradient);
            adam.step(&mut net, &gradient);
        }
        let seen = loss(&net, &seen_x, &seen_y, &[Noise::OFF; 2]);
        let held_out = loss(&net, &held_x, &held_y, &[Noise::OFF; 2]);
        // ANCHOR_END: step
        history.push([seen.0, held_out.0, held_out.1].map(f64::from));
    }
    Ok(history)
}

fn main() -> course::Result {
    course::no_options()?;
    // ANCHOR: mean
    let x = Vector::<f64, 1000>::linspace(1.0, 2.0);
    let once = x.dropout(0.5, &Noise::new(1));
    println!("1000 elements, p = 0.5: {} dropped, the others doubled", once.eq(0.0).count());
    let mut mean = Vector::<f64, 1000>::zeros();
    for seed in 0..2000 {
        mean += x.dropout(0.5, &Noise::new(seed)) / 2000.0;
    }
    println!("mean over 2000 draws: at most {:.3} from the value itself", mean.max_abs_diff(&x));
    // ANCHOR_END: mean
    assert!(once.eq(0.0).or(once.eq(&x * 2.0)).all() && (450..550).contains(&once.eq(0.0).count()));
    assert!((&mean / &x - 1.0).norm_max() < 5.0 / 2000f64.sqrt()); // five deviations of such a mean
    assert_eq!(x.dropout(0.5, &Noise::OFF), x);
    assert_eq!((x.dropout(0.0, &Noise::new(1)), x.dropout(1.0, &Noise::new(1))), (x, Vector::zeros()));

    println!(
        "\n{TRAIN} digits to learn from, a fifth of them labelled wrongly, {HELD_OUT} others, {EPOCHS} epochs"
    );
    println!("{:<10} {:>10} {:>8} {:>15}", "", "loss, seen", "others", "right of others");
    let runs = [("without", train(false)?), ("with", train(true)?)];
    let [plain, dropped] = runs.each_ref().map(|(name, history)| {
        let last = history[EPOCHS - 1];
        println!("{name:<10} {:10.4} {:8.4} {:13.1} %", last[0], last[1], 100.0 * last[2]);
        last
    });
    // ANCHOR: claims
    assert!(plain[0] < dropped[0]); // learned by heart
    assert!(dropped[1] < 0.9 * plain[1] && dropped[2] > plain[2]); // learned
    // ANCHOR_END: claims

    let curve = |run: usize, which: usize| {
        runs[run]
            .1
            .iter()
            .enumerate()
            .map(move |(epoch, values)| ((epoch + 1) as f64, values[which]))
            .collect::<Vec<_>>()
    };
    let plots = [(0, "without dropout"), (1, "with dropout 0.2 and 0.5")].map(|(run, title)| {
        Plot::new(title, "epoch", "cross-entropy")
            .log_y()
            .y_range(0.03..4.0)
            .line("images learned from", curve(run, 0))
            .line("others", curve(run, 1))
            .legend(SeriesLabelPosition::LowerLeft)
    });
    save("dropout", plots)
}
