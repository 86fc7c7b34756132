//! tapeless: sizes are types, so that each size of the table stands here once.

mod networks;
mod vectors;

use tapeless::prelude::*;

use super::{Run, steps};
use crate::inputs::Arrays;
use crate::work::{Activation, Form, RATE, Task, Work};
use networks::{one_hidden, regression, rnn, two_hidden};

pub fn prepare(work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>> {
    use Activation::{Relu, Tanh};
    use Task::{CrossEntropy, Inference, SquaredError};
    match *work {
        Work::Mlp { sizes, batch, activation, task } => match (sizes, batch, activation, task) {
            ([2, 8, 1], 4, Tanh, SquaredError) => one_hidden::squared_error::<4, 2, 8, 1>(arrays),
            ([8, 64, 64, 4], 1, Relu, SquaredError) => two_hidden::squared_error::<1, 8, 64, 64, 4>(arrays),
            ([8, 64, 64, 4], 32, Relu, SquaredError) => two_hidden::squared_error::<32, 8, 64, 64, 4>(arrays),
            ([8, 64, 64, 4], 1, Relu, Inference) => two_hidden::inference::<1, 8, 64, 64, 4>(arrays),
            ([784, 256, 10], 256, Relu, CrossEntropy) => {
                one_hidden::cross_entropy::<256, 784, 256, 10>(arrays)
            }
            ([784, 10], 256, _, CrossEntropy) => regression::cross_entropy::<256, 784, 10>(arrays),
            _ => None,
        },
        Work::Rnn { inputs: 16, hidden: 32, steps: 20, batch } => match batch {
            1 => rnn::squared_error::<20, 1, 16, 32>(arrays),
            16 => rnn::squared_error::<20, 16, 16, 32>(arrays),
            _ => None,
        },
        Work::Product { m, k, n, form } => match (m, k, n, form) {
            (8, 8, 8, Form::AB) => vectors::ab::<8, 8, 8>(arrays),
            (16, 16, 16, Form::AB) => vectors::ab::<16, 16, 16>(arrays),
            (32, 32, 32, Form::AB) => vectors::ab::<32, 32, 32>(arrays),
            (64, 64, 64, Form::AB) => vectors::ab::<64, 64, 64>(arrays),
            (128, 128, 128, Form::AB) => vectors::ab::<128, 128, 128>(arrays),
            (256, 256, 256, Form::AB) => vectors::ab::<256, 256, 256>(arrays),
            (512, 512, 512, Form::AB) => vectors::ab::<512, 512, 512>(arrays),
            (1, 64, 64, Form::AB) => vectors::ab::<1, 64, 64>(arrays),
            (256, 256, 10, Form::AB) => vectors::ab::<256, 256, 10>(arrays),
            (256, 784, 256, Form::AB) => vectors::ab::<256, 784, 256>(arrays),
            (256, 784, 256, Form::AtB) => vectors::atb::<256, 784, 256>(arrays),
            (256, 784, 256, Form::ABt) => vectors::abt::<256, 784, 256>(arrays),
            _ => None,
        },
        Work::TanhSum { n: 100_000 } => vectors::tanh_sum::<100_000>(arrays),
        Work::Softmax { rows: 256, cols: 1000 } => vectors::softmax::<256, 1000>(arrays),
        _ => None,
    }
}

fn tensor<S: Shape>(numbers: &[f32]) -> Option<Box<Tensor<f32, S>>> {
    Tensor::boxed_from_slice(numbers).ok()
}

/// The parameters, from their arrays.
fn network<P: Params<Elem = f32> + Zeroed>(arrays: &[Vec<f32>]) -> Box<P> {
    let (mut network, mut arrays) = (P::boxed_zero(), arrays.iter());
    network.visit_mut(|_, numbers| {
        if let Some(array) = arrays.next() {
            numbers.copy_from_slice(array);
        }
    });
    network
}

/// What a training loop has.
struct Training<P, W> {
    network: Box<P>,
    gradient: Box<P>,
    workspace: W,
    loss: f32,
}

/// `value_and_grad`, and then a step of [`Sgd`].
fn train<P: Params<Elem = f32> + 'static, W: 'static>(
    network: Box<P>,
    workspace: W,
    value_and_grad: impl Fn(&P, &mut W, &mut P) -> f32 + 'static,
) -> Option<Box<dyn Run>> {
    let training = Training { network, gradient: P::boxed_zero(), workspace, loss: 0.0 };
    let step = move |t: &mut Training<P, W>| {
        t.loss = value_and_grad(&t.network, &mut t.workspace, &mut t.gradient);
        Sgd::new(RATE as f64).step(&mut *t.network, &t.gradient);
    };
    steps(training, step, |t| {
        let mut result = vec![t.loss];
        t.network.visit(|_, numbers| result.extend(numbers));
        result
    })
}
