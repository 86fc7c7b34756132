//! Initialisation: the distributions, and what they leave alone.

use tapeless::init::{self, Fan};
use tapeless::prelude::*;
use tapeless::random::{Rng, seeded};

#[derive(Params)]
struct Layer {
    w: Matrix<f32, 60, 40>,
    b: Vector<f32, 40>,
    #[ones]
    gain: Vector<f32, 40>,
}

#[derive(Params)]
struct Net {
    layers: [Layer; 3],
    kernel: Tensor4<f32, 8, 6, 5, 5>,
    #[frozen]
    mean: Matrix<f32, 3, 3>,
    scale: f32,
}

/// A net that was something else before, started by `f`.
fn started(f: impl FnOnce(&mut Net)) -> Box<Net> {
    let mut net = Net::boxed_zero();
    net.update(|_| 7.0);
    f(&mut net);
    for layer in &net.layers {
        assert_eq!((&layer.b, &layer.gain), (&Vector::zeros(), &Vector::ones()));
    }
    assert_eq!((&net.mean, net.scale), (&Matrix::full(7.0), 0.0));
    net
}

/// Mean, standard deviation, and the largest distance from 0.
fn moments(numbers: &[f32]) -> [f64; 3] {
    let n = numbers.len() as f64;
    let mean = numbers.iter().map(|&x| f64::from(x)).sum::<f64>() / n;
    let variance = numbers.iter().map(|&x| (f64::from(x) - mean).powi(2)).sum::<f64>() / n;
    [mean, variance.sqrt(), numbers.iter().fold(0.0f32, |max, x| max.max(x.abs())).into()]
}

/// Both weights have the standard deviations expected; a uniform distribution ends at √3 of it.
fn check(net: &Net, uniform: bool, expected: [f64; 2]) {
    for (numbers, std) in [(net.layers[1].w.as_slice(), expected[0]), (net.kernel.as_slice(), expected[1])] {
        let [mean, found, largest] = moments(numbers);
        assert!(mean.abs() < 0.08 * std, "{mean}");
        assert!((found - std).abs() < 0.06 * std, "expected {std}, found {found}");
        let end = 3f64.sqrt() * std;
        assert_eq!(largest < 1.0001 * end, uniform, "{largest} {end}");
        assert!(largest > 0.98 * end);
    }
}

#[test]
fn distributions() {
    let rng = &mut seeded(1);
    let both = |dense: [f64; 2], window: [f64; 2]| [dense, window].map(|[scale, fan]| (scale / fan).sqrt());
    check(&started(|net| init::normal(net, 0.0, 0.01, rng)), false, [0.01; 2]);
    check(&started(|net| init::uniform(net, -0.3, 0.3, rng)), true, [0.3 / 3f64.sqrt(); 2]);
    let xavier = both([2.0, 100.0], [2.0, 350.0]);
    check(&started(|net| init::xavier_normal(net, rng)), false, xavier);
    check(&started(|net| init::xavier_uniform(net, rng)), true, xavier);
    let fan_in = both([2.0, 60.0], [2.0, 150.0]);
    check(&started(|net| init::kaiming_normal(net, Fan::In, rng)), false, fan_in);
    check(&started(|net| init::kaiming_uniform(net, Fan::In, rng)), true, fan_in);
    let fan_out = both([2.0, 40.0], [2.0, 200.0]);
    check(&started(|net| init::kaiming_normal(net, Fan::Out, rng)), false, fan_out);
    check(&started(|net| init::kaiming_uniform(net, Fan::Out, rng)), true, fan_out);
}

#[test]
fn zeros_everywhere() {
    let net = started(init::zeros);
    assert!(net.layers.iter().all(|layer| layer.w.iter().all(|&x| x == 0.0)));
}

#[test]
fn a_tensor_by_itself_is_drawn() {
    let (mut vector, mut number) = (Vector::<f64, 6>::zeros(), 0.0f32);
    init::kaiming_uniform(&mut vector, Fan::In, &mut seeded(1));
    init::normal(&mut number, 0.0, 1.0, &mut seeded(1));
    assert!(vector.iter().all(|&x| x != 0.0 && x.abs() <= 1.0) && number != 0.0);
}

#[test]
fn one_seed_one_net_from_any_generator() {
    let mut other: Box<dyn Rng> = Box::new(seeded(3));
    let numbers = |rng: &mut dyn Rng| started(|net| init::xavier_normal(net, rng)).layers[2].w.clone();
    let first = numbers(&mut *other);
    assert_eq!(first, numbers(&mut seeded(3)));
    assert_ne!(first, numbers(&mut *other));
}
