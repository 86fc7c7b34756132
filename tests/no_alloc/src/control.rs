//! Loops in loops, branches, a frozen field, arrays of parameters by index.

use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    #[frozen]
    shift: Vector<f32, 4>,
    layers: [Matrix<f32, 4, 4>; 3],
    scale: f32,
}

#[differentiable]
fn loss(net: &Net, x: &Vector<f32, 4>, signed: bool) -> f32 {
    let mut h = x + &net.shift;
    for i in 0..3 {
        let y = h.vecmat(&net.layers[i]);
        for _ in 0..2 {
            h = (&y + &h).tanh();
        }
    }
    let sum = h.sum() * net.scale;
    let error = if signed { sum - 0.5 } else { sum * sum - 0.25 };
    error * error
}

/// The loss of both branches after learning.
pub fn train() -> f32 {
    let mut net = Net { shift: Vector::full(0.1), layers: [const { Matrix::ZERO }; 3], scale: 0.3 };
    let (mut workspace, mut gradient, mut optimizer) = (Workspace::ZERO, Net::ZERO, Momentum::new(0.02, 0.5));
    let xs = [Vector::from([0.5, -0.2, 0.1, 0.4]), Vector::from([1.5, 0.9, 1.1, -0.4])];
    let mut last = 0.0;
    for step in 0..400 {
        last = 0.0;
        for (x, signed) in xs.iter().zip([step % 2 == 0, step % 3 == 0]) {
            last += loss::value_and_grad(&net, x, signed, &mut workspace, &mut gradient);
            optimizer.step(&mut net, &gradient);
        }
    }
    last
}
