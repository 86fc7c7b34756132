//! A classifier of handwritten digits that learns in a web page. No allocator, no imports: the page gets the addresses of
//! the statics, and calls the functions with them.
#![no_std]

use tapeless::budget::Budget;
use tapeless::init::{self, Fan};
use tapeless::prelude::*;
use tapeless::random::{Rng, seeded};

const BATCH: usize = 16;

#[derive(Params)]
pub struct Net {
    w1: Matrix<f32, 64, 32>,
    b1: Vector<f32, 32>,
    w2: Matrix<f32, 32, 10>,
    b2: Vector<f32, 10>,
}

#[differentiable(inference)]
fn logits<const B: usize>(net: &Net, x: &Matrix<f32, B, 64>) -> Matrix<f32, B, 10> {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    h.matmul(&net.w2) + &net.b2
}

#[differentiable]
fn loss<const B: usize>(net: &Net, x: &Matrix<f32, B, 64>, y: &Labels<B, 10>) -> f32 {
    logits(net, x).cross_entropy(y)
}

#[differentiable(inference)]
fn classes(net: &Net, x: &Matrix<f32, 1, 64>) -> Matrix<f32, 1, 10> {
    logits(net, x).softmax()
}

/// Digits as `data/digits.bin` has them: 64 shades in 32 bytes, and the label.
pub type Digits = [[u8; 33]; 1797];
/// Every fifth is kept for the test.
const TESTS: usize = 360;
const EXAMPLES: usize = 1797 - TESTS;

pub struct Model {
    net: Net,
    gradient: Net,
    optimizer: Adam<Net>,
    training: Workspace<loss<BATCH>>,
    inference: Workspace<Inference<classes>>,
    x: Matrix<f32, BATCH, 64>,
    seed: u64,
}

impl Model {
    /// All zeros, so that the module does not carry it.
    const ZERO: Self = Model {
        net: Net::ZERO,
        gradient: Net::ZERO,
        optimizer: Adam::ZERO,
        training: Workspace::ZERO,
        inference: Workspace::ZERO,
        x: Matrix::ZERO,
        seed: 0,
    };
}

/// What learning takes, beside the digits.
const MEMORY: Budget = budget!(
    56 * 1024;
    parameters: Net,
    gradient: Net,
    optimizer: Adam<Net>,
    training: Workspace<loss<BATCH>>,
    inference: Workspace<Inference<classes>>,
    batch: Matrix<f32, BATCH, 64>,
    seed: u64,
);

#[unsafe(no_mangle)]
pub static mut MODEL: Model = Model::ZERO;
#[unsafe(no_mangle)]
pub static mut DIGITS: Digits = [[0; 33]; 1797];
#[unsafe(no_mangle)]
pub static mut IMAGE: [f32; 64] = [0.0; 64];
#[unsafe(no_mangle)]
pub static mut CLASSES: [f32; 10] = [0.0; 10];

/// Bytes of a model.
#[unsafe(no_mangle)]
pub extern "C" fn memory_of_model() -> usize {
    MEMORY.bytes()
}

/// Forgets everything, and draws new weights.
#[unsafe(no_mangle)]
pub extern "C" fn start(model: &mut Model, seed: u32) {
    model.seed = u64::from(seed) << 32;
    init::kaiming_uniform(&mut model.net, Fan::In, &mut seeded(model.seed));
    let settings = Adam::<f32>::new(0.004);
    model.optimizer.reset();
    model.optimizer.rate = settings.rate;
    model.optimizer.betas = settings.betas;
    model.optimizer.epsilon = settings.epsilon;
}

/// Takes a step on a batch drawn at random; gives its loss, or NaN if the digits are not what `DIGITS` is for.
#[unsafe(no_mangle)]
pub extern "C" fn learn(model: &mut Model, digits: &Digits) -> f32 {
    model.seed += 1;
    let mut random = seeded(model.seed);
    let mut labels = [0; BATCH];
    for (x, label) in model.x.as_mut_slice().as_chunks_mut().0.iter_mut().zip(&mut labels) {
        *label = read(&digits[training(random.next_u32() as usize)], x);
    }
    let Ok(y) = Labels::from_slice(&labels) else { return f32::NAN };
    let Model { net, gradient, optimizer, training, x, .. } = model;
    let loss = loss::value_and_grad(net, x, &y, training, gradient);
    optimizer.step(net, gradient);
    loss
}

/// How likely the image is to show each digit.
#[unsafe(no_mangle)]
pub extern "C" fn classify(model: &mut Model, image: &[f32; 64], likely: &mut [f32; 10]) {
    let x = Matrix::from([*image]);
    likely.copy_from_slice(classes::infer(&model.net, &x, &mut model.inference).as_slice());
}

/// The share of right answers on the digits that are kept for the test.
#[unsafe(no_mangle)]
pub extern "C" fn accuracy(model: &mut Model, digits: &Digits) -> f32 {
    let (mut image, mut likely, mut right) = ([0.0; 64], [0.0; 10], 0.0);
    for digit in digits.iter().step_by(5) {
        let label = read(digit, &mut image);
        classify(model, &image, &mut likely);
        let others = likely.iter().zip(0..).filter(|&(_, class)| class != label);
        let best = others.fold(0.0, |best, (&p, _)| f32::max(best, p));
        right += if likely.get(usize::from(label)).is_some_and(|&p| p > best) { 1.0 } else { 0.0 };
    }
    right / TESTS as f32
}

/// Shows a digit of the test; gives its label.
#[unsafe(no_mangle)]
pub extern "C" fn show(digits: &Digits, test: usize, image: &mut [f32; 64]) -> u8 {
    read(&digits[test % TESTS * 5], image)
}

/// Unpacks the shades, 0 (paper) to 1 (ink); gives the label.
fn read(digit: &[u8; 33], image: &mut [f32; 64]) -> u8 {
    let [packed @ .., label] = digit;
    for (pair, two) in image.as_chunks_mut().0.iter_mut().zip(packed) {
        *pair = [two & 15, two >> 4].map(|shade| f32::from(shade) / 15.0);
    }
    *label
}

/// The place among the digits of any example to learn from.
const fn training(any: usize) -> usize {
    let n = any % EXAMPLES;
    n / 4 * 5 + n % 4 + 1
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
