//! All memory of a model, part by part and tensor by tensor, before it runs: `cargo run --example memory`.

use tapeless::budget::Budget;
use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    w1: Matrix<f32, 64, 24>,
    b1: Vector<f32, 24>,
    w2: Matrix<f32, 24, 10>,
    b2: Vector<f32, 10>,
}

#[differentiable(inference)]
fn logits<const B: usize>(net: &Net, x: &Matrix<f32, B, 64>) -> Matrix<f32, B, 10> {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    h.matmul(&net.w2) + &net.b2
}

#[differentiable]
fn loss<const B: usize>(net: &Net, x: &Matrix<f32, B, 64>, y: &Labels<B, 10>) -> f32 {
    logits(net, x).cross_entropy(y)
}

/// One example at a time: what a microcontroller has room for.
const LEARNING: Budget = budget!(
    32 * 1024; // With less than it needs, this does not compile.
    parameters: Net,
    gradient: Net,
    optimizer: Adam<Net>,
    workspace: Workspace<loss<1>>,
);

/// The same network when it has learned.
const RUNNING: Budget = budget!(8 * 1024; parameters: Net, workspace: Workspace<Inference<logits<1>>>);

/// In batches, on a computer.
const BATCHES: Budget =
    budget!(parameters: Net, gradient: Net, optimizer: Adam<Net>, workspace: Workspace<loss<64>>);

fn main() {
    for (title, memory) in [
        ("learning, one example at a time", LEARNING),
        ("running", RUNNING),
        ("learning, 64 at a time", BATCHES),
    ] {
        println!("{title}\n{memory}");
    }
}
