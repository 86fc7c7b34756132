//! Automatic differentiation by the compiler: a gradient in a buffer of fixed size, results that are no numbers, constants,
//! control flow.
//!
//! `cargo run --release --example autodiff`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 2.5.

mod course;

use course::plot::{Plot, save};
use tapeless::prelude::*;
use tapeless::testing::check_grad;

// ANCHOR: simple
/// y = 2·xᵀx
#[differentiable]
fn twice_the_square(x: &Vector<f64, 4>) -> f64 {
    x.dot(x) * 2.0
}

#[differentiable]
fn sum(x: &Vector<f64, 4>) -> f64 {
    x.sum()
}
// ANCHOR_END: simple

// ANCHOR: vector
/// A result that is no number.
#[differentiable]
fn squares(x: &Vector<f64, 4>) -> Vector<f64, 4> {
    x * x
}

/// The same, summed.
#[differentiable]
fn sum_of_squares(x: &Vector<f64, 4>) -> f64 {
    (x * x).sum()
}
// ANCHOR_END: vector

// ANCHOR: detached
/// One factor is a constant to the derivative.
#[differentiable]
fn detached(x: &Vector<f64, 4>) -> f64 {
    let u = stop_gradient(&(x * x));
    (u * x).sum()
}
// ANCHOR_END: detached

// ANCHOR: control
/// Doubles until it is long enough; then it depends on the sign.
#[differentiable]
fn control_flow(a: &Vector<f64, 2>) -> f64 {
    let mut b = a * 2.0;
    #[bound(64)]
    while b.norm_l2() < 1000.0 {
        b *= 2.0;
    }
    if b.sum() > 0.0 { b.sum() } else { b.sum() * 100.0 }
}
// ANCHOR_END: control

#[differentiable]
fn sum_of_sines(x: &Vector<f64, 121>) -> f64 {
    x.sin().sum()
}

fn main() -> course::Result {
    course::no_options()?;
    // ANCHOR: buffer
    let x = Vector::from([0.0, 1.0, 2.0, 3.0]);
    let mut grad = Vector::zeros(); // the one buffer of this program: each derivative overwrites the last
    println!("x = {x}; the gradient has {} bytes, as x does", size_of_val(&grad));
    let y = twice_the_square::value_and_grad(&x, &mut Workspace::new(), &mut grad);
    println!("y = 2·xᵀx = {y}, gradient {grad}, and 4x = {}", &x * 4.0);
    assert_eq!(grad, &x * 4.0);
    sum::grad(&x, &mut Workspace::new(), &mut grad);
    println!("y = Σ x, into the same buffer: {grad}");
    assert_eq!(grad, Vector::ones());
    sum::accumulate_grad(&x, &mut Workspace::new(), &mut grad);
    assert_eq!(grad, Vector::full(2.0)); // added, when one asks for it
    // ANCHOR_END: buffer

    println!("\ny = x·x, a vector: its gradient by the sum of y, and by vjp with a cotangent of ones");
    let mut by_sum = Vector::zeros();
    sum_of_squares::grad(&x, &mut Workspace::new(), &mut by_sum);
    squares::vjp(&x, &mut Workspace::new(), &Vector::ones(), &mut grad);
    println!("  {by_sum} and {grad}");
    assert_eq!(by_sum, grad);
    let mut rows = [const { Vector::ZERO }; 4];
    squares::jacobian(&x, &mut Workspace::new(), &mut rows);
    println!("  and all derivatives of all of its elements: {} {} {} {}", rows[0], rows[1], rows[2], rows[3]);
    assert!((0..4).all(|i| rows[i] == Vector::from_fn(|[j]| if i == j { 2.0 * x[[i]] } else { 0.0 })));

    println!("\nz = u·x with u = stop_gradient(x·x): dz/dx is u, not 3x²");
    detached::grad(&x, &mut Workspace::new(), &mut grad);
    println!("  {grad}");
    assert_eq!(grad, &x * &x);

    println!(
        "\nf(a): double a until its norm is 1000, take the sum, a hundredfold if negative: linear around each a"
    );
    for a in [[0.5, 0.25], [-1.5, 0.3], [-2.0, 700.0]] {
        let a = Vector::from(a);
        let mut slope = Vector::zeros();
        let value = control_flow::value_and_grad(&a, &mut Workspace::new(), &mut slope);
        println!("  a = {a}: f(a) = {value}, gradient · a = {}", slope.dot(&a));
        assert!((slope.dot(&a) / value - 1.0).abs() < 1e-12);
        check_grad(&a, &slope, control_flow)?; // as differences say
    }

    let xs = Vector::linspace(-6.0, 6.0);
    let mut slopes = Vector::zeros();
    sum_of_sines::grad(&xs, &mut Workspace::new(), &mut slopes);
    assert!(slopes.is_close(&xs.cos(), 1e-12, 1e-15));
    let points = |y: &Vector<f64, 121>| xs.iter().copied().zip(y.to_array()).collect::<Vec<_>>();
    let plot = Plot::new("sin x, and what was derived of it", "x", "y")
        .line("sin x", points(&xs.sin()))
        .line("derivative", points(&slopes))
        .y_range(-1.2..1.8);
    save("autodiff", [plot])
}
