//! Whole training steps beside the same by hand: `cargo bench -p tapeless-benches --bench models`.
//!
//! A step is value and gradient, and `w ← w − rate·dw`, on one thread and held to AVX2.

mod by_hand;
mod support;
mod workloads;

use std::hint::black_box;

use by_hand::{Dense, Mat, abt, cross_entropy, mse, through};
use criterion::Criterion;
use support::race;
use tapeless::kernels::isa::{Level, limit, vectorized};
use tapeless::optim::{Optimizer, Sgd};
use tapeless::prelude::*;
use workloads::*;

const RATE: f32 = 1e-4;

#[inline(always)]
fn relu(x: f32) -> f32 {
    if x > 0.0 { x } else { 0.0 }
}
#[inline(always)]
fn relu_slope(y: f32) -> f32 {
    if y > 0.0 { 1.0 } else { 0.0 }
}
#[inline(always)]
fn tanh_slope(y: f32) -> f32 {
    1.0 - y * y
}

/// A step of ours, with everything it needs.
macro_rules! ours {
    ($loss:ident $(<$B:literal>)?: $Net:ty, $x:expr, $y:expr $(, $z:expr)?) => {{
        let inputs = ($x, $y, $($z)?);
        let (mut net, mut ws) = (some::<$Net>(), Workspace::<$loss$(<$B>)?>::boxed());
        let (mut gradient, mut sgd) = (<$Net>::boxed_zero(), Sgd::new(RATE as f64));
        move || {
            let (x, y, ..) = black_box(&inputs);
            black_box($loss::value_and_grad(&net, x, y, $({ let _ = stringify!($z); &inputs.2 },)? &mut ws, &mut gradient));
            sgd.step(&mut *net, &gradient);
        }
    }};
}

fn number(i: usize) -> f32 {
    (i * 7919 % 1013) as f32 / 2026.0 - 0.25
}

/// Parameters or inputs of small numbers.
fn some<P: Params<Elem = f32>>() -> Box<P> {
    let (mut p, mut i) = (P::boxed_zero(), 0);
    p.update(|_| {
        i += 1;
        number(i) / 8.0
    });
    p
}

fn rows<const B: usize, const N: usize>(seed: usize) -> Box<Mat<B, N>> {
    let mut x: Box<[[f32; N]]> = vec![[0.0; N]; B].into();
    x.iter_mut().flatten().enumerate().for_each(|(i, x)| *x = number(i + seed));
    x.try_into().unwrap()
}

/// Runs `f` compiled for AVX2.
macro_rules! fast {
    ($body:expr) => {
        vectorized(
            #[inline(always)]
            || $body,
        )
    };
}

fn w1_steps(c: &mut Criterion) {
    let mut ours = ours!(w1: Two<2, 8, 1>, *some::<Matrix<f32, 4, 2>>(), *some::<Matrix<f32, 4, 1>>());
    let (mut one, mut two) = (Dense::<2, 8>::some(), Dense::<8, 1>::some());
    let (x, t) = (rows::<4, 2>(1), rows::<4, 1>(2));
    let mut hand = || {
        let (x, t) = (black_box(&*x), black_box(&*t));
        black_box(fast!({
            let (mut h, mut y, mut ct) = ([[0.0; 8]; 4], [[0.0; 1]; 4], [[0.0; 8]; 4]);
            let (mut d1, mut d2) = (Dense::ZERO, Dense::ZERO);
            one.forward(x, &mut h, by_hand::tanh);
            two.forward(&h, &mut y, |y| y);
            let loss = mse(&mut y, t);
            d2.pull(&h, &y);
            abt(&y, &two.w, &mut ct);
            through(&mut ct, &h, tanh_slope);
            d1.pull(x, &ct);
            one.step(&d1, RATE);
            two.step(&d2, RATE);
            loss
        }));
    };
    race(c, "W1", None, &mut [("ours", &mut ours), ("by hand", &mut hand)]);
}

fn w2_steps<const B: usize>(c: &mut Criterion, name: &str, ours: &mut dyn FnMut()) {
    let (mut one, mut two, mut three) =
        (Dense::<8, 64>::some(), Dense::<64, 64>::some(), Dense::<64, 4>::some());
    let (x, t) = (rows::<B, 8>(1), rows::<B, 4>(2));
    let (mut h1, mut h2, mut c1, mut c2) =
        (rows::<B, 64>(1), rows::<B, 64>(1), rows::<B, 64>(1), rows::<B, 64>(1));
    let mut y = rows::<B, 4>(1);
    let (mut d1, mut d2, mut d3) = (Dense::ZERO, Dense::ZERO, Dense::ZERO);
    let mut hand = || {
        let (x, t) = (black_box(&*x), black_box(&*t));
        black_box(fast!({
            (d1, d2, d3) = (Dense::ZERO, Dense::ZERO, Dense::ZERO);
            one.forward(x, &mut h1, relu);
            two.forward(&h1, &mut h2, relu);
            three.forward(&h2, &mut y, |y| y);
            let loss = mse(&mut y, t);
            d3.pull(&h2, &y);
            abt(&y, &three.w, &mut c2);
            through(&mut c2, &h2, relu_slope);
            d2.pull(&h1, &c2);
            abt(&c2, &two.w, &mut c1);
            through(&mut c1, &h1, relu_slope);
            d1.pull(x, &c1);
            one.step(&d1, RATE);
            two.step(&d2, RATE);
            three.step(&d3, RATE);
            loss
        }));
    };
    race(
        c,
        name,
        Some(B * (6 * (8 * 64 + 64 * 64 + 64 * 4) / 2 - 8 * 64)),
        &mut [("ours", ours), ("by hand", &mut hand)],
    );
}

fn w2_inference(c: &mut Criterion) {
    let (net, mut ws) = (some::<Three>(), Workspace::<w2_predict<1>>::boxed());
    let x = some::<Matrix<f32, 1, 8>>();
    let mut ours = || {
        black_box(w2_predict::value(&net, black_box(&x), &mut ws));
    };
    let (one, two, three) = (Dense::<8, 64>::some(), Dense::<64, 64>::some(), Dense::<64, 4>::some());
    let hx = rows::<1, 8>(1);
    let (mut h1, mut h2, mut y) = ([[0.0; 64]], [[0.0; 64]], [[0.0; 4]]);
    let mut hand = || {
        let x = black_box(&*hx);
        fast!({
            one.forward(x, &mut h1, relu);
            two.forward(&h1, &mut h2, relu);
            three.forward(&h2, &mut y, |y| y);
        });
        black_box(&y);
    };
    race(c, "W2, inference, batch 1", Some(4864), &mut [("ours", &mut ours), ("by hand", &mut hand)]);
}

fn labels() -> ([u8; 256], Labels<256, 10>) {
    let labels = core::array::from_fn(|i| (i * 7 % 10) as u8);
    (labels, Labels::from_slice(&labels).unwrap())
}

fn w3_steps(c: &mut Criterion) {
    const B: usize = 256;
    let (l, labels) = labels();
    let x = some::<Matrix<f32, B, 784>>();
    let mut ours = ours!(w3: Two<784, 256, 10>, *x, labels);
    let mut net = Box::new((Dense::<784, 256>::some(), Dense::<256, 10>::some()));
    let mut d = Box::new((Dense::ZERO, Dense::ZERO));
    let x = rows::<B, 784>(1);
    let (mut h, mut y, mut ct) = (rows::<B, 256>(1), rows::<B, 10>(1), rows::<B, 256>(1));
    let mut hand = || {
        let x = black_box(&*x);
        black_box(fast!({
            *d = (Dense::ZERO, Dense::ZERO);
            net.0.forward(x, &mut h, relu);
            net.1.forward(&h, &mut y, |y| y);
            let loss = cross_entropy(&mut y, &l, by_hand::exp);
            d.1.pull(&h, &y);
            abt(&y, &net.1.w, &mut ct);
            through(&mut ct, &h, relu_slope);
            d.0.pull(x, &ct);
            net.0.step(&d.0, RATE);
            net.1.step(&d.1, RATE);
            loss
        }));
    };
    let work = B * (2 * 784 * 256 + 3 * 256 * 10);
    race(c, "W3", Some(work), &mut [("ours", &mut ours), ("by hand", &mut hand)]);
}

fn w4_steps(c: &mut Criterion) {
    const B: usize = 256;
    let (l, labels) = labels();
    let x = some::<Matrix<f32, B, 784>>();
    let mut ours = ours!(w4: One10, *x, labels);
    let (mut net, mut d) = (Box::new(Dense::<784, 10>::some()), Box::new(Dense::ZERO));
    let (x, mut y) = (rows::<B, 784>(1), rows::<B, 10>(1));
    let mut hand = || {
        let x = black_box(&*x);
        black_box(fast!({
            *d = Dense::ZERO;
            net.forward(x, &mut y, |y| y);
            let loss = cross_entropy(&mut y, &l, by_hand::exp);
            d.pull(x, &y);
            net.step(&d, RATE);
            loss
        }));
    };
    race(c, "W4", Some(2 * B * 784 * 10), &mut [("ours", &mut ours), ("by hand", &mut hand)]);
}

fn w7_steps<const B: usize>(c: &mut Criterion, name: &str, ours: &mut dyn FnMut()) {
    let (mut wx, mut wh) = (Dense::<16, 32>::some(), Dense::<32, 32>::some());
    let xs: Vec<_> = (0..20).map(rows::<B, 16>).collect();
    let t = rows::<B, 32>(3);
    let mut hs: Vec<_> = (0..21).map(rows::<B, 32>).collect();
    let (mut ct, mut back) = (rows::<B, 32>(1), rows::<B, 32>(1));
    let mut hand = || {
        let xs = black_box(&xs);
        black_box(fast!({
            let (mut dx, mut dh) = (Dense::<16, 32>::ZERO, Dense::<32, 32>::ZERO);
            for (i, x) in xs.iter().enumerate() {
                let (h, next) = hs.split_at_mut(i + 1);
                let (h, next) = (&h[i], &mut next[0]);
                wx.forward(x, &mut back, |y| y);
                by_hand::ab(h, &wh.w, next);
                for (n, b) in next.iter_mut().zip(back.iter()) {
                    n.iter_mut().zip(b).for_each(|(n, b)| *n = by_hand::tanh(*n + b));
                }
            }
            *ct = *hs[20];
            let loss = mse(&mut ct, &t);
            for (i, x) in xs.iter().enumerate().rev() {
                through(&mut ct, &hs[i + 1], tanh_slope);
                dx.pull(x, &ct);
                by_hand::add_atb(&hs[i], &ct, &mut dh.w);
                abt(&ct, &wh.w, &mut back);
                core::mem::swap(&mut ct, &mut back);
            }
            wx.step(&dx, RATE);
            wh.step(&dh, RATE);
            loss
        }));
    };
    let work = 20 * B * (16 * 32 * 2 + 32 * 32 * 3);
    race(c, name, Some(work), &mut [("ours", ours), ("by hand", &mut hand)]);
}

/// Arrays of inputs.
fn sequence<const B: usize>() -> [Matrix<f32, B, 16>; 20] {
    core::array::from_fn(|_| *some())
}

fn main() {
    limit(Level::Avx2);
    let c = &mut support::criterion();
    w1_steps(c);
    w2_steps::<1>(
        c,
        "W2, batch 1",
        &mut ours!(w2<1>: Three, *some::<Matrix<f32, 1, 8>>(), *some::<Matrix<f32, 1, 4>>()),
    );
    w2_steps::<32>(
        c,
        "W2, batch 32",
        &mut ours!(w2<32>: Three, *some::<Matrix<f32, 32, 8>>(), *some::<Matrix<f32, 32, 4>>()),
    );
    w2_inference(c);
    w3_steps(c);
    w4_steps(c);
    w7_steps::<1>(
        c,
        "W7, batch 1",
        &mut ours!(w7<1>: Cell, sequence::<1>(), *some::<Matrix<f32, 1, 32>>(), *some::<Matrix<f32, 1, 32>>()),
    );
    w7_steps::<16>(
        c,
        "W7, batch 16",
        &mut ours!(w7<16>: Cell, sequence::<16>(), *some::<Matrix<f32, 16, 32>>(), *some::<Matrix<f32, 16, 32>>()),
    );
    c.final_summary();
}
