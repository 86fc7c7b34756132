//! A plain network learns exclusive or.

use tapeless::prelude::*;

#[derive(Params)]
struct Mlp {
    w1: Matrix<f32, 2, 4>,
    b1: Vector<f32, 4>,
    w2: Matrix<f32, 4, 1>,
    b2: Vector<f32, 1>,
}

#[differentiable]
fn loss(net: &Mlp, x: &Matrix<f32, 4, 2>, y: &Matrix<f32, 4, 1>) -> f32 {
    let h = (x.matmul(&net.w1) + &net.b1).tanh();
    let error = (h.matmul(&net.w2) + &net.b2).tanh() - y;
    (&error * &error).sum()
}

/// Trains the network on XOR.
pub fn train() -> f32 {
    let x = Matrix::from([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]]);
    let y = Matrix::from([[-1.0], [1.0], [1.0], [-1.0]]);
    let mut net = Mlp {
        w1: Matrix::from([[0.5, -0.4, 0.3, 0.8], [-0.6, 0.7, 0.2, 0.4]]),
        b1: Vector::from([0.1, -0.2, 0.3, 0.0]),
        w2: Matrix::from([[0.6], [-0.5], [0.4], [0.3]]),
        b2: Vector::from([0.1]),
    };
    let (mut ws, mut grad) = (Workspace::ZERO, Mlp::ZERO);
    let mut last = f32::INFINITY;
    for _ in 0..500 {
        last = loss::value_and_grad(&net, &x, &y, &mut ws, &mut grad);
        descend(&mut net.w1, &grad.w1);
        descend(&mut net.b1, &grad.b1);
        descend(&mut net.w2, &grad.w2);
        descend(&mut net.b2, &grad.b2);
    }
    last
}

fn descend<S: Shape>(parameter: &mut Tensor<f32, S>, gradient: &Tensor<f32, S>) {
    for (p, g) in parameter.as_mut_slice().iter_mut().zip(gradient.as_slice()) {
        *p -= 0.1 * g;
    }
}
