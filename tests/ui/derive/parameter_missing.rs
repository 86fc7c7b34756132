use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    w: Matrix<f32, 3, 4>,
    b: Vector<f32, 4>,
    wrong: Vector<f32, 5>,
}

#[differentiable]
fn f(net: &Net, x: &Matrix<f32, 2, 3>) -> f32 {
    let h = x.matmul(&net.weight) + &net.b;
    h.tanh().sum()
}

fn main() {}
