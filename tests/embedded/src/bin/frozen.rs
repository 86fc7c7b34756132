//! Two digits more: a network that learnt 0 to 7 before it was shipped learns 8 and 9 as well. Its first layer stays
//! in flash; only the last one, 1,000 bytes, is trained.
#![no_std]
#![no_main]

use cortex_m_rt::entry;
use embedded::digits::{class_of, descend, permille, training};
use embedded::measure::Figure::{Instructions, Number};
use embedded::measure::{Count, finish};
use embedded::shipped::{B1, B2, W1, W2};
use panic_halt as _;
use tapeless::data::Digit;
use tapeless::prelude::*;

#[derive(Params)]
struct Features {
    w: Matrix<f32, 64, 24>,
    b: Vector<f32, 24>,
}

#[derive(Params)]
struct Head {
    w: Matrix<f32, 24, 10>,
    b: Vector<f32, 10>,
}

static FEATURES: Features = Features { w: Tensor::from_array(W1), b: Tensor::from_array(B1) };
static SHIPPED: Head = Head { w: Tensor::from_array(W2), b: Tensor::from_array(B2) };

#[differentiable]
fn logits(head: &Head, features: &Features, x: &Matrix<f32, 1, 64>) -> Matrix<f32, 1, 10> {
    let h = (x.matmul(&features.w) + &features.b).relu();
    h.matmul(&head.w) + &head.b
}

#[differentiable]
fn loss(head: &Head, features: &Features, x: &Matrix<f32, 1, 64>, label: &Labels<1, 10>) -> f32 {
    logits(head, features, x).cross_entropy(label)
}

#[inline(never)]
fn learn(head: &mut Head, digit: &Digit, ws: &mut Workspace<loss>, grad: &mut Head) {
    let Ok(label) = Labels::from_slice(&[digit.label()]) else { return };
    loss::grad(head, &FEATURES, &[digit.pixels()].into(), &label, ws, grad);
    descend(&mut head.w, &grad.w, 0.02);
    descend(&mut head.b, &grad.b, 0.02);
}

#[inline(never)]
fn classify(head: &Head, digit: &Digit) -> u8 {
    class_of(logits(head, &FEATURES, &[digit.pixels()].into()).as_slice())
}

#[entry]
fn main() -> ! {
    static mut HEAD: Head = Head::ZERO;
    static mut GRAD: Head = Head::ZERO;
    static mut WORKSPACE: Workspace<loss> = Workspace::ZERO;

    HEAD.assign(&SHIPPED);
    let before = permille(|digit| classify(HEAD, digit));

    let mut steps = Count::default();
    for epoch in 0..4 {
        for digit in training(epoch) {
            steps.add(|| learn(HEAD, digit, WORKSPACE, GRAD));
        }
    }

    let mut inferences = Count::default();
    let after = permille(|digit| inferences.add(|| classify(HEAD, digit)));
    let figures = [
        ("step", Instructions(steps)),
        ("inference", Instructions(inferences)),
        ("permille_before", Number(before)),
        ("permille", Number(after)),
    ];
    finish(before < 800 && after >= 900, figures)
}
