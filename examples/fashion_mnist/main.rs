//! Trains the three classifiers of *Dive into Deep Learning* (3.4, 4.1, 5.6) on Fashion-MNIST: 60,000 images of clothes.
//!
//! `cargo run --release --example fashion_mnist -- --data DIR --model softmax|mlp|dropout --epochs 10`
//!
//! Test accuracy, the median of `--seed 1`, `2` and `3` after 10 epochs of gradient descent: softmax 0.833, mlp 0.846,
//! dropout 0.866. `--model mlp --optimizer adam --epochs 30`: 0.888.
//!
//! Data: H. Xiao, K. Rasul, R. Vollgraf, *Fashion-MNIST*, 2017, <https://github.com/zalandoresearch/fashion-mnist>.

mod models;
mod options;

use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use models::{BATCH, Classes, Classifier, Dropout, Mlp, Pixels, Softmax};
use options::{Model, Options, Rule, USAGE};
use tapeless::data::{Batch, Images, Mnist, full_batches, padded_batches};
use tapeless::prelude::*;
use tapeless::random::{seeded, shuffle};

const GET_IT: &str = "\
Debian and Ubuntu: apt install dataset-fashion-mnist
elsewhere: the four files of https://github.com/zalandoresearch/fashion-mnist, in any directory, and --data DIRECTORY";

fn main() -> std::process::ExitCode {
    let result = Options::parse(std::env::args().skip(1))
        .map_err(|error| format!("{error}\n{USAGE}"))
        .and_then(|options| {
            let data = Mnist::open(&options.data).map_err(|error| format!("{error}\n{GET_IT}"))?;
            Ok((options, data))
        });
    match result {
        Ok((options, data)) => {
            match options.model {
                Model::Softmax => run::<Softmax>(&options, &data),
                Model::Mlp => run::<Mlp>(&options, &data),
                Model::Dropout => run::<Dropout>(&options, &data),
            }
            std::process::ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn run<C: Classifier>(options: &Options, data: &Mnist) {
    match options.rule {
        Rule::Sgd => train::<C>(options, data, &mut Sgd::new(options.rate.unwrap_or(C::RATE))),
        Rule::Adam => train::<C>(options, data, &mut *Adam::boxed(options.rate.unwrap_or(0.001))),
    }
}

fn train<C: Classifier>(options: &Options, data: &Mnist, optimizer: &mut impl Optimizer<C>) {
    let (mut net, mut gradient) = (C::boxed_zero(), C::boxed_zero());
    let (mut workspace, mut x) = (C::Workspace::boxed_zero(), Pixels::boxed_zero());
    let mut rng = seeded(options.seed);
    net.start(&mut rng);
    println!(
        "{:?}, {:?}, seed {}; bytes, as the compiler knew them: parameters {}, workspace {}, batch {}",
        options.model,
        options.rule,
        options.seed,
        size_of::<C>(),
        size_of::<C::Workspace>(),
        size_of::<Pixels>()
    );

    let mut rows: Vec<usize> = (0..data.train.len()).collect();
    let start = Instant::now();
    for epoch in 1..=options.epochs {
        shuffle(&mut rows, &mut rng);
        let batches = full_batches::<BATCH>(&rows);
        let bar = progress(epoch, batches.len() * BATCH);
        let mut score = Score::default();
        for batch in batches {
            let y = read(&batch, &data.train, &mut x);
            let noise = Noise::draw(&mut rng).split();
            let (loss, answers) = net.value_and_grad(&x, &y, &noise, &mut workspace, &mut gradient);
            optimizer.step(&mut net, &gradient);
            score.add(&batch, loss, &answers, &y);
            bar.inc(BATCH as u64);
            bar.set_message(score.to_string());
        }
        bar.finish_and_clear();
        println!("epoch {epoch:3}  {score}");
    }
    let rate = (options.epochs * rows.len()) as f64 / start.elapsed().as_secs_f64();

    let mut score = Score::default();
    rows = (0..data.test.len()).collect();
    for batch in padded_batches::<BATCH>(&rows) {
        let y = read(&batch, &data.test, &mut x);
        let (loss, answers) = net.value(&x, &y, &mut workspace);
        score.add(&batch, *loss, answers, &y);
    }
    println!("{rate:.0} samples per second");
    println!("test accuracy {:.4}", score.accuracy());
}

fn progress(epoch: usize, samples: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix} {bar:30} {msg}  {per_sec}");
    ProgressBar::new(samples as u64)
        .with_prefix(format!("epoch {epoch:3}"))
        .with_style(style.expect("a template of known keys"))
}

fn read(batch: &Batch<BATCH>, images: &Images, x: &mut Pixels) -> Classes {
    batch.read(x, |row, slots| {
        for (slot, &pixel) in slots.iter_mut().zip(images.pixels(row)) {
            *slot = pixel as f32 / 255.0;
        }
    });
    batch.labels(|row| images.label(row)).expect("labels were checked when the file was read")
}

/// Running sums over the examples seen so far.
#[derive(Default)]
struct Score {
    loss: f32,
    hits: usize,
    batches: usize,
    examples: usize,
}

impl Score {
    fn add(&mut self, batch: &Batch<BATCH>, loss: f32, answers: &Vector<usize, BATCH>, y: &Classes) {
        let examples = answers.iter().zip(y.as_slice()).take(batch.rows().len());
        self.hits += examples.filter(|(answer, label)| **answer == usize::from(**label)).count();
        self.loss += loss;
        self.batches += 1;
        self.examples += batch.rows().len();
    }

    fn accuracy(&self) -> f64 {
        self.hits as f64 / self.examples as f64
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "loss {:.4}  accuracy {:.4}", self.loss / self.batches as f32, self.accuracy())
    }
}
