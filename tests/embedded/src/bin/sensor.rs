//! Predicts the next value of a sensor while it listens: at each sample, a recurrent network takes one step down the
//! gradient through the last 16.
#![no_std]
#![no_main]

use cortex_m_rt::entry;
use embedded::digits::descend;
use embedded::measure::Figure::{Instructions, Number};
use embedded::measure::{Count, finish};
use embedded::random::Random;
use embedded::sensor::{RATE, WINDOW, listen};
use panic_halt as _;
use tapeless::prelude::*;

#[derive(Params)]
struct Rnn {
    start: Vector<f32, 8>,
    wx: Vector<f32, 8>,
    wh: Matrix<f32, 8, 8>,
    bh: Vector<f32, 8>,
    wy: Vector<f32, 8>,
    by: f32,
}

#[differentiable]
fn predict(rnn: &Rnn, past: &[f32; WINDOW]) -> f32 {
    let mut h = rnn.start.tanh();
    for t in 0..WINDOW {
        h = (&rnn.wx * past[t] + h.vecmat(&rnn.wh) + &rnn.bh).tanh();
    }
    h.dot(&rnn.wy) + rnn.by
}

#[differentiable]
fn loss(rnn: &Rnn, past: &[f32; WINDOW], next: f32) -> f32 {
    let error = predict(rnn, past) - next;
    error * error
}

#[inline(never)]
fn learn(rnn: &mut Rnn, past: &[f32; WINDOW], next: f32, ws: &mut Workspace<loss>, grad: &mut Rnn) {
    loss::grad(rnn, past, next, ws, grad);
    descend(&mut rnn.start, &grad.start, RATE);
    descend(&mut rnn.wx, &grad.wx, RATE);
    descend(&mut rnn.wh, &grad.wh, RATE);
    descend(&mut rnn.bh, &grad.bh, RATE);
    descend(&mut rnn.wy, &grad.wy, RATE);
    rnn.by -= RATE * grad.by;
}

#[inline(never)]
fn infer(rnn: &Rnn, past: &[f32; WINDOW]) -> f32 {
    predict(rnn, past)
}

#[entry]
fn main() -> ! {
    static mut RNN: Rnn = Rnn::ZERO;
    static mut GRAD: Rnn = Rnn::ZERO;
    static mut WORKSPACE: Workspace<loss> = Workspace::ZERO;

    let mut random = Random(1);
    random.weights(1, RNN.wx.as_mut_slice());
    random.weights(8, RNN.wh.as_mut_slice());
    random.weights(8, RNN.wy.as_mut_slice());

    let (mut steps, mut inferences) = (Count::default(), Count::default());
    let [before, after] = listen(|past, next| {
        let predicted = inferences.add(|| infer(RNN, past));
        steps.add(|| learn(RNN, past, next, WORKSPACE, GRAD));
        predicted
    });
    let figures = [
        ("step", Instructions(steps)),
        ("inference", Instructions(inferences)),
        ("error_permille", Number(before)),
        ("error_permille_after_change", Number(after)),
    ];
    finish(before < 100 && after < 100, figures)
}
