//! Predicts the next value of a sensor while it listens: a recurrent network takes one step down the gradient through
//! the last 16 samples at each sample. Half way, the machine it listens to changes its speed.
#![no_std]
#![no_main]

use cortex_m_rt::entry;
use embedded::digits::descend;
use embedded::measure::Figure::{Instructions, Number};
use embedded::measure::{Count, finish};
use embedded::random::Random;
use panic_halt as _;
use tapeless::prelude::*;

const WINDOW: usize = 16;

#[derive(Params)]
struct Rnn {
    wx: Matrix<f32, 1, 8>,
    wh: Matrix<f32, 8, 8>,
    bh: Vector<f32, 8>,
    wy: Matrix<f32, 8, 1>,
    by: Vector<f32, 1>,
}

type Sample = Matrix<f32, 1, 1>;
type State = Matrix<f32, 1, 8>;

#[differentiable]
fn predict(rnn: &Rnn, past: &[Sample; WINDOW], rest: &State) -> f32 {
    let mut h = rest.tanh();
    for t in 0..WINDOW {
        h = (past[t].matmul(&rnn.wx) + h.matmul(&rnn.wh) + &rnn.bh).tanh();
    }
    (h.matmul(&rnn.wy) + &rnn.by).sum()
}

#[differentiable]
fn loss(rnn: &Rnn, past: &[Sample; WINDOW], rest: &State, next: f32) -> f32 {
    let error = predict(rnn, past, rest) - next;
    error * error
}

static REST: State = State::ZERO;

#[inline(never)]
fn learn(rnn: &mut Rnn, past: &[Sample; WINDOW], next: f32, ws: &mut Workspace<loss>, grad: &mut Rnn) -> f32 {
    let error = loss::value_and_grad(rnn, past, &REST, next, ws, grad);
    descend(&mut rnn.wx, &grad.wx, RATE);
    descend(&mut rnn.wh, &grad.wh, RATE);
    descend(&mut rnn.bh, &grad.bh, RATE);
    descend(&mut rnn.wy, &grad.wy, RATE);
    descend(&mut rnn.by, &grad.by, RATE);
    error
}

const RATE: f32 = 0.02;

#[inline(never)]
fn infer(rnn: &Rnn, past: &[Sample; WINDOW]) -> f32 {
    predict(rnn, past, &REST)
}

/// A vibration: two tones, one of which swells and fades with the other, and noise.
struct Sensor {
    tones: [Tone; 2],
    noise: Random,
}

/// A point that turns on the unit circle.
struct Tone {
    at: [f32; 2],
    turn: [f32; 2],
}

impl Tone {
    const fn new(cos: f32, sin: f32) -> Self {
        Tone { at: [1.0, 0.0], turn: [cos, sin] }
    }

    fn next(&mut self) -> f32 {
        let ([x, y], [cos, sin]) = (self.at, self.turn);
        self.at = [x * cos - y * sin, x * sin + y * cos];
        self.at[1]
    }
}

impl Sensor {
    fn read(&mut self) -> f32 {
        let [fast, slow] = &mut self.tones;
        0.5 * fast.next() * (1.0 + 0.5 * slow.next()) + 0.02 * self.noise.next()
    }
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

    // cos and sin of 0.5 and of 0.09.
    let tones = [Tone::new(0.87758256, 0.47942554), Tone::new(0.99595273, 0.08987855)];
    let mut sensor = Sensor { tones, noise: Random(7) };
    let mut past: [Sample; WINDOW] = core::array::from_fn(|_| [[sensor.read()]].into());

    let (mut steps, mut inferences) = (Count::default(), Count::default());
    let mut ratios = [0; 2];
    for ratio in &mut ratios {
        let (mut errors, mut naive) = (0.0, 0.0);
        for n in 0..3000 {
            let next = sensor.read();
            let predicted = inferences.add(|| infer(RNN, &past));
            let _ = steps.add(|| learn(RNN, &past, next, WORKSPACE, GRAD));
            let last = past[WINDOW - 1].as_slice()[0];
            if n >= 2000 {
                errors += (next - predicted) * (next - predicted);
                naive += (next - last) * (next - last);
            }
            past.rotate_left(1);
            past[WINDOW - 1] = [[next]].into();
        }
        *ratio = (1000.0 * errors / naive) as u32;
        // cos and sin of 0.8.
        sensor.tones[0].turn = [0.6967067, 0.7173561];
    }
    let figures = [
        ("step", Instructions(steps)),
        ("inference", Instructions(inferences)),
        ("error_permille", Number(ratios[0])),
        ("error_permille_after_change", Number(ratios[1])),
    ];
    finish(ratios[0] < 100 && ratios[1] < 100, figures)
}
