//! Three ways to a derivative: by symbolic rules, by differences of numbers, by the compiler; errors side by side.
//!
//! `cargo run --release --example derivative_rules`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 2.4 and 2.5.

mod course;

use tapeless::prelude::*;

// ANCHOR: rules
#[differentiable]
fn sum<T: Real>(x: T) -> T {
    x.sin() + x.exp()
}

#[differentiable]
fn product<T: Real>(x: T) -> T {
    x.sin() * x.exp()
}

#[differentiable]
fn quotient<T: Real>(x: T) -> T {
    x.sin() / x.exp()
}

#[differentiable]
fn chain<T: Real>(x: T) -> T {
    x.square().sin()
}

/// The errors in f32 of the rule, of differences at their best step, and of the compiler; the rule in f64 is the truth.
macro_rules! errors {
    ($f:ident, |$x:ident| $rule:expr) => {{
        let at = 1.25f32;
        let truth = {
            let $x = f64::from(at);
            $rule
        };
        let by_rule = {
            let $x = at;
            $rule
        };
        let differences = (1..24).map(|i| 0.5f32.powi(i)).map(|h| ($f(at + h) - $f(at - h)) / (2.0 * h));
        let mut by_compiler = 0.0;
        $f::grad(at, &mut Workspace::new(), &mut by_compiler);
        let error = |found: f32| (f64::from(found) - truth).abs();
        let by_differences = differences.map(error).fold(f64::INFINITY, f64::min);
        let errors = [error(by_rule), by_differences, error(by_compiler)];
        println!("  {:<9} {:>10.1e} {:>12.1e} {:>10.1e}", stringify!($f), errors[0], errors[1], errors[2]);
        errors
    }};
}
// ANCHOR_END: rules

fn main() -> course::Result {
    course::no_options()?;
    println!(
        "errors of a derivative in f32: by the rule, by differences at their best step, by the compiler"
    );
    let all = [
        errors!(sum, |x| x.cos() + x.exp()),
        errors!(product, |x| x.cos() * x.exp() + x.sin() * x.exp()),
        errors!(quotient, |x| (x.cos() * x.exp() - x.sin() * x.exp()) / x.exp().powi(2)),
        errors!(chain, |x| x.powi(2).cos() * 2.0 * x),
    ];
    let worst = |which: usize| all.iter().map(|errors| errors[which]).fold(0.0, f64::max);
    assert!(worst(0) < 1e-6 && worst(2) < 1e-6); // rounding alone
    assert!(worst(1) > 3.0 * worst(2)); // and differences lose digits, whatever the step
    Ok(())
}
