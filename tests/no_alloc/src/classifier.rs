//! Classes of points, with normalised layers, dropout, cross-entropy of labels, in batches and with Adam.

use tapeless::init::{self, Fan};
use tapeless::prelude::*;
use tapeless::random::seeded;

const BATCH: usize = 12;
const KEPT: f32 = 0.9;

#[derive(Params)]
struct Net {
    w1: Matrix<f32, 2, 16>,
    b1: Vector<f32, 16>,
    #[ones]
    gain: Vector<f32, 16>,
    w2: Matrix<f32, 16, 3>,
    b2: Vector<f32, 3>,
}

type Points = Matrix<f32, BATCH, 2>;
type Mask = Matrix<bool, BATCH, 16>;

#[differentiable(inference)]
fn logits(net: &Net, x: &Points, mask: &Mask) -> Matrix<f32, BATCH, 3> {
    let z = x.matmul(&net.w1) + &net.b1;
    let centred = &z - &z.mean_axis::<1>().unsqueeze::<1>();
    let spread = (centred.square().mean_axis::<1>() + 1e-3).sqrt();
    let h = (centred / &spread.unsqueeze::<1>() * &net.gain).relu();
    let h = mask.select(&h * (1.0 / KEPT), 0.0);
    h.matmul(&net.w2) + &net.b2
}

#[differentiable]
fn loss(net: &Net, x: &Points, mask: &Mask, y: &Labels<BATCH, 3>) -> f32 {
    logits(net, x, mask).cross_entropy(y)
}

#[differentiable(inference)]
fn likely(net: &Net, x: &Points, mask: &Mask) -> Matrix<f32, BATCH, 3> {
    logits(net, x, mask).softmax()
}

/// Three classes: by the angle of a point. Gives the mean probability of the wrong ones.
pub fn train() -> f32 {
    let points = Points::from_fn(|[i, axis]| {
        let angle = 0.5236 * i as f32;
        (1.0 + 0.2 * (i % 3) as f32) * if axis == 0 { Real::cos(angle) } else { Real::sin(angle) }
    });
    let Ok(labels) = Labels::from_slice(&[0u8, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]) else { return f32::NAN };
    let mut random = seeded(5);
    let (mut net, mut gradient, mut optimizer) = (Net::ZERO, Net::ZERO, Adam::new(0.02));
    let (mut training, mut inference, mut mask) = (Workspace::ZERO, Workspace::ZERO, Mask::ZERO);
    init::kaiming_uniform(&mut net, Fan::In, &mut random);
    for _ in 0..300 {
        mask.fill_bernoulli(KEPT as f64, &mut random);
        loss::grad(&net, &points, &mask, &labels, &mut training, &mut gradient);
        optimizer.step(&mut net, &gradient);
    }
    let p = likely::infer(&net, &points, &Mask::full(true), &mut inference);
    let rows = p.rows().iter().zip(labels.as_slice());
    let right = rows.map(|(row, label)| row.iter().nth(usize::from(*label)).unwrap_or(&0.0));
    1.0 - right.sum::<f32>() / BATCH as f32
}
