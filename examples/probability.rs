//! Probability: dice, two tests for one disease, expectations, and the distributions that everybody needs.
//!
//! `cargo run --release --example probability`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 2.6 and 22.8.

mod course;

use course::plot::{Plot, save};
use tapeless::distributions::{Bernoulli, Categorical, Multinomial, Normal, Uniform};
use tapeless::optim::{Adam, Optimizer};
use tapeless::prelude::*;
use tapeless::random::seeded;

// ANCHOR: likelihood
/// How surprising the data are under a normal distribution: the mean of −ln p(x).
#[differentiable]
fn surprise(normal: &Normal<f64>, x: &Vector<f64, 1000>) -> f64 {
    -normal.log_prob(x).mean()
}
// ANCHOR_END: likelihood

fn main() -> course::Result {
    course::no_options()?;
    let rng = &mut seeded(1);
    // ANCHOR: die
    println!("how often a fair die shows each face");
    let fair = Vector::<f64, 6>::full(1.0 / 6.0);
    for throws in [10.0, 100.0, 1000.0, 10_000.0] {
        let counts = Multinomial::new(throws, &fair)?.sample(rng);
        let estimate = counts.cast::<f64>() / throws;
        println!("  {throws:>6} throws: {estimate:.3}");
        assert!(estimate.max_abs_diff(&fair) < 2.0 / throws.sqrt());
    }
    // ANCHOR_END: die
    let throws: Labels<10_000, 6> = Categorical::new(&fair)?.sample(rng);
    let shares = throws.one_hot::<f64>().cumsum::<0>();
    let after = |n: usize, face| (n as f64, shares[[n - 1, face]] / n as f64);
    let mut convergence =
        Plot::new("the share of each face of a die", "throws", "estimated probability").log_x();
    for face in 0..6 {
        let points = (0..=100).map(|i| after(10f64.powf(1.0 + f64::from(i) * 0.03).round() as usize, face));
        convergence = convergence.line(&format!("{}", face + 1), points);
    }
    let convergence = convergence.dashes("1/6", [(10.0, 1.0 / 6.0), (10_000.0, 1.0 / 6.0)]).y_range(0.0..0.5);

    // ANCHOR: joint
    println!("\ncloudy or clear (rows), dry or rain (columns): joint probabilities");
    let joint = Matrix::from([[0.3, 0.2], [0.48, 0.02]]);
    let sky = joint.sum_keep::<1>(); // the marginal of the rows
    let given_sky = &joint / &sky;
    println!("{joint}\nmarginals {} and {}", sky.flatten::<shape![2]>(), joint.sum_axis::<0>());
    println!("given the sky\n{given_sky}");
    // ANCHOR_END: joint
    assert!((joint.sum() - 1.0).abs() < 1e-15);
    assert!(given_sky.is_close(&Matrix::from([[0.6, 0.4], [0.96, 0.04]]), 1e-15, 0.0));
    let rain = joint.sum_axis::<0>()[[1]];
    let by_bayes = given_sky[[0, 1]] * sky[[0, 0]] / rain; // P(cloudy | rain) from P(rain | cloudy)
    assert!((by_bayes - joint[[0, 1]] / rain).abs() < 1e-15);

    // ANCHOR: bayes
    // A disease of 15 in 10,000. The first test finds every case and 1 % of the healthy, the second 98 % and 3 %.
    let sick_or_not = Vector::from([0.0015, 0.9985]);
    let (first, second) = (Vector::from([1.0, 0.01]), Vector::from([0.98, 0.03]));
    let posterior = |prior: &Vector<f64, 2>, test: &Vector<f64, 2>| {
        let joint = prior * test;
        &joint / joint.sum()
    };
    let after_one = posterior(&sick_or_not, &first);
    let after_two = posterior(&after_one, &second);
    println!("\nsick, after one positive test: {:.4}, after two: {:.4}", after_one[[0]], after_two[[0]]);
    // ANCHOR_END: bayes
    assert!((after_one[[0]] - 0.1306).abs() < 5e-5 && (after_two[[0]] - 0.8307).abs() < 5e-5);

    // ANCHOR: expectation
    // An investment loses everything, doubles, or comes back tenfold.
    let (p, gain) = (Vector::from([0.5, 0.4, 0.1]), Vector::from([0.0, 2.0, 10.0]));
    let mean = p.dot(&gain);
    let variance = p.dot(&(&gain - mean).square());
    println!("\nexpected gain {mean}, variance {variance:.2}, standard deviation {:.2}", variance.sqrt());
    // ANCHOR_END: expectation
    assert!((mean - 1.8).abs() < 1e-15 && (variance - (p.dot(&gain.square()) - mean * mean)).abs() < 1e-14);
    let sampled: Labels<10_000, 3> = Categorical::new(&p)?.sample(rng);
    let sampled = sampled.one_hot::<f64>().matvec(&gain);
    assert!((sampled.mean() - mean).abs() < 0.1 && (sampled.var() - variance).abs() < 0.5);

    // ANCHOR: table
    println!("\n{:<24} {:>8} {:>8} {:>8}", "", "mean", "variance", "entropy");
    let row = |name: &str, [mean, variance, entropy]: [f64; 3]| {
        println!("{name:<24} {mean:8.4} {variance:8.4} {entropy:8.4}");
    };
    let (coin, loaded) = (Bernoulli::new(0.3)?, Categorical::new(&p)?);
    let (wait, height) = (Uniform::new(0.0, 4.0)?, Normal::new(1.0, 2.0)?);
    row("Bernoulli(0.3)", [coin.mean(), coin.variance(), coin.entropy()]);
    row("categorical(.5, .4, .1)", [loaded.mean(), loaded.variance(), loaded.entropy()]);
    row("uniform(0, 4)", [wait.mean(), wait.variance(), wait.entropy()]);
    row("normal(1, 2²)", [height.mean(), height.variance(), height.entropy()]);
    // ANCHOR_END: table
    let x: Vector<f64, 1000> = height.sample(rng);
    assert!((height.log_prob(&x).mean() + height.entropy()).abs() < 0.05); // entropy is the mean surprise

    // ANCHOR: fit
    let (mut guess, mut slope) = (Normal::new(0.0, 1.0)?, Normal::ZERO);
    let mut adam = Adam::new(0.05);
    for _ in 0..500 {
        surprise::grad(&guess, &x, &mut Workspace::new(), &mut slope);
        adam.step(&mut guess, &slope);
    }
    println!(
        "\nmost likely for 1000 samples of normal(1, 2²): mean {:.3}, deviation {:.3}",
        guess.mean, guess.std
    );
    // ANCHOR_END: fit
    assert!((guess.mean - x.mean()).abs() < 1e-3 && (guess.std - x.std()).abs() < 1e-3);

    let bins = (-6..=8).map(|bin| {
        let inside = x.ge(f64::from(bin) - 0.5).and(x.lt(f64::from(bin) + 0.5)).count();
        (f64::from(bin), inside as f64 / 1000.0)
    });
    let xs = (0..=140).map(|i| f64::from(i) / 10.0 - 6.0);
    let density = xs.map(|x| (x, guess.log_prob(&Vector::from([x]))[[0]].exp()));
    let fit = Plot::new("1000 samples and the density fitted to them", "x", "density")
        .bars("samples", bins)
        .line("fitted", density);
    save("probability", [convergence, fit])
}
