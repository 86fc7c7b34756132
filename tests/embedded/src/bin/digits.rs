//! Learns handwritten digits from flash.
#![no_std]
#![no_main]

use cortex_m_rt::entry;
use embedded::digits::{EPOCHS, Net, loss, permille, rate, training};
use embedded::measure::Figure::{Instructions, Number};
use embedded::measure::{Count, finish};
use embedded::random::Random;
use panic_halt as _;
use tapeless::prelude::*;

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
            steps.add(|| NET.learn(digit, rate(epoch), WORKSPACE, GRAD));
        }
    }

    let mut inferences = Count::default();
    let accuracy = permille(|digit| inferences.add(|| NET.classify(digit)));
    let figures = [
        ("step", Instructions(steps)),
        ("inference", Instructions(inferences)),
        ("permille", Number(accuracy)),
    ];
    finish(accuracy >= 930, figures)
}
