//! The errors of the elementary functions over every `f32`, in units in the last place, against those of the platform in
//! `f64`: `cargo run --release -p tapeless-benches --example ulp`. It takes
//! minutes, fewer for some (`-- tanh exp`); the tests look at samples.

use std::process::ExitCode;

use tapeless::Real;

/// The largest error of `f`, and where.
fn worst(f: impl Fn(f32) -> f32, exact: impl Fn(f64) -> f64) -> (f64, f32) {
    let mut worst = (0.0, 0.0);
    for bits in 0..=u32::MAX {
        let x = f32::from_bits(bits);
        let (y, e) = (f(x), exact(x as f64));
        let error = if e.is_nan() || e.abs() > f32::MAX as f64 * (1.0 + 1e-8) {
            let right = if e.is_nan() { y.is_nan() } else { y == e as f32 || y.abs() == f32::MAX };
            if right { 0.0 } else { f64::INFINITY }
        } else {
            // The distance of neighbours where the exact value lies.
            let at = (e.abs() as f32).clamp(f32::MIN_POSITIVE, f32::MAX);
            let unit = f32::from_bits(at.to_bits() & 0x7f80_0000) as f64 * f32::EPSILON as f64;
            let error = (y as f64 - e).abs() / unit;
            if error.is_nan() { f64::INFINITY } else { error }
        };
        if error > worst.0 {
            worst = (error, x);
        }
    }
    worst
}

fn main() -> ExitCode {
    let chosen: Vec<String> = std::env::args().skip(1).collect();
    let mut all_within = true;
    let mut check = |name: &str, limit: f64, f: fn(f32) -> f32, exact: fn(f64) -> f64| {
        if chosen.is_empty() || chosen.iter().any(|chosen| chosen == name) {
            let (error, at) = worst(f, exact);
            println!("{name:8} {error:6.3} ulp at {at:e}, stated {limit}");
            all_within &= error <= limit;
        }
    };
    check("exp", 1.2, Real::exp, f64::exp);
    check("exp_m1", 2.1, Real::exp_m1, f64::exp_m1);
    check("ln", 1.0, Real::ln, f64::ln);
    check("ln_1p", 1.0, Real::ln_1p, f64::ln_1p);
    check("tanh", 2.5, Real::tanh, f64::tanh);
    check("sin", 2.0, Real::sin, f64::sin);
    check("cos", 2.0, Real::cos, f64::cos);
    if all_within { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
