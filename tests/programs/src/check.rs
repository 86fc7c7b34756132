//! Checks of one program: the derived value is the function's, the gradient that of five-point differences, the same
//! in a workspace full of NaN; forward mode agrees with reverse mode.

// What is checked is a program's function and its passes, as they stand.
#![allow(clippy::type_complexity)]

use tapeless::prelude::*;
use tapeless::testing::{Flat, copy, dot, list, random};

use crate::models::{Inputs, Layer, Net};

/// What a program branches on.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// 0, 1 or 2.
    pub k: usize,
    /// Either.
    pub flag: bool,
}

const CHOICES: [Choice; 3] =
    [Choice { k: 0, flag: true }, Choice { k: 1, flag: false }, Choice { k: 2, flag: true }];

/// Step of the differences. Programs that square in loops are curved: with 5e-4, those of seed 310 are 0.4 % off. Rounding
/// costs 1e-16 / `STEP` of a value, which is far below the tolerance.
const STEP: f64 = 2e-5;

/// Panics, with the program's text, unless `vjp` gives the value of `value` and the gradient that its differences give.
///
/// `value` gets the inputs twice: what a program stops the gradient of depends on the second ones.
pub fn check<R: Flat>(
    program: &str,
    wrt: &[&str],
    value: &dyn Fn(&Inputs<f64>, &Inputs<f64>, Choice) -> R,
    vjp: &mut dyn FnMut(&Inputs<f64>, Choice, &R, &mut Inputs<f64>) -> R,
) {
    for (seed, choice) in (1..).zip(CHOICES) {
        let (at, ct) = (inputs(seed), random::<R>(100 + seed));
        let expected = list(&value(&at, &at, choice));
        let mut grad = Inputs::ZERO;
        let found = list(&vjp(&at, choice, &ct, &mut grad));
        let agree = |what: &str, found: &[f64], expected: &[f64], tolerance: f64| {
            if let Err(difference) = close(found, expected, tolerance) {
                panic!("{what}, point {seed}, {choice:?}: {difference}\n\n{program}");
            }
        };
        // A number's own methods are the standard library's in the function, ours in what is derived.
        agree("value", &found, &expected, 1e-13);

        let wanted = |gradient: &Inputs<f64>| numbers(gradient, wrt);
        let differences: Vec<f64> = (0..numbers(&at, wrt).len())
            .map(|i| {
                let moved = |steps: f64| dot(&value(&moved(&at, wrt, i, steps * STEP), &at, choice), &ct);
                (moved(-2.0) - 8.0 * moved(-1.0) + 8.0 * moved(1.0) - moved(2.0)) / (12.0 * STEP)
            })
            .collect();
        agree("gradient against differences", &wanted(&grad), &differences, 1e-7);

        let (mut nan, mut nan_ct) = (inputs(seed), copy(&ct));
        each(&mut nan, |_, x| *x = f64::NAN);
        nan_ct.each(&mut |x, _| *x = f64::NAN);
        let mut again = inputs(seed);
        for other in CHOICES {
            vjp(&nan, other, &nan_ct, &mut again);
        }
        let found_again = list(&vjp(&at, choice, &ct, &mut again));
        agree("value in a used workspace", &found_again, &found, 0.0);
        agree("gradient in a used workspace", &wanted(&again), &wanted(&grad), 0.0);
    }
}

/// Panics, with the program's text, unless ⟨ct, Jv⟩ = ⟨Jᵀct, v⟩.
pub fn check_forward_mode<R: Flat>(
    program: &str,
    wrt: &[&str],
    vjp: &mut dyn FnMut(&Inputs<f64>, Choice, &R, &mut Inputs<f64>) -> R,
    jvp: &mut dyn FnMut(&Inputs<f64>, Choice, &Inputs<f64>) -> (R, R),
) {
    for (seed, choice) in (1..).zip(CHOICES) {
        let (at, along, ct) = (inputs(seed), inputs(50 + seed), random::<R>(100 + seed));
        let mut grad = Inputs::ZERO;
        let value = list(&vjp(&at, choice, &ct, &mut grad));
        let (dual_value, tangent) = jvp(&at, choice, &along);
        let reverse: Vec<f64> =
            numbers(&grad, wrt).iter().zip(numbers(&along, wrt)).map(|(g, v)| g * v).collect();
        let forward = dot(&tangent, &ct);
        let scale = reverse.iter().map(|term| term.abs()).sum::<f64>().max(1.0);
        if let Err(difference) = close(&list(&dual_value), &value, 1e-12)
            .and_then(|()| close(&[forward / scale], &[reverse.iter().sum::<f64>() / scale], 1e-12))
        {
            panic!("forward mode, point {seed}, {choice:?}: {difference}\n\n{program}");
        }
    }
}

/// The first that differs by more than `tolerance`, relative to the largest (or 1).
fn close(found: &[f64], expected: &[f64], tolerance: f64) -> Result<(), String> {
    assert_eq!(found.len(), expected.len());
    let scale = expected.iter().fold(1.0_f64, |m, x| m.max(x.abs()));
    // Written so that NaN is a difference.
    let is_close = |i: &usize| (found[*i] - expected[*i]).abs() <= tolerance * scale;
    match (0..found.len()).find(|i| !is_close(i)) {
        Some(i) => Err(format!("number {i} is {:e}, expected {:e}", found[i], expected[i])),
        None => Ok(()),
    }
}

fn inputs(seed: u64) -> Inputs<f64> {
    let layer = |seed| Layer { w: random(seed), b: random(seed + 1) };
    let seed = 10 * seed;
    let net = Net {
        layers: [layer(seed), layer(seed + 2)],
        m: random(seed + 4),
        v: random(seed + 5),
        gain: random(seed + 6),
    };
    Inputs { net, x: random(seed + 7), s: random(seed + 8) }
}

/// Calls `f` with each number and the name of its tensor.
fn each(inputs: &mut Inputs<f64>, mut f: impl FnMut(&str, &mut f64)) {
    inputs.visit_mut(|leaf, numbers| {
        let name = leaf.path.to_string();
        numbers.iter_mut().for_each(|x| f(&name, x));
    });
}

fn is_wanted(name: &str, wrt: &[&str]) -> bool {
    wrt.iter().any(|wanted| name.split('.').next() == Some(wanted))
}

/// The numbers of the inputs that are differentiated with respect to.
fn numbers(inputs: &Inputs<f64>, wrt: &[&str]) -> Vec<f64> {
    let mut numbers = Vec::new();
    each(&mut copy(inputs), |name, x| {
        if is_wanted(name, wrt) {
            numbers.push(*x);
        }
    });
    numbers
}

/// The inputs, with number `i` of [`numbers`] moved.
fn moved(inputs: &Inputs<f64>, wrt: &[&str], i: usize, by: f64) -> Inputs<f64> {
    let (mut moved, mut at) = (copy(inputs), 0);
    each(&mut moved, |name, x| {
        if is_wanted(name, wrt) {
            if at == i {
                *x += by;
            }
            at += 1;
        }
    });
    moved
}
