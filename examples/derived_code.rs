//! What the compiler is given: the derived code of a function as text, the memory it takes, and further derivatives.
//!
//! `cargo run --release --example derived_code`

mod course;

use tapeless::prelude::*;
use tapeless::testing::{check_grad, random};

// ANCHOR: show
/// y = 2·xᵀx
#[differentiable(show)]
fn twice_the_square(x: &Vector<f64, 4>) -> f64 {
    x.dot(x) * 2.0
}
// ANCHOR_END: show

// ANCHOR: rnn
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
// ANCHOR_END: rnn

// ANCHOR: generic
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
// ANCHOR_END: generic

fn main() -> course::Result {
    course::no_options()?;
    println!("a recurrent network over 20 steps: what lies in its workspace");
    let net = Rnn { wx: random(1), wh: random(2), b: random(3) };
    let (xs, h0) = (random(4), random(5));
    let (mut slope, mut ws) = (Rnn::ZERO, Workspace::<rnn>::ZERO);
    rnn::grad(&net, &xs, &h0, &mut ws, &mut slope);
    check_grad(&net, &slope, |net| rnn(net, &xs, &h0))?;
    print!("{}", ws.report());

    // ANCHOR: second
    println!("\nHessian times vector of a small network, against differences of gradients");
    let net = Mlp { w1: random(6), b1: random(7), w2: random(8), b2: random(9) };
    let along = Mlp { w1: random(10), b1: random(11), w2: random(12), b2: random(13) };
    let (x, labels) = (random::<Matrix<f64, 5, 4>>(14), Labels::from_slice(&[0u8, 1, 2, 1, 0])?);
    let mut product = Mlp::ZERO;
    mlp::hvp(&net, &x, &labels, &mut Workspace::new(), &along, &mut product);
    let gradient_at = |by: f64| {
        let (moved, mut gradient) = (net.zip_map(&along, |w, direction| w + by * direction), Mlp::ZERO);
        mlp::grad(&moved, &x, &labels, &mut Workspace::new(), &mut gradient);
        gradient
    };
    let difference = gradient_at(1e-5).zip_map(&gradient_at(-1e-5), |ahead, behind| (ahead - behind) / 2e-5);
    println!("  by b2: {:.6} and {:.6}", product.b2, difference.b2);
    // ANCHOR_END: second
    assert!(
        product.w1.is_close(&difference.w1, 1e-6, 1e-8) && product.b2.is_close(&difference.b2, 1e-6, 1e-8)
    );

    println!("\nwhat the compiler was given for y = 2·xᵀx:\n\n{}", twice_the_square::SOURCE);
    assert!(twice_the_square::SOURCE.contains("backward"));
    Ok(())
}
