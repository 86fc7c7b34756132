use tapeless::budget::Budget;
use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    w1: Matrix<f32, 64, 32>,
    b1: Vector<f32, 32>,
    w2: Matrix<f32, 32, 10>,
    b2: Vector<f32, 10>,
}

#[differentiable]
fn loss(net: &Net, x: &Matrix<f32, 16, 64>, y: &Labels<16, 10>) -> f32 {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    let logits = h.matmul(&net.w2) + &net.b2;
    logits.cross_entropy(y)
}

const RAM: Budget = budget!(16 * 1024; parameters: Net, gradient: Net, workspace: Workspace<loss>);

fn main() {
    println!("{RAM}");
}
