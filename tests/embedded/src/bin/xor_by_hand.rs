//! What `xor` does, with forward and backward pass written by hand.
#![no_std]
#![no_main]

use cortex_m_rt::entry;
use embedded::measure::Figure::Instructions;
use embedded::measure::{Count, finish};
use embedded::xor::{B1, B2, EPOCHS, RATE, SAMPLES, W1, W2};
use panic_halt as _;
use tapeless::Real;

struct Net {
    w1: [[f32; 2]; 2],
    b1: [f32; 2],
    w2: [f32; 2],
    b2: f32,
}

impl Net {
    fn predict(&self, x: [f32; 2]) -> ([f32; 2], f32) {
        let h = [0, 1].map(|j| Real::tanh(x[0] * self.w1[0][j] + x[1] * self.w1[1][j] + self.b1[j]));
        (h, h[0] * self.w2[0] + h[1] * self.w2[1] + self.b2)
    }

    #[inline(never)]
    fn learn(&mut self, x: [f32; 2], target: f32) {
        let (h, y) = self.predict(x);
        let ct_y = 2.0 * (y - target);
        for j in 0..2 {
            let ct_h = ct_y * self.w2[j] * (1.0 - h[j] * h[j]);
            self.w2[j] -= RATE * ct_y * h[j];
            for i in 0..2 {
                self.w1[i][j] -= RATE * ct_h * x[i];
            }
            self.b1[j] -= RATE * ct_h;
        }
        self.b2 -= RATE * ct_y;
    }
}

#[inline(never)]
fn infer(net: &Net, x: [f32; 2]) -> f32 {
    net.predict(x).1
}

#[entry]
fn main() -> ! {
    let mut net = Net { w1: W1, b1: B1, w2: W2, b2: B2 };

    let mut steps = Count::default();
    for _ in 0..EPOCHS {
        for (x, target) in SAMPLES {
            steps.add(|| net.learn(x, target));
        }
    }

    let (mut learnt, mut inferences) = (true, Count::default());
    for (x, target) in SAMPLES {
        let y = inferences.add(|| infer(&net, x));
        learnt &= (y - target).abs() < 0.01;
    }
    finish(learnt, [("step", Instructions(steps)), ("inference", Instructions(inferences))])
}
