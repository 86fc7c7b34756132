//! Who takes part. A new peer: a folder here and a line in [`all`].

use cpu_time::ProcessTime;

use crate::inputs::Arrays;
use crate::work::Work;

#[cfg(feature = "burn")]
mod burn;
#[cfg(feature = "candle")]
mod candle;
#[cfg(feature = "dfdx")]
mod dfdx;
#[cfg(feature = "faer")]
mod faer;
#[cfg(feature = "gemm")]
mod gemm;
mod hand;
#[cfg(feature = "nalgebra")]
mod nalgebra;
#[cfg(feature = "ndarray")]
mod ndarray;
mod products;
mod python;
mod tapeless;

pub trait Peer {
    /// Its name and version, for the table.
    fn name(&self) -> &str;
    /// Ready to run `work` on these inputs, or `None` where it is not written for this peer.
    fn prepare(&mut self, work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>>;
}

pub trait Run {
    /// Does it so often, and tells the seconds that this took of the processor.
    fn run(&mut self, times: usize) -> f64;
    /// What the last run gave.
    fn result(&mut self) -> Vec<f32>;
}

/// tapeless first: it is what the others are compared with.
pub fn all() -> Vec<Box<dyn Peer>> {
    let mut peers: Vec<Box<dyn Peer>> = vec![
        library("tapeless", tapeless::prepare),
        Box::new(Library { name: "by hand".into(), prepare: hand::prepare }),
        #[cfg(feature = "nalgebra")]
        library("nalgebra", nalgebra::prepare),
        #[cfg(feature = "ndarray")]
        library("ndarray", ndarray::prepare),
        #[cfg(feature = "gemm")]
        library("gemm", gemm::prepare),
        #[cfg(feature = "faer")]
        library("faer", faer::prepare),
        #[cfg(feature = "dfdx")]
        library("dfdx", dfdx::prepare),
        #[cfg(feature = "burn")]
        library("burn", burn::prepare),
        #[cfg(feature = "candle")]
        library("candle-core", candle::prepare),
    ];
    for library in ["torch", "jax"] {
        match python::Python::start(library) {
            Ok(peer) => peers.push(Box::new(peer)),
            Err(why) => eprintln!("without {library}: {why}"),
        }
    }
    peers
}

type Prepare = fn(&Work, &Arrays) -> Option<Box<dyn Run>>;

struct Library {
    name: String,
    prepare: Prepare,
}

impl Peer for Library {
    fn name(&self) -> &str {
        &self.name
    }

    fn prepare(&mut self, work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>> {
        (self.prepare)(work, arrays)
    }
}

fn library(name: &str, prepare: Prepare) -> Box<dyn Peer> {
    Box::new(Library { name: format!("{name} {}", version(name)), prepare })
}

/// As the lock file has it.
fn version(package: &str) -> &'static str {
    let lock = include_str!("../../Cargo.lock");
    let of = |start: String| Some(lock.split_once(&start)?.1.split('"').next()?.trim());
    // In the list of our own dependencies, if there are several versions of it.
    let ours = lock.split_once("name = \"peers\"").map_or("", |(_, ours)| ours);
    let ours = ours.split_once(']').map_or("", |(ours, _)| ours);
    match ours.split_once(&format!("\"{package} ")) {
        Some((_, version)) => version.split('"').next().unwrap_or_default(),
        None => of(format!("name = \"{package}\"\nversion = \"")).unwrap_or_default(),
    }
}

/// `step` on `state`, compiled into the loop that is measured.
fn steps<S: 'static>(
    state: S,
    step: impl FnMut(&mut S) + 'static,
    result: impl Fn(&mut S) -> Vec<f32> + 'static,
) -> Option<Box<dyn Run>> {
    Some(Box::new(Steps { state, step, result }))
}

struct Steps<S, F, R> {
    state: S,
    step: F,
    result: R,
}

impl<S, F: FnMut(&mut S), R: Fn(&mut S) -> Vec<f32>> Run for Steps<S, F, R> {
    fn run(&mut self, times: usize) -> f64 {
        let start = ProcessTime::now();
        for _ in 0..times {
            (self.step)(&mut self.state);
        }
        start.elapsed().as_secs_f64()
    }

    fn result(&mut self) -> Vec<f32> {
        (self.result)(&mut self.state)
    }
}
