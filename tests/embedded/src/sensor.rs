//! A vibration to predict: two tones, one of which swells and fades with the other, and noise. Half way, the machine
//! that vibrates changes its speed.

use crate::random::Random;

/// How many samples a prediction sees.
pub const WINDOW: usize = 16;
pub const RATE: f32 = 0.02;

struct Sensor {
    fast: Tone,
    slow: Tone,
    noise: Random,
}

/// A point that turns on the unit circle.
struct Tone {
    at: [f32; 2],
    turn: [f32; 2],
}

impl Tone {
    fn next(&mut self) -> f32 {
        let ([x, y], [cos, sin]) = (self.at, self.turn);
        self.at = [x * cos - y * sin, x * sin + y * cos];
        self.at[1]
    }
}

impl Sensor {
    fn read(&mut self) -> f32 {
        0.5 * self.fast.next() * (1.0 + 0.5 * self.slow.next()) + 0.02 * self.noise.next()
    }
}

/// Shows the last samples and the one after, 3,000 times before the change and after it. Gives the mean square error
/// of the last 1,000 predictions of each, in 1,000 parts of the error of predicting no change.
pub fn listen(mut predict_then_learn: impl FnMut(&[f32; WINDOW], f32) -> f32) -> [u32; 2] {
    // By 0.5 and 0.09 radians a sample.
    let fast = Tone { at: [1.0, 0.0], turn: [0.87758256, 0.47942554] };
    let slow = Tone { at: [1.0, 0.0], turn: [0.99595273, 0.08987855] };
    let mut sensor = Sensor { fast, slow, noise: Random(7) };
    let mut past = core::array::from_fn(|_| sensor.read());
    let mut listen = || {
        let (mut error, mut naive) = (0.0, 0.0);
        for n in 0..3000 {
            let next = sensor.read();
            let predicted = predict_then_learn(&past, next);
            if n >= 2000 {
                error += (next - predicted) * (next - predicted);
                naive += (next - past[WINDOW - 1]) * (next - past[WINDOW - 1]);
            }
            past.rotate_left(1);
            past[WINDOW - 1] = next;
        }
        // By 0.8.
        sensor.fast.turn = [0.6967067, 0.7173561];
        (1000.0 * error / naive) as u32
    };
    [listen(), listen()]
}
