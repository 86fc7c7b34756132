//! dfdx: sizes are types here too, and the backward pass is recorded on a tape.

mod networks;
mod rnn;
mod single;

use dfdx::optim::Sgd;
use dfdx::prelude::*;

use super::{Run, steps};
use crate::inputs::Arrays;
use crate::work::{Activation, RATE, Task, Work};

pub fn prepare(work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>> {
    use Activation::{Relu, Tanh as Th};
    use Task::{CrossEntropy, Inference, SquaredError};
    match *work {
        Work::Mlp { sizes, batch, activation, task } => match (sizes, batch, activation, task) {
            ([2, 8, 1], 4, Th, SquaredError) => networks::tanh_squared::<4, 2, 8, 1>(arrays),
            ([8, 64, 64, 4], 1, Relu, SquaredError) => networks::relu_squared::<1, 8, 64, 4>(arrays),
            ([8, 64, 64, 4], 32, Relu, SquaredError) => networks::relu_squared::<32, 8, 64, 4>(arrays),
            ([8, 64, 64, 4], 1, Relu, Inference) => networks::inference::<1, 8, 64, 4>(arrays),
            ([784, 256, 10], 256, Relu, CrossEntropy) => networks::relu_entropy::<256, 784, 256, 10>(arrays),
            ([784, 10], 256, _, CrossEntropy) => networks::regression::<256, 784, 10>(arrays),
            _ => None,
        },
        Work::Rnn { inputs: 16, hidden: 32, batch: 1, .. } => rnn::rnn::<1, 16, 32>(arrays),
        Work::Rnn { inputs: 16, hidden: 32, batch: 16, .. } => rnn::rnn::<16, 16, 32>(arrays),
        Work::Product { m, k, n, form } => single::product(m, k, n, form, arrays),
        Work::TanhSum { n } => single::tanh_sum(n, arrays),
        Work::Softmax { rows: 256, cols: 1000 } => single::softmax::<256, 1000>(arrays),
        _ => None,
    }
}

type Tape = OwnedTape<f32, Cpu>;
type Matrix<const M: usize, const N: usize, T = NoneTape> = Tensor<Rank2<M, N>, f32, Cpu, T>;
type Row<const N: usize> = Tensor<Rank1<N>, f32, Cpu>;
type Loss = Tensor<Rank0, f32, Cpu, Tape>;

fn tensor<S: ConstShape>(numbers: &[f32]) -> Tensor<S, f32, Cpu> {
    Cpu::default().tensor_from_vec(numbers.to_vec(), S::default())
}

/// The loss, its gradient, and a step of [`Sgd`].
fn train<N: TensorCollection<f32, Cpu> + 'static>(
    network: N,
    loss: impl Fn(&N, Gradients<f32, Cpu>) -> Loss + 'static,
    numbers: impl Fn(&N) -> Vec<f32> + 'static,
) -> Option<Box<dyn Run>> {
    let settings = SgdConfig { lr: RATE as f64, momentum: None, weight_decay: None };
    let state = (Sgd::new(&network, settings), Some(network.alloc_grads()), 0.0, network);
    let step = move |(sgd, gradients, last, network): &mut (Sgd<N, f32, Cpu>, Option<_>, f32, N)| {
        let loss = loss(network, gradients.take().expect("put back below"));
        *last = loss.array();
        let mut gradient = loss.backward();
        sgd.update(network, &gradient).expect("a gradient for each");
        network.zero_grads(&mut gradient);
        *gradients = Some(gradient);
    };
    steps(state, step, move |(_, _, last, network)| std::iter::once(*last).chain(numbers(network)).collect())
}
