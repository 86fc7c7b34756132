//! Measuring several ways of doing the same, in turns.
//!
//! On a machine that others use too, times of one run cannot be compared with those of another. So everything that is
//! compared runs in the same process, a little of each in turn, in time of this thread; and what counts are the ratios.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use criterion::Criterion;
use tapeless::kernels::isa::vectorized;

/// One way of doing it: its name, and what is run.
pub type Way<'a> = (&'a str, &'a mut dyn FnMut());

/// Measures the ways in turns, the first by Criterion, the others beside it, and prints a line with ratios: how many times
/// faster the first is than each, and, given how many multiply-adds it makes, its part of the processor's peak.
pub fn race(c: &mut Criterion, workload: &str, multiply_adds: Option<usize>, ways: &mut [Way<'_>]) {
    let mut peak = peak;
    let mut all: Vec<Way<'_>> =
        ways.iter_mut().map(|(name, f)| (*name, &mut **f as &mut dyn FnMut())).collect();
    all.push(("peak", &mut peak));
    // Turns of about a millisecond each, or of one call.
    let calls: Vec<u64> =
        all.iter_mut().map(|(_, f)| (1e-3 / (time(f, 20) / 20.0).max(1e-9)).ceil() as u64).collect();
    let mut times = vec![Vec::new(); all.len()];
    c.bench_function(workload, |b| {
        b.iter_custom(|iterations| {
            let mut ours = 0.0;
            for _ in 0..iterations.div_ceil(calls[0]) {
                for (i, (_, f)) in all.iter_mut().enumerate() {
                    times[i].push(time(f, calls[i]) / calls[i] as f64);
                }
                ours += times[0].last().unwrap();
            }
            Duration::from_secs_f64(ours / iterations.div_ceil(calls[0]) as f64 * iterations as f64)
        });
    });
    if times[0].is_empty() {
        return; // not chosen on the command line
    }
    let medians: Vec<f64> = times.iter_mut().map(|t| median(t)).collect();
    let best = PEAK / medians[medians.len() - 1];
    print!("| {workload} | {}", shown(medians[0]));
    for ((name, _), &t) in ways.iter().zip(&medians).skip(1) {
        print!(" | {name} {} = {:.2}×", shown(t), t / medians[0]);
    }
    if let Some(n) = multiply_adds {
        print!(" | {:.0} % of {:.0} GFLOP/s", 100.0 * n as f64 / medians[0] / best, 2e-9 * best);
    }
    println!(" |");
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn shown(seconds: f64) -> String {
    match seconds {
        s if s < 1e-6 => format!("{:.1} ns", s * 1e9),
        s if s < 1e-3 => format!("{:.2} µs", s * 1e6),
        s => format!("{:.3} ms", s * 1e3),
    }
}

fn time(f: &mut dyn FnMut(), calls: u64) -> f64 {
    let start = ThreadTime::now();
    (0..calls).for_each(|_| f());
    start.elapsed().as_secs_f64()
}

/// Short measurements: what is compared is compared side by side.
pub fn criterion() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(900))
        .without_plots()
        .configure_from_args()
}

/// How many multiply-adds one call of [`peak`] makes.
const PEAK: f64 = 12.0 * 8.0 * 1000.0;

/// Nothing but fused multiply-adds of AVX2, as many at a time as the processor can.
#[inline(never)]
fn peak() {
    let (x, y) = (black_box(0.5f32), black_box(0.9));
    vectorized(
        #[inline(always)]
        || {
            let mut sums = [[0f32; 8]; 12];
            for _ in 0..1000 {
                for sum in &mut sums {
                    for s in sum {
                        *s = s.mul_add(x, y);
                    }
                }
            }
            black_box(sums);
        },
    )
}
