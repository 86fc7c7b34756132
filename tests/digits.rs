//! The main job, shortened: the network of `examples/digits` learns to read.

#[allow(dead_code)]
#[path = "../examples/digits/model.rs"]
mod model;

use model::Trainer;
use tapeless::data::{DIGITS, split};
use tapeless::random::{seeded, shuffle};

/// Trains for a few epochs; the share of test images read right.
fn learn(seed: u64, epochs: usize) -> f32 {
    let mut trainer = Box::new(Trainer::NEW);
    let mut rng = seeded(seed);
    trainer.start(&mut rng);
    trainer.optimizer.rate = 0.05;
    let mut rows: [usize; DIGITS.len()] = std::array::from_fn(|row| row);
    shuffle(&mut rows, &mut rng);
    let [train, test] = split(&mut rows, [4, 1]);
    for _ in 0..epochs {
        trainer.epoch(train, &mut rng, |_| {});
    }
    trainer.net.score(test).accuracy
}

#[test]
fn seven_epochs_read_95_percent() {
    let accuracy = learn(1, 7);
    assert!(accuracy >= 0.95, "{accuracy}");
}

#[test]
fn without_training_it_guesses() {
    assert!(learn(1, 0) < 0.3);
}

#[test]
fn one_seed_one_result() {
    assert_eq!(learn(2, 1).to_bits(), learn(2, 1).to_bits());
}
