//! One expression is one loop: it gives what one step after the other gives, and nothing between has a place.
use tapeless::prelude::*;
use tapeless::testing::{assert_close, list, random};

type X = Matrix<f64, 5, 12>;
type A = Vector<f64, 12>;

#[differentiable(wrt = (x, a, b), inference)]
fn fused(x: &X, a: &A, b: &f64) -> f64 {
    let h = (x * a + *b).tanh();
    let g = (&h * a - x / 2.0).abs();
    (&g - &h).square().mean()
}

#[differentiable(wrt = (x, a, b))]
fn step_by_step(x: &X, a: &A, b: &f64) -> f64 {
    let product = x * a;
    let sum = &product + *b;
    let h = sum.tanh();
    let scaled = &h * a;
    let half = x / 2.0;
    let difference = &scaled - &half;
    let g = difference.abs();
    let error = &g - &h;
    let squares = error.square();
    squares.mean()
}

#[test]
fn a_chain_gives_what_its_steps_give() {
    let (x, a, b): (X, A, f64) = (random(1), random(2), random(3));
    let (mut ws, mut steps) = (Workspace::<fused>::new(), Workspace::<step_by_step>::new());
    let (mut dx, mut da, mut db) = (X::ZERO, A::ZERO, 0.0);
    let (mut ex, mut ea, mut eb) = (X::ZERO, A::ZERO, 0.0);
    let value = fused::value_and_grad(&x, &a, &b, &mut ws, &mut dx, &mut da, &mut db);
    let expected = step_by_step::value_and_grad(&x, &a, &b, &mut steps, &mut ex, &mut ea, &mut eb);
    // Elements and sums have the same bits; cotangents of x are of one element each.
    assert_eq!(value.to_bits(), expected.to_bits());
    assert_eq!(fused(&x, &a, &b).to_bits(), value.to_bits());
    assert_eq!(fused::infer(&x, &a, &b, &mut Workspace::new()).to_bits(), value.to_bits());
    assert_close("x", &list(&dx), &list(&ex), 1e-15);
    assert_close("a", &list(&da), &list(&ea), 1e-15);
    assert_close("b", &[db], &[eb], 1e-15);
}

#[test]
fn nothing_between_has_a_place() {
    let numbers = size_of::<X>();
    let names: Vec<&str> =
        Workspace::<fused>::PLACES.iter().filter(|p| p.bytes >= numbers).map(|p| p.name).collect();
    assert!(names.iter().all(|name| !name.split(", ").any(|name| name.starts_with('t'))), "{names:?}");
    // h and g are kept, beside their cotangents.
    assert_eq!(Workspace::<fused>::BYTES, 4 * numbers + size_of::<f64>());
    assert!(Workspace::<step_by_step>::BYTES >= 5 * numbers);
}

#[differentiable]
fn distance<const N: usize>(x: &Vector<f32, N>, y: &Vector<f32, N>) -> f32 {
    (x - y).square().sum()
}

#[differentiable]
fn real<T: Real, S: Shape>(x: &Tensor<T, S>, k: &T) -> T {
    (-(x * *k + T::from_f64(0.5))).sigmoid().sum() * *k + T::ONE
}

#[test]
fn a_sum_of_a_formula_stores_its_result_alone() {
    assert_eq!(Workspace::<distance<1000>>::BYTES, 4);
    let (x, y) = (Vector::from([1.0, 2.0]), Vector::from([0.0, 4.0]));
    let mut grad = Vector::ZERO;
    assert_eq!(distance::value_and_grad(&x, &y, &mut Workspace::new(), &mut grad), 5.0);
    assert_eq!(grad, Vector::from([2.0, -4.0]));
}

#[test]
fn functions_of_any_reals_and_shapes_have_chains() {
    let (x, k, mut grad) = (random::<X>(1), 0.7, X::ZERO);
    real::grad(&x, &k, &mut Workspace::<real<f64, _>>::new(), &mut grad);
    let slope = |x: f64| {
        let y = 1.0 / (1.0 + (x * k + 0.5).exp());
        -k * k * y * (1.0 - y)
    };
    let expected: Vec<f64> = x.as_slice().iter().map(|&x| slope(x)).collect();
    assert_close("x", &list(&grad), &expected, 1e-14);
}
