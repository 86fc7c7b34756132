//! Calculus: slopes by their definition, by rules, and by the compiler.
//!
//! `cargo run --release --example calculus`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 2.4.

mod course;

use course::plot::{Plot, SeriesLabelPosition, save};
use tapeless::prelude::*;

// ANCHOR: limit
fn f<T: Real>(x: T) -> T {
    T::from_f64(3.0) * x * x - T::from_f64(4.0) * x
}

/// How far the quotient (f(1 + h) − f(1)) / h is from the slope, f′(1) = 6·1 − 4 = 2.
fn quotient_error<T: Real>(h: T) -> T {
    ((f(T::ONE + h) - f(T::ONE)) / h - T::from_f64(2.0)).abs()
}
// ANCHOR_END: limit

// ANCHOR: partial
#[differentiable(wrt = (x, y))]
fn surface(x: f64, y: f64) -> f64 {
    x * x * 3.0 + y.exp() * 5.0
}
// ANCHOR_END: partial

// ANCHOR: matrix
#[differentiable]
fn linear(x: &Vector<f64, 3>, a: &Matrix<f64, 2, 3>) -> Vector<f64, 2> {
    a.matvec(x)
}

#[differentiable]
fn quadratic(x: &Vector<f64, 3>, a: &Matrix<f64, 3, 3>) -> f64 {
    x.dot(&a.matvec(x))
}

#[differentiable]
fn squared_norm(x: &Vector<f64, 3>) -> f64 {
    x.square().sum()
}
// ANCHOR_END: matrix

// ANCHOR: chain
#[differentiable]
fn inner(x: &Vector<f64, 3>, a: &Matrix<f64, 2, 3>) -> Vector<f64, 2> {
    linear(x, a).sin()
}

#[differentiable]
fn outer(u: &Vector<f64, 2>) -> f64 {
    u.exp().sum()
}

#[differentiable]
fn chained(x: &Vector<f64, 3>, a: &Matrix<f64, 2, 3>) -> f64 {
    outer(&inner(x, a))
}
// ANCHOR_END: chain

fn main() -> course::Result {
    course::no_options()?;
    println!("(f(1 + h) − f(1)) / h for f(x) = 3x² − 4x, whose slope there is 2");
    for power in 1..=5 {
        let h = 0.1f64.powi(power);
        println!("  h = {h:.5}: {:.5}", (f(1.0 + h) - f(1.0)) / h);
        assert!((quotient_error(h) / (3.0 * h) - 1.0).abs() < 1e-5, "the error is 3h");
    }
    let steps = || (4..=68).map(|quarter| 10f64.powf(-f64::from(quarter) / 4.0));
    let single = steps().map(|h| (h, f64::from(quotient_error(h as f32))));
    let double = steps().map(|h| (h, quotient_error(h)));
    let best = |errors: &mut dyn Iterator<Item = (f64, f64)>| {
        errors.min_by(|a, b| a.1.total_cmp(&b.1)).expect("there are steps")
    };
    let ((h32, e32), (h64, e64)) = (best(&mut single.clone()), best(&mut double.clone()));
    println!("best in f32: h = {h32:.0e}, error {e32:.0e}; in f64: h = {h64:.0e}, error {e64:.0e}");
    assert!(e64 < 1e-6 && e32 > 1e-6 && h64 < h32 && h32 < 0.01);
    assert_eq!((quotient_error(1e-17), quotient_error(1e-9f32)), (2.0, 2.0)); // 1 + h is 1, and the quotient 0
    let errors = Plot::new("the error of the difference quotient", "step h", "error of the slope")
        .log_x()
        .log_y()
        .line("f32", single)
        .line("f64", double)
        .dashes("3h", steps().filter(|h| *h > 1e-8).map(|h| (h, 3.0 * h)))
        .legend(SeriesLabelPosition::LowerLeft);
    let xs = || (0..=60).map(|i| f64::from(i) / 20.0);
    let tangent = Plot::new("f(x) = 3x² − 4x and its tangent at 1", "x", "y")
        .line("f(x)", xs().map(|x| (x, f(x))))
        .line("tangent 2x − 3", xs().map(|x| (x, 2.0 * x - 3.0)))
        .dots("(1, f(1))", [(1.0, f(1.0))])
        .legend(SeriesLabelPosition::UpperLeft);
    save("derivative", [errors, tangent])?;

    println!("\npartial derivatives of 3x² + 5eʸ at (2, 1)");
    let (mut dx, mut dy) = (0.0, 0.0);
    surface::grad(2.0, 1.0, &mut Workspace::new(), &mut dx, &mut dy);
    println!("  by x: {dx}, by y: {dy:.6}");
    assert_eq!((dx, dy), (6.0 * 2.0, 5.0 * 1f64.exp()));

    println!("\ngradients of expressions with matrices");
    let x = Vector::from([1.0, -2.0, 0.5]);
    let a = Matrix::from([[1.0, 2.0, -1.0], [0.5, 0.0, 3.0]]);
    let mut jacobian = [Vector::ZERO, Vector::ZERO];
    linear::jacobian(&x, &a, &mut Workspace::new(), &mut jacobian);
    println!("  A x: {} {}, the rows of A", jacobian[0], jacobian[1]);
    assert_eq!(jacobian.as_slice(), a.rows());
    let square = Matrix::from([[2.0, 1.0, 0.0], [-1.0, 3.0, 0.5], [4.0, 0.0, 1.0]]);
    let mut gradient = Vector::ZERO;
    quadratic::grad(&x, &square, &mut Workspace::new(), &mut gradient);
    println!("  xᵀA x: {gradient}, (A + Aᵀ) x");
    assert_eq!(gradient, (&square + square.transpose()).matvec(&x));
    squared_norm::grad(&x, &mut Workspace::new(), &mut gradient);
    println!("  ‖x‖²: {gradient}, 2 x");
    assert_eq!(gradient, &x * 2.0);

    println!("\nthe chain rule: the gradient of f(g(x)) is that of f, times the Jacobian of g");
    let mut du = Vector::ZERO;
    outer::grad(&inner(&x, &a), &mut Workspace::new(), &mut du);
    inner::jacobian(&x, &a, &mut Workspace::new(), &mut jacobian);
    let by_chain_rule = &jacobian[0] * du[[0]] + &jacobian[1] * du[[1]];
    chained::grad(&x, &a, &mut Workspace::new(), &mut gradient);
    println!("  {by_chain_rule} and {gradient}");
    assert!(by_chain_rule.is_close(&gradient, 1e-15, 0.0));

    Ok(())
}
