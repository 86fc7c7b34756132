//! W3 (MLP 784-256-10, batch 256), a step on one thread and on two, in turns:
//! `cargo run --release -p tapeless-benches --features rayon --example threads`. Wall-clock time, as it is what threads are for.

#[path = "workloads.rs"]
#[allow(dead_code)]
mod workloads;

use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder};
use tapeless::optim::{Optimizer, Sgd};
use tapeless::prelude::*;
use workloads::{Two, w3};

const TURNS: usize = 101;

struct Training {
    net: Box<Two<784, 256, 10>>,
    gradient: Box<Two<784, 256, 10>>,
    workspace: Box<Workspace<w3>>,
    x: Box<Matrix<f32, 256, 784>>,
    labels: Labels<256, 10>,
}

impl Training {
    fn new() -> Result<Self, tapeless::LabelError> {
        let (mut net, mut x) = (Two::boxed_zero(), Matrix::boxed_zero());
        let mut i = 0;
        net.update(|_| {
            i += 1;
            (i * 7919 % 1013) as f32 / 10130.0 - 0.05
        });
        x.as_mut_slice().iter_mut().enumerate().for_each(|(i, x)| *x = (i * 7919 % 1013) as f32 / 1013.0);
        let labels = Labels::from_slice(&core::array::from_fn::<_, 256, _>(|i| (i % 10) as u8))?;
        Ok(Training { net, gradient: Two::boxed_zero(), workspace: Workspace::boxed(), x, labels })
    }

    fn step(&mut self) -> Duration {
        let start = Instant::now();
        w3::value_and_grad(&self.net, &self.x, &self.labels, &mut self.workspace, &mut self.gradient);
        Sgd::new(1e-3).step(&mut *self.net, &self.gradient);
        start.elapsed()
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pool = |threads| ThreadPoolBuilder::new().num_threads(threads).build();
    let pools: [ThreadPool; 2] = [pool(1)?, pool(2)?];
    let mut trainings = [Training::new()?, Training::new()?];
    let mut times = [const { Vec::new() }; 2];
    for _ in 0..TURNS {
        for ((pool, training), times) in pools.iter().zip(&mut trainings).zip(&mut times) {
            times.push(pool.install(|| training.step()));
        }
    }
    let [one, two] = &trainings;
    let bits = |t: &Training| (t.net.w1.clone(), t.net.b1.clone(), t.net.w2.clone(), t.net.b2.clone());
    let same = bits(one) == bits(two);
    let [one, two] = times.map(|mut times| {
        times.sort();
        times[TURNS / 2]
    });
    println!(
        "W3: {one:.2?} on one thread, {two:.2?} on two: {:.2} times as fast",
        one.as_secs_f64() / two.as_secs_f64()
    );
    println!("parameters after {TURNS} steps are {}", if same { "the same bits" } else { "DIFFERENT" });
    if same { Ok(()) } else { Err("several threads must give the bits of one".into()) }
}
