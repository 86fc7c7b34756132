//! Learns handwritten digits from flash, one at a time.
#![no_std]
#![no_main]

use cortex_m_rt::entry;
use embedded::digits::{EPOCHS, permille, rate, training};
use embedded::measure::Figure::{Instructions, Number};
use embedded::measure::{Count, finish};
use embedded::random::Random;
use panic_halt as _;
use tapeless::data::Digit;
use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    w1: Matrix<f32, 64, 24>,
    b1: Vector<f32, 24>,
    w2: Matrix<f32, 24, 10>,
    b2: Vector<f32, 10>,
}

#[differentiable]
fn logits(net: &Net, x: &Matrix<f32, 1, 64>) -> Matrix<f32, 1, 10> {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    h.matmul(&net.w2) + &net.b2
}

#[differentiable]
fn loss(net: &Net, x: &Matrix<f32, 1, 64>, label: &Labels<1, 10>) -> f32 {
    logits(net, x).cross_entropy(label)
}

#[inline(never)]
fn learn(net: &mut Net, digit: &Digit, rate: f32, ws: &mut Workspace<loss>, grad: &mut Net) {
    let Ok(label) = Labels::from_slice(&[digit.label()]) else { return };
    loss::grad(net, &[digit.pixels()].into(), &label, ws, grad);
    descend(&mut net.w1, &grad.w1, rate);
    descend(&mut net.b1, &grad.b1, rate);
    descend(&mut net.w2, &grad.w2, rate);
    descend(&mut net.b2, &grad.b2, rate);
}

fn descend<S: Shape>(parameter: &mut Tensor<f32, S>, gradient: &Tensor<f32, S>, rate: f32) {
    for (p, g) in parameter.as_mut_slice().iter_mut().zip(gradient.as_slice()) {
        *p -= rate * g;
    }
}

#[inline(never)]
fn classify(net: &Net, digit: &Digit) -> u8 {
    let logits = logits(net, &[digit.pixels()].into());
    let (mut best, mut class) = (f32::NEG_INFINITY, 0);
    for (i, &logit) in logits.as_slice().iter().enumerate() {
        if logit > best {
            (best, class) = (logit, i);
        }
    }
    class as u8
}

#[entry]
fn main() -> ! {
    static mut NET: Net = Net::ZERO;
    static mut GRAD: Net = Net::ZERO;
    static mut WORKSPACE: Workspace<loss> = Workspace::ZERO;

    let mut random = Random(1);
    random.weights(64, NET.w1.as_mut_slice());
    random.weights(24, NET.w2.as_mut_slice());

    let mut steps = Count::default();
    for epoch in 0..EPOCHS {
        for digit in training(epoch) {
            steps.add(|| learn(NET, digit, rate(epoch), WORKSPACE, GRAD));
        }
    }

    let mut inferences = Count::default();
    let accuracy = permille(|digit| inferences.add(|| classify(NET, digit)) == digit.label());
    let figures =
        [("step", Instructions(steps)), ("inference", Instructions(inferences)), ("permille", Number(accuracy))];
    finish(accuracy >= 930, figures)
}
