//! Everybody does the same, a little of it in turn, and what counts is the median of many turns.

use crate::inputs::inputs;
use crate::peak::Peak;
use crate::peers::{Peer, Run};
use crate::reference::reference;
use crate::work::{Work, Workload};

pub struct Options {
    /// How many turns everybody has.
    pub turns: usize,
    /// The seconds that a turn takes, or as long as one run takes.
    pub turn: f64,
}

/// A row of the table.
pub struct Row {
    pub workload: &'static Workload,
    /// What each peer came to, in their order.
    pub entries: Vec<Entry>,
    /// GFLOP/s of each of [`Peak::all`], measured between the others.
    pub peaks: Vec<f64>,
}

#[derive(Clone, Copy)]
pub enum Entry {
    /// Nobody wrote it.
    Absent,
    /// It computes something else.
    Wrong,
    /// Seconds for one run.
    Time(f64),
}

/// How often a workload runs before its result is compared with the reference.
const CHECKED_RUNS: usize = 3;

pub fn race(
    workload: &'static Workload,
    peers: &mut [Box<dyn Peer>],
    peaks: &[Peak],
    options: &Options,
) -> Row {
    let arrays = inputs(&workload.work);
    let truth = reference(&workload.work, &arrays, CHECKED_RUNS);
    let mut entries = vec![];
    let mut runners = vec![];
    for (lane, peer) in peers.iter_mut().enumerate() {
        let Some(mut run) = peer.prepare(&workload.work, &arrays) else {
            entries.push(Entry::Absent);
            continue;
        };
        run.run(CHECKED_RUNS);
        match difference(&workload.work, &run.result(), &truth) {
            None => {
                entries.push(Entry::Time(f64::NAN));
                runners.push(Runner { lane, calls: calls(&mut *run, options.turn), run, times: vec![] });
            }
            Some(what) => {
                eprintln!("{}: {} is wrong: {what}", workload.name, peer.name());
                entries.push(Entry::Wrong);
            }
        }
    }
    let mut peak_rates = vec![vec![]; peaks.len()];
    for _ in 0..options.turns {
        for runner in &mut runners {
            // Once to have its data and code in the caches again.
            runner.run.run(1);
            runner.times.push(runner.run.run(runner.calls) / runner.calls as f64);
        }
        for (rates, peak) in peak_rates.iter_mut().zip(peaks) {
            rates.push(peak.measure(options.turn / 4.0));
        }
    }
    for Runner { lane, run, times, .. } in &mut runners {
        let finite = run.result().iter().all(|x| x.is_finite());
        entries[*lane] = if finite { Entry::Time(median(times)) } else { Entry::Wrong };
    }
    Row { workload, entries, peaks: peak_rates.iter_mut().map(|rates| median(rates)).collect() }
}

struct Runner {
    lane: usize,
    run: Box<dyn Run>,
    /// Runs in a turn.
    calls: usize,
    times: Vec<f64>,
}

/// How many runs fill a turn.
fn calls(run: &mut dyn Run, turn: f64) -> usize {
    let mut calls = 1;
    loop {
        let seconds = run.run(calls);
        if seconds > turn / 2.0 {
            return ((turn / seconds * calls as f64).round() as usize).max(1);
        }
        calls *= 2;
    }
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// What is wrong with a result.
fn difference(work: &Work, found: &[f32], expected: &[f64]) -> Option<String> {
    if found.len() != expected.len() {
        return Some(format!("{} numbers instead of {}", found.len(), expected.len()));
    }
    let tolerance = work.tolerance() as f64;
    let near = |(found, expected): (&f32, &f64)| {
        (*found as f64 - expected).abs() <= tolerance * (1.0 + expected.abs())
    };
    let at = found.iter().zip(expected).position(|pair| !near(pair))?;
    Some(format!("number {at} is {} instead of {}", found[at], expected[at]))
}
