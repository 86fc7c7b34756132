//! Optimisers: their trajectories against numbers computed elsewhere (`optim/trajectories.py`), what they leave alone, and
//! where they can stand.

use std::sync::Mutex;

use tapeless::ops::{l1_penalty, l2_penalty};
use tapeless::optim::{FusedMomentum, clip_norm, clip_value};
use tapeless::prelude::*;

/// A vector and a number, and something that nobody learns.
#[derive(Params)]
struct Point<T: Real> {
    w: Vector<T, 2>,
    #[frozen]
    fixed: Vector<T, 3>,
    last: T,
}

fn point<T: Real>([x, y, z]: [f64; 3]) -> Point<T> {
    let [x, y, z, fixed] = [x, y, z, 9.0].map(T::from_f64);
    Point { w: Vector::from([x, y]), fixed: Vector::full(fixed), last: z }
}

/// Of the script's function.
fn gradient<T: Real>(p: &Point<T>) -> Point<T> {
    let w = [p.w[[0]], p.w[[1]], p.last];
    let others = [w[1] * w[2], w[0] * w[2], w[0] * w[1]];
    let [x, y, last] =
        std::array::from_fn(|i| T::from_f64(i as f64 + 1.0) * w[i] * (w[i] * w[i] - T::ONE) + others[i]);
    Point { w: Vector::from([x, y]), fixed: Vector::full(T::ONE), last }
}

const STEPS: usize = 10;

/// The ten points of a trajectory that the script wrote.
fn expected(name: &str) -> [[f64; 3]; STEPS] {
    let lines = include_str!("optim/trajectories.txt").lines();
    let rows = lines.filter_map(|line| {
        let (found, numbers) = line.split_once(' ')?;
        let mut numbers = numbers.split(' ').map(|x| x.parse().unwrap());
        (found == name).then(|| std::array::from_fn(|_| numbers.next().unwrap()))
    });
    rows.collect::<Vec<_>>().try_into().unwrap()
}

fn follow<T: Real>(name: &str, optimizer: &mut impl Optimizer<Point<T>>, tolerance: f64) {
    let mut p = point::<T>([0.5, -1.5, 2.0]);
    for (step, expected) in expected(name).into_iter().enumerate() {
        let gradient = gradient(&p);
        optimizer.step(&mut p, &gradient);
        let expected = point::<T>(expected);
        let tolerance = T::from_f64(tolerance);
        let near = |found: T, expected: T| (found - expected).abs() <= tolerance * (T::ONE + expected.abs());
        let found = [p.w[[0]], p.w[[1]], p.last];
        assert!(
            near(p.w[[0]], expected.w[[0]]) && near(p.w[[1]], expected.w[[1]]) && near(p.last, expected.last),
            "{name}, step {step}: {found:?}, expected {:?} {:?}",
            expected.w,
            expected.last
        );
        assert_eq!(p.fixed, expected.fixed);
    }
}

fn all<T: Real>(tolerance: f64) {
    follow::<T>("sgd", &mut Sgd::new(0.05), tolerance);
    follow::<T>("sgd_decay", &mut Sgd { weight_decay: 0.1, ..Sgd::new(0.05) }, tolerance);
    follow::<T>("momentum", &mut Momentum::new(0.02, 0.9), tolerance);
    let mut dampened = Momentum { dampening: 0.3, weight_decay: 0.05, ..Momentum::new(0.02, 0.9) };
    follow::<T>("momentum_dampened", &mut dampened, tolerance);
    let mut nesterov = Momentum { nesterov: true, weight_decay: 0.05, ..Momentum::new(0.02, 0.8) };
    follow::<T>("nesterov", &mut nesterov, tolerance);
    follow::<T>("rms_prop", &mut RmsProp::new(0.03), tolerance);
    let mut rms_prop = RmsProp { smoothing: 0.9, epsilon: 1e-3, weight_decay: 0.1, ..RmsProp::new(0.03) };
    follow::<T>("rms_prop_decay", &mut rms_prop, tolerance);
    follow::<T>("adam", &mut Adam::new(0.1), tolerance);
    let mut adam = Adam { betas: [0.8, 0.95], epsilon: 1e-4, weight_decay: 0.1, ..Adam::new(0.1) };
    follow::<T>("adam_decay", &mut adam, tolerance);
    follow::<T>("adam_w", &mut AdamW::new(0.1), tolerance);
    let mut adam_w = AdamW { betas: [0.8, 0.95], weight_decay: 0.2, ..AdamW::new(0.1) };
    follow::<T>("adam_w_decay", &mut adam_w, tolerance);
}

#[test]
fn trajectories_are_pytorchs() {
    all::<f64>(1e-13);
    all::<f32>(1e-5);
}

type Net = Point<f32>;
static ADAM: Mutex<Adam<Net>> = Mutex::new(Adam { weight_decay: 0.1, ..Adam::new(0.1) });
static MOMENTUM: Mutex<Momentum<Net>> = Mutex::new(Momentum { nesterov: true, ..Momentum::new(0.1, 0.9) });
const _: () = assert!(size_of::<RmsProp<Net>>() == 4 * 8 + size_of::<Net>());

#[test]
fn on_the_stack_in_a_static_and_in_a_box() {
    fn after_three(optimizer: &mut impl Optimizer<Net>) -> [u32; 3] {
        let mut net = point([1.0, 2.0, 3.0]);
        for _ in 0..3 {
            optimizer.step(&mut net, &point([0.5, -0.25, 1.5]));
        }
        [net.w[[0]], net.w[[1]], net.last].map(f32::to_bits)
    }
    let mut boxed = Adam::boxed(0.1);
    boxed.weight_decay = 0.1;
    let first = after_three(&mut Adam { weight_decay: 0.1, ..Adam::new(0.1) });
    assert_eq!(first, after_three(&mut *ADAM.lock().unwrap()));
    assert_eq!(first, after_three(&mut *boxed));
    boxed.reset();
    assert_eq!(first, after_three(&mut *boxed));
    let mut boxed = Momentum::boxed(0.1, 0.9);
    boxed.nesterov = true;
    let first = after_three(&mut *boxed);
    assert_ne!(first, after_three(&mut *boxed));
    assert_eq!(first, after_three(&mut *MOMENTUM.lock().unwrap()));
}

#[test]
fn clipping_looks_at_what_is_learned() {
    let gradient = || point::<f64>([3.0, -4.0, 12.0]);
    let mut clipped = gradient();
    assert_eq!(clip_norm(&mut clipped, 1.3), 13.0);
    assert!(clipped.w.is_close(&Vector::from([0.3, -0.4]), 1e-6, 0.0) && (clipped.last - 1.2).abs() < 1e-6);
    assert_eq!(clipped.fixed, gradient().fixed);
    let mut short = gradient();
    assert_eq!(clip_norm(&mut short, 14.0), 13.0);
    assert_eq!((short.w, short.last), (gradient().w, 12.0));
    let mut clipped = gradient();
    clip_value(&mut clipped, 3.5);
    assert_eq!((clipped.w, clipped.last, clipped.fixed), (Vector::from([3.0, -3.5]), 3.5, gradient().fixed));
    let mut wild = Vector::from([f64::NAN, f64::INFINITY, 1.0]);
    clip_value(&mut wild, 2.0);
    assert!(wild[[0]].is_nan() && wild[[1]] == 2.0 && wild[[2]] == 1.0);
    assert!(!clip_norm(&mut wild, 1.0).is_finite());
    assert_eq!(clip_norm(&mut Vector::<f32, 2>::zeros(), 1.0), 0.0);
}

/// Every parameter is used twice.
#[differentiable]
fn valley(p: &Point<f64>, x: &Vector<f64, 2>) -> f64 {
    let inner = (p.w.square() * x + p.last).tanh();
    (inner * &p.w).sum() * p.last + p.fixed.sum()
}

#[test]
fn a_fused_step_is_one_with_a_gradient_buffer() {
    let x = Vector::from([0.7, -1.3]);
    for (momentum, weight_decay) in [(0.0, 0.0), (0.9, 0.1)] {
        let (mut p, mut fused) = (point([0.5, -1.5, 2.0]), point([0.5, -1.5, 2.0]));
        let mut optimizer = Momentum { weight_decay, ..Momentum::new(0.01, momentum) };
        let mut without = FusedMomentum { weight_decay, ..FusedMomentum::new(0.01, momentum) };
        let (mut ws, mut gradient) = (Workspace::new(), Point::ZERO);
        for _ in 0..10 {
            let value = valley::value_and_grad(&p, &x, &mut ws, &mut gradient);
            optimizer.step(&mut p, &gradient);
            let same = without.step(&mut fused, |p, sum| valley::accumulate_grad(p, &x, &mut ws, sum));
            assert!((value - same).abs() < 1e-12 * (1.0 + value.abs()), "{value} {same}");
        }
        assert!(p.w.is_close(&fused.w, 1e-12, 0.0) && (p.last - fused.last).abs() < 1e-12);
        assert_eq!(fused.fixed, Vector::full(9.0));
    }
}

#[differentiable]
fn penalty(p: &Point<f64>) -> f64 {
    l2_penalty(p) + l1_penalty(&p.w) * 2.0
}

#[test]
fn penalties_are_of_what_is_learned() {
    let (p, mut gradient) = (point([3.0, -4.0, 12.0]), point([7.0; 3]));
    let value = penalty::value_and_grad(&p, &mut Workspace::new(), &mut gradient);
    assert_eq!((value, gradient.w, gradient.last), (84.5 + 14.0, Vector::from([5.0, -6.0]), 12.0));
    assert_eq!(l1_penalty(&p), 19.0);
}
