//! What `digits` does, with forward and backward pass written by hand.
#![no_std]
#![no_main]

use core::array::from_fn;

use cortex_m_rt::entry;
use embedded::by_hand::{cross_entropy, descend, linear};
use embedded::digits::{EPOCHS, class_of, permille, rate, training};
use embedded::measure::Figure::{Instructions, Number};
use embedded::measure::{Count, finish};
use embedded::random::Random;
use panic_halt as _;
use tapeless::data::Digit;

struct Net {
    w1: [[f32; 24]; 64],
    b1: [f32; 24],
    w2: [[f32; 10]; 24],
    b2: [f32; 10],
}

impl Net {
    fn logits(&self, x: &[f32; 64]) -> ([f32; 24], [f32; 10]) {
        let h = linear(x, &self.w1, &self.b1).map(|x| x.max(0.0));
        let logits = linear(&h, &self.w2, &self.b2);
        (h, logits)
    }

    #[inline(never)]
    fn learn(&mut self, digit: &Digit, rate: f32) {
        let x = digit.pixels();
        let (h, logits) = self.logits(&x);
        let ct = cross_entropy(&logits, digit.label());
        let ct_h: [f32; 24] = from_fn(|j| {
            let back = self.w2[j].iter().zip(&ct).map(|(w, ct)| w * ct).sum();
            if h[j] > 0.0 { back } else { 0.0 }
        });
        descend(&mut self.w2, &mut self.b2, &h, &ct, rate);
        descend(&mut self.w1, &mut self.b1, &x, &ct_h, rate);
    }

    #[inline(never)]
    fn classify(&self, digit: &Digit) -> u8 {
        let (_, logits) = self.logits(&digit.pixels());
        class_of(&logits)
    }
}

#[entry]
fn main() -> ! {
    static mut NET: Net = Net { w1: [[0.0; 24]; 64], b1: [0.0; 24], w2: [[0.0; 10]; 24], b2: [0.0; 10] };

    let mut random = Random(1);
    random.weights(64, NET.w1.as_flattened_mut());
    random.weights(24, NET.w2.as_flattened_mut());

    let mut steps = Count::default();
    for epoch in 0..EPOCHS {
        for digit in training(epoch) {
            steps.add(|| NET.learn(digit, rate(epoch)));
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
