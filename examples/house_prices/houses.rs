//! The table as a network sees it, and the network.

use tapeless::data::{DataError, Encoding, Table, full_batches};
use tapeless::optim::{AdamW, Optimizer, schedule};
use tapeless::prelude::*;
use tapeless::random::{seeded, shuffle};

/// Room for features: a table of one's own may have fewer.
const FEATURES: usize = 192;
pub const BATCH: usize = 32;
const EPOCHS: u32 = 8;
const RATE: f64 = 0.02;

// ANCHOR: model
/// The logarithm of a price, from features.
#[derive(Params)]
pub struct Linear {
    w: Vector<f32, FEATURES>,
    b: f32,
}

#[differentiable]
pub fn predict<const B: usize>(net: &Linear, x: &Matrix<f32, B, FEATURES>) -> Vector<f32, B> {
    x.matvec(&net.w) + net.b
}

#[differentiable]
fn loss<const B: usize>(net: &Linear, x: &Matrix<f32, B, FEATURES>, y: &Vector<f32, B>) -> f32 {
    predict(net, x).mse(y)
}
// ANCHOR_END: model

/// A table as the network sees it.
pub struct Houses {
    pub features: Vec<[f32; FEATURES]>,
    /// ln price, less the mean of the training part: so that weight decay pulls toward the mean price.
    pub logs: Vec<f32>,
    pub mean: f32,
}

impl Houses {
    // ANCHOR: prepare
    /// Means, deviations and categories are those of the rows `fitted`: nothing of the others leaks into training.
    pub fn prepare(table: &Table, target: &str, fitted: &[usize]) -> Result<Self, DataError> {
        let encoder = Encoding::all_but(table, &[target]).fit_within::<FEATURES>(table, fitted)?;
        let logs: Vec<f32> = table.numbers(target)?.iter().map(|price| price.ln() as f32).collect();
        let mean = fitted.iter().map(|&row| logs[row]).sum::<f32>() / fitted.len() as f32;
        let logs = logs.iter().map(|log| log - mean).collect();
        Ok(Houses { features: encoder.encode(table)?, logs, mean })
    }
    // ANCHOR_END: prepare

    /// The root of the mean squared error of ln price.
    pub fn log_error(&self, net: &Linear, rows: &[usize]) -> f64 {
        let squares = rows.iter().map(|&row| {
            let x = Matrix::from([self.features[row]]);
            f64::from(loss(net, &x, &Vector::from([self.logs[row]])))
        });
        (squares.sum::<f64>() / rows.len() as f64).sqrt()
    }

    // ANCHOR: train
    /// Trains on `rows`; after each epoch `watch` sees the network.
    pub fn train(&self, rows: &mut [usize], weight_decay: f64, mut watch: impl FnMut(&Linear)) -> Linear {
        let rng = &mut seeded(1);
        let (mut net, mut gradient) = (Linear::ZERO, Linear::ZERO);
        let (mut x, mut y) = (Matrix::ZERO, Vector::ZERO);
        let mut workspace = Workspace::<loss<BATCH>>::new();
        let mut optimizer = AdamW { weight_decay, ..AdamW::new(RATE) };
        for epoch in 0..EPOCHS {
            optimizer.set_rate(RATE * schedule::cosine(epoch, EPOCHS));
            shuffle(rows, rng);
            for batch in full_batches::<BATCH>(rows) {
                batch.read(&mut x, |row, features| features.copy_from_slice(&self.features[row]));
                batch.read(&mut y, |row, log| log[0] = self.logs[row]);
                loss::grad(&net, &x, &y, &mut workspace, &mut gradient);
                optimizer.step(&mut net, &gradient);
            }
            watch(&net);
        }
        net
    }
    // ANCHOR_END: train
}
