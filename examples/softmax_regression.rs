//! Softmax regression: scores become probabilities, and surprise becomes the loss; on real handwritten digits.
//!
//! `cargo run --release --example softmax_regression`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 4.1 and 22.11.

mod course;

use course::plot::{Plot, SeriesLabelPosition, save};
use tapeless::data::{DIGITS, full_batches, split};
use tapeless::distributions::Categorical;
use tapeless::optim::{Optimizer, Sgd};
use tapeless::prelude::*;
use tapeless::random::{seeded, shuffle};

const BATCH: usize = 32;
const VALIDATION: usize = 359;

// ANCHOR: model
#[derive(Params)]
struct Softmax {
    w: Matrix<f32, 64, 10>,
    b: Vector<f32, 10>,
}

/// The cross-entropy of the softmax of the scores, and beside it the share of right answers.
#[differentiable]
fn loss<const B: usize>(net: &Softmax, x: &Matrix<f32, B, 64>, y: &Labels<B, 10>) -> (f32, f32) {
    let scores = x.matmul(&net.w) + &net.b;
    (scores.cross_entropy(y), scores.accuracy(y))
}
// ANCHOR_END: model

fn main() -> course::Result {
    course::no_options()?;
    // ANCHOR: softmax
    let scores = Vector::from([1.0, 2.0, 4.0]);
    let p = scores.softmax();
    println!("scores {scores}\n  as probabilities {p:.4}, which sum to {}", p.sum());
    let shifted = (&scores + 1000.0).softmax(); // exp(1004) overflows; a softmax does not
    println!("  and the same for scores 1000 higher: {shifted:.4}");
    // ANCHOR_END: softmax
    assert!(p.is_close(&(scores.exp() / scores.exp().sum()), 1e-15, 0.0) && shifted.is_close(&p, 1e-12, 0.0));

    // ANCHOR: surprise
    println!("\nhow surprising an event of probability p is: −ln p nats, −log₂ p bits");
    for p in [1.0f64, 0.5, 0.25, 0.01] {
        println!("  {p:<5} {:6.3} nats {:6.3} bits", p.recip().ln(), p.recip().log2());
    }
    let (truth, belief) = (Vector::from([0.5, 0.25, 0.25]), Vector::from([0.25, 0.25, 0.5]));
    let entropy = Categorical::new(&truth)?.entropy();
    let cross_entropy = -truth.dot(&belief.ln());
    println!("entropy of {truth}: {entropy:.4} nats, {} bits", entropy / 2f64.ln());
    println!(
        "cross-entropy, believing {belief}: {cross_entropy:.4} nats, {} bits",
        cross_entropy / 2f64.ln()
    );
    // ANCHOR_END: surprise
    assert!((entropy / 2f64.ln() - 1.5).abs() < 1e-15 && (cross_entropy / 2f64.ln() - 1.75).abs() < 1e-15);

    // ANCHOR: identity
    // The loss of one example is its surprise, and its derivative is "probabilities minus truth".
    #[differentiable]
    fn surprise(scores: &Matrix<f64, 1, 3>, y: &Labels<1, 3>) -> f64 {
        scores.cross_entropy(y)
    }
    let (row, label) = (Matrix::from([[1.0, 2.0, 4.0]]), Labels::from_slice(&[1u8])?);
    let mut slope = Matrix::ZERO;
    let value = surprise::value_and_grad(&row, &label, &mut Workspace::new(), &mut slope);
    println!("\nlabel 1: loss {value:.4}, gradient {slope:.4}");
    assert!((value + p[[1]].ln()).abs() < 1e-15);
    assert!(slope.is_close(&(row.softmax() - label.one_hot()), 0.0, 1e-15));
    // ANCHOR_END: identity

    // ANCHOR: train
    let rng = &mut seeded(1);
    let mut rows: Vec<usize> = (0..DIGITS.len()).collect();
    shuffle(&mut rows, rng);
    let [train, held_out] = split(&mut rows, [4, 1]);
    let whole = full_batches::<VALIDATION>(held_out).next().expect("a fifth is 360 rows");
    let (x, y) = whole.digits();

    let (mut net, mut gradient) = (Softmax::ZERO, Softmax::ZERO);
    let mut workspace = Workspace::<loss<BATCH>>::new();
    let mut sgd = Sgd::new(0.5);
    let mut history = vec![];
    for epoch in 1..=20 {
        shuffle(train, rng);
        let mut scores = vec![];
        for batch in full_batches::<BATCH>(train) {
            let (x, y) = batch.digits();
            scores.push(loss::value_and_grad(&net, &x, &y, &mut workspace, &mut gradient));
            sgd.step(&mut net, &gradient);
        }
        let mean =
            |score: fn(&(f32, f32)) -> f32| scores.iter().map(score).sum::<f32>() / scores.len() as f32;
        let (validation, accuracy) = loss(&net, &x, &y);
        let now = [mean(|score| score.0), validation, mean(|score| score.1), accuracy];
        history.push((f64::from(epoch), now.map(f64::from)));
    }
    // ANCHOR_END: train
    let (_, [training, validation, _, accuracy]) = history[history.len() - 1];
    println!("\n{} digits to learn from, {VALIDATION} to validate, 20 epochs", train.len());
    println!("loss {training:.4}, validation {validation:.4} nats, accuracy {:.2} %", 100.0 * accuracy);
    let before = loss(&Softmax::ZERO, &x, &y).0;
    assert!((before - 10f32.ln()).abs() < 1e-5); // who knows nothing is surprised by ln 10
    assert!(accuracy > 0.94 && validation < 0.25);
    let log_probabilities = (x.matmul(&net.w) + &net.b).log_softmax();
    let log_likelihood = f64::from(log_probabilities.pick(&y).sum());
    println!(
        "log-likelihood of all validation labels: {log_likelihood:.1}, that is -{VALIDATION} times the loss"
    );
    assert!((log_likelihood / (-(VALIDATION as f64) * validation) - 1.0).abs() < 1e-4);

    let curve = |which: usize| history.iter().map(move |(epoch, values)| (*epoch, values[which]));
    let losses =
        Plot::new("cross-entropy", "epoch", "nats").line("training", curve(0)).line("validation", curve(1));
    let answers = Plot::new("right answers", "epoch", "share")
        .line("training", curve(2))
        .line("validation", curve(3))
        .legend(SeriesLabelPosition::LowerRight);
    save("softmax_regression", [losses, answers])
}
