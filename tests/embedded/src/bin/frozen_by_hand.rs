//! What `frozen` does, with forward and backward pass written by hand.
#![no_std]
#![no_main]

use cortex_m_rt::entry;
use embedded::by_hand::{cross_entropy, descend, linear};
use embedded::digits::{class_of, permille, training};
use embedded::measure::Figure::{Instructions, Number};
use embedded::measure::{Count, finish};
use embedded::shipped;
use panic_halt as _;
use tapeless::data::Digit;

static W1: [[f32; 24]; 64] = shipped::W1;
static B1: [f32; 24] = shipped::B1;
static W2: [[f32; 10]; 24] = shipped::W2;
static B2: [f32; 10] = shipped::B2;

struct Head {
    w: [[f32; 10]; 24],
    b: [f32; 10],
}

impl Head {
    fn logits(&self, x: &[f32; 64]) -> ([f32; 24], [f32; 10]) {
        let h = linear(x, &W1, &B1).map(|x| x.max(0.0));
        let logits = linear(&h, &self.w, &self.b);
        (h, logits)
    }

    #[inline(never)]
    fn learn(&mut self, digit: &Digit) {
        let (h, logits) = self.logits(&digit.pixels());
        let ct = cross_entropy(&logits, digit.label());
        descend(&mut self.w, &mut self.b, &h, &ct, 0.02);
    }

    #[inline(never)]
    fn classify(&self, digit: &Digit) -> u8 {
        let (_, logits) = self.logits(&digit.pixels());
        class_of(&logits)
    }
}

#[entry]
fn main() -> ! {
    static mut HEAD: Head = Head { w: [[0.0; 10]; 24], b: [0.0; 10] };

    (HEAD.w, HEAD.b) = (W2, B2);
    let before = permille(|digit| HEAD.classify(digit));

    let mut steps = Count::default();
    for epoch in 0..4 {
        for digit in training(epoch) {
            steps.add(|| HEAD.learn(digit));
        }
    }

    let mut inferences = Count::default();
    let after = permille(|digit| inferences.add(|| HEAD.classify(digit)));
    let figures = [
        ("step", Instructions(steps)),
        ("inference", Instructions(inferences)),
        ("permille_before", Number(before)),
        ("permille", Number(after)),
    ];
    finish(before < 800 && after >= 900, figures)
}
