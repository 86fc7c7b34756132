//! Two models that learn by turns in one place: a classifier of digits, with gradients summed over four of them, and a
//! predictor of a sensor. What each part takes is a constant, how much there may be is checked by the compiler, and the
//! workspace lies in a memory of its own.
#![no_std]
#![no_main]

use cortex_m_rt::entry;
use embedded::digits::{EPOCHS, Net, class_of, logits, loss, permille, training};
use embedded::measure::Figure::{Instructions, Number};
use embedded::measure::{Count, finish};
use embedded::random::Random;
use embedded::sensor::{WINDOW, listen};
use panic_halt as _;
use tapeless::budget::Budget;
use tapeless::data::Digit;
use tapeless::prelude::*;

#[derive(Params)]
struct Predictor {
    weights: Vector<f32, WINDOW>,
    bias: f32,
}

#[differentiable]
fn error(predictor: &Predictor, past: &Vector<f32, WINDOW>, next: f32) -> f32 {
    let error = past.dot(&predictor.weights) + predictor.bias - next;
    error * error
}

type Learning = Larger<Workspace<loss>, Workspace<error>>;
type Running = Workspace<Inference<logits>>;

/// Main memory.
const _: Budget = budget!(
    17 * 1024;
    classifier: Net,
    classifier_gradient: Net,
    predictor: Predictor,
    predictor_gradient: Predictor,
    running: Running,
);
/// The second memory.
const _: Budget = budget!(600; learning: Learning);

#[unsafe(link_section = ".second.learning")]
static mut LEARNING: Learning = Larger::ZERO;

#[inline(never)]
fn learn(net: &mut Net, digits: &[&Digit; 4], ws: &mut Workspace<loss>, sum: &mut Net) {
    sum.set_zero();
    for digit in digits {
        let Ok(label) = Labels::from_slice(&[digit.label()]) else { return };
        loss::accumulate_grad(net, &[digit.pixels()].into(), &label, ws, sum);
    }
    // The mean of four, with twice the rate of one.
    Sgd::new(0.1 / 4.0).step(net, sum);
}

#[inline(never)]
fn classify(net: &Net, digit: &Digit, ws: &mut Running) -> u8 {
    class_of(logits::infer(net, &[digit.pixels()].into(), ws).as_slice())
}

#[entry]
fn main() -> ! {
    static mut NET: Net = Net::ZERO;
    static mut NET_SUM: Net = Net::ZERO;
    static mut PREDICTOR: Predictor = Predictor::ZERO;
    static mut PREDICTOR_GRADIENT: Predictor = Predictor::ZERO;
    static mut RUNNING: Running = Workspace::ZERO;
    // SAFETY: nobody else mentions it, and this runs once.
    let learning = unsafe { &mut *&raw mut LEARNING };

    let mut random = Random(1);
    random.weights(64, NET.w1.as_mut_slice());
    random.weights(24, NET.w2.as_mut_slice());

    let mut steps = Count::default();
    let workspace = learning.first();
    for epoch in 0..EPOCHS {
        let mut digits = training(epoch);
        while let [Some(a), Some(b), Some(c), Some(d)] = [(); 4].map(|()| digits.next()) {
            steps.add(|| learn(NET, &[a, b, c, d], workspace, NET_SUM));
        }
    }

    let workspace = learning.second();
    let [before, after] = listen(|past, next| {
        let past = Vector::from(*past);
        let error = error::value_and_grad(PREDICTOR, &past, next, workspace, PREDICTOR_GRADIENT);
        Sgd::new(0.05).step(PREDICTOR, PREDICTOR_GRADIENT);
        // |error|: `listen` squares it again.
        next + Real::sqrt(error)
    });

    let mut inferences = Count::default();
    let accuracy = permille(|digit| inferences.add(|| classify(NET, digit, RUNNING)));
    let in_second = (&raw const *learning).addr() >= 0x2100_0000;
    let figures = [
        ("step", Instructions(steps)),
        ("inference", Instructions(inferences)),
        ("permille", Number(accuracy)),
        ("error_permille", Number(before)),
        ("error_permille_after_change", Number(after)),
    ];
    finish(accuracy >= 930 && before < 150 && after < 150 && in_second, figures)
}
