//! A recurrent network learns a tone by heart, one window at a time, with gradients summed over four of them.

use tapeless::init;
use tapeless::prelude::*;
use tapeless::random::seeded;

const WINDOW: usize = 8;

#[derive(Params)]
struct Rnn {
    start: Vector<f32, 8>,
    wx: Matrix<f32, 1, 8>,
    wh: Matrix<f32, 8, 8>,
    bh: Vector<f32, 8>,
    wy: Vector<f32, 8>,
    by: f32,
}

#[differentiable]
fn loss(rnn: &Rnn, past: &Matrix<f32, WINDOW, 1>, next: f32) -> f32 {
    let mut h = rnn.start.tanh();
    for t in 0..WINDOW {
        h = (past.row(t).vecmat(&rnn.wx) + h.vecmat(&rnn.wh) + &rnn.bh).tanh();
    }
    let error = h.dot(&rnn.wy) + rnn.by - next;
    error * error
}

/// The error of the last windows.
pub fn train() -> f32 {
    let (mut rnn, mut gradient, mut workspace) = (Rnn::ZERO, Rnn::ZERO, Workspace::ZERO);
    let mut optimizer = RmsProp::new(0.003);
    init::xavier_uniform(&mut rnn, &mut seeded(3));
    let tone = |t: usize| Real::sin(0.7 * (t % 1000) as f32);
    let mut error = 0.0;
    for start in (0..2000).step_by(4) {
        gradient.set_zero();
        let mut sum = 0.0;
        for from in start..start + 4 {
            let past = Matrix::from_fn(|[t, _]| tone(from + t));
            sum += loss::accumulate_grad(&rnn, &past, tone(from + WINDOW), &mut workspace, &mut gradient);
        }
        error = 0.9 * error + 0.1 * sum / 4.0;
        optimizer.step(&mut rnn, &gradient);
    }
    error
}
