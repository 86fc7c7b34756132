//! Automatic differentiation by the compiler, step by step: what is derived, and that it is right.
//!
//! `cargo run --release --example autodiff`
//!
//! Source of the first four: Zhang et al., *Dive into Deep Learning*, 2.5.

use tapeless::prelude::*;
use tapeless::testing::random;

/// y = 2·xᵀx
#[differentiable(show)]
fn twice_the_square(x: &Vector<f64, 4>) -> f64 {
    x.dot(x) * 2.0
}

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

/// One factor is a constant to the derivative.
#[differentiable]
fn detached(x: &Vector<f64, 4>) -> f64 {
    let u = stop_gradient(&(x * x));
    (u * x).sum()
}

/// Control flow that depends on the data.
#[differentiable]
fn control_flow(a: &Vector<f64, 2>) -> f64 {
    let mut b = a * 2.0;
    #[bound(64)]
    while b.norm_l2() < 1000.0 {
        b *= 2.0;
    }
    if b.sum() > 0.0 { b.sum() } else { b.sum() * 100.0 }
}

#[derive(Params)]
struct Rnn {
    wx: Matrix<f64, 3, 8>,
    wh: Matrix<f64, 8, 8>,
    b: Vector<f64, 8>,
}

/// Twenty steps of a recurrent network; the state is carried from turn to turn.
#[differentiable]
fn rnn(net: &Rnn, xs: &Matrix<f64, 20, 3>, h0: &Vector<f64, 8>) -> f64 {
    let mut h = h0.tanh();
    for t in 0..20 {
        h = (xs.row(t).vecmat(&net.wx) + h.vecmat(&net.wh) + &net.b).tanh();
    }
    h.dot(&h)
}

#[derive(Params)]
struct Mlp<T: Real> {
    w1: Matrix<T, 4, 8>,
    b1: Vector<T, 8>,
    w2: Matrix<T, 8, 3>,
    b2: Vector<T, 3>,
}

/// Generic over its element, so that it runs on dual numbers too: `jvp`, `hvp`.
#[differentiable]
fn mlp<T: Real, const B: usize>(net: &Mlp<T>, x: &Matrix<T, B, 4>, y: &Labels<B, 3>) -> T {
    let h = (x.matmul(&net.w1) + &net.b1).tanh();
    (h.matmul(&net.w2) + &net.b2).cross_entropy(y)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * b.abs().max(1.0)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let x = Vector::from([0.0, 1.0, 2.0, 3.0]);
    let mut grad = Vector::zeros();

    println!("y = 2·xᵀx at x = {x}");
    let y = twice_the_square::value_and_grad(&x, &mut Workspace::new(), &mut grad);
    println!("  y = {y}, gradient {grad}, and 4x = {}\n", &x * 4.0);
    assert_eq!(grad, &x * 4.0);

    println!("y = x·x, a vector: its gradient by the sum of y, and by vjp with a cotangent of ones");
    let mut by_sum = Vector::zeros();
    sum_of_squares::grad(&x, &mut Workspace::new(), &mut by_sum);
    squares::vjp(&x, &mut Workspace::new(), &Vector::ones(), &mut grad);
    println!("  {by_sum} and {grad}\n");
    assert_eq!(by_sum, grad);

    println!("z = u·x with u = stop_gradient(x·x): dz/dx is u, not 3x²");
    detached::grad(&x, &mut Workspace::new(), &mut grad);
    println!("  {grad}\n");
    assert_eq!(grad, &x * &x);

    println!(
        "f(a): double a until its norm reaches 1000, then take the sum, a hundredfold if negative; f is linear around a"
    );
    for a in [[0.5, 0.25], [-1.5, 0.3], [-2.0, 700.0]] {
        let a = Vector::from(a);
        let mut slope = Vector::zeros();
        let value = control_flow::value_and_grad(&a, &mut Workspace::new(), &mut slope);
        println!("  a = {a}: f(a) = {value}, gradient · a = {}", slope.dot(&a));
        assert!(close(slope.dot(&a), value));
    }

    println!(
        "\nA recurrent network over 20 steps: the gradient in a workspace of known size, without a heap"
    );
    let net = Rnn { wx: random(1), wh: random(2), b: random(3) };
    let (xs, h0) = (random(4), random(5));
    let (mut slope, mut ws) = (Rnn::ZERO, Workspace::<rnn>::ZERO);
    let value = rnn::value_and_grad(&net, &xs, &h0, &mut ws, &mut slope);
    println!("  value {value:.6}, d/db = {:.4}", slope.b);
    let moved = |by: f64| {
        rnn(
            &Rnn { b: &net.b + by, ..Rnn { wx: net.wx.clone(), wh: net.wh.clone(), b: Vector::ZERO } },
            &xs,
            &h0,
        )
    };
    assert!(close(slope.b.sum(), (moved(1e-6) - moved(-1e-6)) / 2e-6));
    print!("{}", ws.report());

    println!("\nHessian times vector of a small network, against differences of gradients");
    let net = Mlp { w1: random(6), b1: random(7), w2: random(8), b2: random(9) };
    let along = Mlp { w1: random(10), b1: random(11), w2: random(12), b2: random(13) };
    let (x, labels) = (random::<Matrix<f64, 5, 4>>(14), Labels::from_slice(&[0u8, 1, 2, 1, 0])?);
    let mut product = Mlp::ZERO;
    mlp::hvp(&net, &x, &labels, &mut Workspace::new(), &along, &mut product);
    let gradient = |by: f64| {
        let net = Mlp {
            w1: &net.w1 + &along.w1 * by,
            b1: &net.b1 + &along.b1 * by,
            w2: &net.w2 + &along.w2 * by,
            b2: &net.b2 + &along.b2 * by,
        };
        let mut gradient = Mlp::ZERO;
        mlp::grad(&net, &x, &labels, &mut Workspace::new(), &mut gradient);
        gradient
    };
    let (plus, minus) = (gradient(1e-5), gradient(-1e-5));
    let difference = (plus.b2 - minus.b2) / 2e-5;
    println!("  d/db2: {:.6} and {:.6}", product.b2, difference);
    assert!((0..3).all(|i| close(product.b2.as_slice()[i], difference.as_slice()[i])));

    println!("\nWhat the compiler was given for y = 2·xᵀx:\n\n{}", twice_the_square::SOURCE);
    Ok(())
}
