//! Learns exclusive or, one sample at a time.
#![no_std]
#![no_main]

use cortex_m_rt::entry;
use embedded::measure::Figure::Instructions;
use embedded::measure::{Count, finish};
use embedded::xor::{B1, B2, EPOCHS, RATE, SAMPLES, W1, W2};
use panic_halt as _;
use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    w1: Matrix<f32, 2, 2>,
    b1: Vector<f32, 2>,
    w2: Vector<f32, 2>,
    b2: f32,
}

#[differentiable]
fn predict(net: &Net, x: &Vector<f32, 2>) -> f32 {
    let h = (x.vecmat(&net.w1) + &net.b1).tanh();
    h.dot(&net.w2) + net.b2
}

#[differentiable]
fn loss(net: &Net, x: &Vector<f32, 2>, target: f32) -> f32 {
    let error = predict(net, x) - target;
    error * error
}

#[inline(never)]
fn learn(net: &mut Net, x: [f32; 2], target: f32) {
    let (mut ws, mut grad) = (Workspace::ZERO, Net::ZERO);
    loss::grad(net, &x.into(), target, &mut ws, &mut grad);
    descend(&mut net.w1, &grad.w1);
    descend(&mut net.b1, &grad.b1);
    descend(&mut net.w2, &grad.w2);
    net.b2 -= RATE * grad.b2;
}

#[inline(never)]
fn infer(net: &Net, x: [f32; 2]) -> f32 {
    predict(net, &x.into())
}

fn descend<S: Shape>(parameter: &mut Tensor<f32, S>, gradient: &Tensor<f32, S>) {
    for (p, g) in parameter.as_mut_slice().iter_mut().zip(gradient.as_slice()) {
        *p -= RATE * g;
    }
}

#[entry]
fn main() -> ! {
    let mut net = Net { w1: W1.into(), b1: B1.into(), w2: W2.into(), b2: B2 };

    let mut steps = Count::default();
    for _ in 0..EPOCHS {
        for (x, target) in SAMPLES {
            steps.add(|| learn(&mut net, x, target));
        }
    }

    let (mut learnt, mut inferences) = (true, Count::default());
    for (x, target) in SAMPLES {
        let y = inferences.add(|| infer(&net, x));
        learnt &= (y - target).abs() < 0.01;
    }
    finish(learnt, [("step", Instructions(steps)), ("inference", Instructions(inferences))])
}
