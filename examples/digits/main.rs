//! Trains a network on the 1,797 handwritten digits that the crate ships, in a second.
//!
//! `cargo run --release --example digits [seed]`
//!
//! Prints what the compiler knew about memory, how well the network reads digits it never saw, and what it confuses;
//! puts curves, a sheet of test images and the trained parameters into `target/digits/`.
//!
//! Data: E. Alpaydin and C. Kaynak, *Optical Recognition of Handwritten Digits*, UCI Machine Learning Repository,
//! 1998, CC BY 4.0 (<https://doi.org/10.24432/C50P49>); 16 shades of the original's 17, see `data/README.md`.

mod model;
mod plots;

use std::error::Error;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use model::{BATCH, Mlp, Score, Trainer, loss};
use tapeless::data::{DIGITS, split};
use tapeless::optim::schedule;
use tapeless::prelude::*;
use tapeless::random::{seeded, shuffle};

const EPOCHS: u32 = 60;
/// The learning rate that training begins with; it falls to 0.
const RATE: f64 = 0.1;

/// Parameters, gradient, optimiser and workspace: no heap, no surprise at run time.
static TRAINER: Mutex<Trainer> = Mutex::new(Trainer::NEW);
const _: () = assert!(size_of::<Trainer>() < 128 * 1024, "the memory budget of training");

fn main() -> Result<(), Box<dyn Error>> {
    let seed = std::env::args().nth(1).unwrap_or("1".into());
    let seed = seed.parse().map_err(|_| format!("expected a whole number as the seed, found `{seed}`"))?;
    let trainer = &mut *TRAINER.lock().unwrap_or_else(PoisonError::into_inner);
    let mut rng = seeded(seed);
    trainer.start(&mut rng);
    let mut rows: [usize; DIGITS.len()] = std::array::from_fn(|row| row);
    shuffle(&mut rows, &mut rng);
    let [train, validation, test] = split(&mut rows, [3, 1, 1]);

    let samples = EPOCHS as usize * train.len();
    let bar = ProgressBar::new(samples as u64);
    bar.set_style(ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}  {per_sec}")?);
    let start = Instant::now();
    let mut history = Vec::new();
    for epoch in 0..EPOCHS {
        trainer.optimizer.rate = RATE * schedule::linear(epoch, EPOCHS);
        let training = trainer.epoch(train, &mut rng, |batch| bar.inc(batch.rows().len() as u64));
        let validation = trainer.net.score(validation);
        bar.set_message(format!(
            "loss {:.4}  accuracy {:.2} %, validation {:.2} %",
            training.loss,
            100.0 * training.accuracy,
            100.0 * validation.accuracy
        ));
        history.push((training, validation));
    }
    bar.finish();
    let rate = samples as f64 / start.elapsed().as_secs_f64();

    let net = &trainer.net;
    print_memory();
    println!("\n{rate:.0} samples per second\n");
    let scores = [("train", &*train), ("validation", validation), ("test", test)];
    for (part, rows) in scores {
        let Score { loss, accuracy } = net.score(rows);
        println!("{part:<10}  {:5} images  loss {loss:.4}  accuracy {:6.2} %", rows.len(), 100.0 * accuracy);
    }
    print_confusion(net, test);

    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/digits");
    std::fs::create_dir_all(&directory)?;
    plots::curves(&directory.join("curves.svg"), &history)?;
    plots::sheet(&directory.join("test-images.svg"), net, test)?;
    tapeless::weights::save(directory.join("network.safetensors"), net)?;
    println!("\ncurves, test images, parameters: {}", directory.display());
    Ok(())
}

fn print_memory() {
    println!("bytes, as the compiler knew them");
    for (name, bytes) in [
        ("parameters", size_of::<Mlp>()),
        ("gradient", size_of::<Mlp>()),
        ("optimiser", size_of::<Momentum<Mlp>>()),
        ("workspace", Workspace::<loss<BATCH>>::BYTES),
        ("together", size_of::<Trainer>()),
    ] {
        println!("  {name:<10} {bytes:7}");
    }
}

fn print_confusion(net: &Mlp, rows: &[usize]) {
    let mut counts = [[0; 10]; 10];
    for &row in rows {
        counts[DIGITS[row].label() as usize][net.classify(row)] += 1;
    }
    println!("\ntest images: digit down, answer across\n");
    println!("     {}", (0..10).map(|digit| format!("{digit:4}")).collect::<String>());
    for (digit, counts) in counts.iter().enumerate() {
        let cells = counts.iter().map(|count| match count {
            0 => "   ·".into(),
            _ => format!("{count:4}"),
        });
        println!("{digit:4} {}", cells.collect::<String>());
    }
}
