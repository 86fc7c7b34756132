//! What `sensor` does, with forward and backward pass written by hand.
#![no_std]
#![no_main]

use core::array::from_fn;

use cortex_m_rt::entry;
use embedded::measure::Figure::{Instructions, Number};
use embedded::measure::{Count, finish};
use embedded::random::Random;
use embedded::sensor::{RATE, WINDOW, listen};
use panic_halt as _;
use tapeless::Real;

struct Rnn {
    start: [f32; 8],
    wx: [f32; 8],
    wh: [[f32; 8]; 8],
    bh: [f32; 8],
    wy: [f32; 8],
    by: f32,
}

impl Rnn {
    const ZERO: Self =
        Rnn { start: [0.0; 8], wx: [0.0; 8], wh: [[0.0; 8]; 8], bh: [0.0; 8], wy: [0.0; 8], by: 0.0 };

    fn next(&self, x: f32, h: &[f32; 8]) -> [f32; 8] {
        let mut y: [f32; 8] = from_fn(|j| self.wx[j] * x + self.bh[j]);
        for (h, row) in h.iter().zip(&self.wh) {
            for (y, w) in y.iter_mut().zip(row) {
                *y += h * w;
            }
        }
        y.map(Real::tanh)
    }

    fn answer(&self, h: &[f32; 8]) -> f32 {
        h.iter().zip(&self.wy).map(|(h, w)| h * w).sum::<f32>() + self.by
    }

    #[inline(never)]
    fn infer(&self, past: &[f32; WINDOW]) -> f32 {
        let mut h = self.start.map(Real::tanh);
        for &x in past {
            h = self.next(x, &h);
        }
        self.answer(&h)
    }

    #[inline(never)]
    fn learn(
        &mut self,
        past: &[f32; WINDOW],
        next: f32,
        states: &mut [[f32; 8]; WINDOW + 1],
        grad: &mut Rnn,
    ) {
        states[0] = self.start.map(Real::tanh);
        for t in 0..WINDOW {
            states[t + 1] = self.next(past[t], &states[t]);
        }
        let last = states[WINDOW];
        let ct_y = 2.0 * (self.answer(&last) - next);
        let mut ct_h = self.wy.map(|w| w * ct_y);
        (grad.wx, grad.wh, grad.bh) = ([0.0; 8], [[0.0; 8]; 8], [0.0; 8]);
        for t in (0..WINDOW).rev() {
            let ct: [f32; 8] = from_fn(|j| ct_h[j] * (1.0 - states[t + 1][j] * states[t + 1][j]));
            for j in 0..8 {
                grad.wx[j] += ct[j] * past[t];
                grad.bh[j] += ct[j];
            }
            for (h, row) in states[t].iter().zip(&mut grad.wh) {
                for (g, ct) in row.iter_mut().zip(&ct) {
                    *g += h * ct;
                }
            }
            ct_h = from_fn(|i| self.wh[i].iter().zip(&ct).map(|(w, ct)| w * ct).sum());
        }
        for j in 0..8 {
            self.start[j] -= RATE * ct_h[j] * (1.0 - states[0][j] * states[0][j]);
            self.wx[j] -= RATE * grad.wx[j];
            self.bh[j] -= RATE * grad.bh[j];
            self.wy[j] -= RATE * ct_y * last[j];
        }
        for (w, g) in self.wh.as_flattened_mut().iter_mut().zip(grad.wh.as_flattened()) {
            *w -= RATE * g;
        }
        self.by -= RATE * ct_y;
    }
}

#[entry]
fn main() -> ! {
    static mut RNN: Rnn = Rnn::ZERO;
    static mut GRAD: Rnn = Rnn::ZERO;
    static mut STATES: [[f32; 8]; WINDOW + 1] = [[0.0; 8]; WINDOW + 1];

    let mut random = Random(1);
    random.weights(1, &mut RNN.wx);
    random.weights(8, RNN.wh.as_flattened_mut());
    random.weights(8, &mut RNN.wy);

    let (mut steps, mut inferences) = (Count::default(), Count::default());
    let [before, after] = listen(|past, next| {
        let predicted = inferences.add(|| RNN.infer(past));
        steps.add(|| RNN.learn(past, next, STATES, GRAD));
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
