//! burn on its flex backend, with its own automatic differentiation.

use std::hint::black_box;

use burn::tensor::activation::{log_softmax, softmax};
use burn::tensor::{Device, Int, Tensor, TensorData};

use super::{Run, steps};
use crate::inputs::Arrays;
use crate::work::{Activation, Form, RATE, Task, Work};

pub fn prepare(work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>> {
    let device = Device::flex();
    match *work {
        Work::Mlp { sizes, batch, activation, task } => {
            let layers = sizes.windows(2).zip(arrays[2..].chunks(2));
            let parameters = |device: &Device| -> Vec<Tensor<2>> {
                let of = |(sizes, arrays): (&[usize], &[Vec<f32>])| {
                    [matrix(&arrays[0], sizes[0], device), matrix(&arrays[1], 1, device)]
                };
                layers.clone().flat_map(of).collect()
            };
            if task == Task::Inference {
                let (x, parameters) = (matrix(&arrays[0], batch, &device), parameters(&device));
                return evaluate(move || network(black_box(&x), &parameters, activation));
            }
            let device = device.autodiff();
            let (x, parameters) = (matrix(&arrays[0], batch, &device), parameters(&device));
            if task == Task::CrossEntropy {
                let labels: Vec<i32> = arrays[1].iter().map(|&label| label as i32).collect();
                let y = Tensor::<2, Int>::from_data(TensorData::new(labels, [batch, 1]), &device);
                return train(parameters, move |p| {
                    let chances = log_softmax(network(black_box(&x), p, activation), 1);
                    chances.gather(1, y.clone()).mean().neg()
                });
            }
            let y = matrix(&arrays[1], batch, &device);
            train(parameters, move |p| squared_error(network(black_box(&x), p, activation), &y))
        }
        Work::Rnn { inputs, hidden, steps, batch } => {
            let device = device.autodiff();
            let (x, y) = (matrix(&arrays[0], steps * batch, &device), matrix(&arrays[1], batch, &device));
            let parameters = vec![
                matrix(&arrays[2], inputs, &device),
                matrix(&arrays[3], hidden, &device),
                matrix(&arrays[4], 1, &device),
            ];
            train(parameters, move |p| {
                // Of all steps at once.
                let inputs = black_box(&x).clone().matmul(p[0].clone()) + p[2].clone();
                let mut h = Tensor::zeros([batch, hidden], &device);
                for t in 0..steps {
                    h = (inputs.clone().narrow(0, t * batch, batch) + h.matmul(p[1].clone())).tanh();
                }
                squared_error(h, &y)
            })
        }
        Work::Product { m, k, n, form } => {
            let a = match form {
                Form::AtB => matrix(&arrays[0], k, &device).transpose(),
                _ => matrix(&arrays[0], m, &device),
            };
            let b = match form {
                Form::ABt => matrix(&arrays[1], n, &device).transpose(),
                _ => matrix(&arrays[1], k, &device),
            };
            evaluate(move || black_box(&a).clone().matmul(black_box(&b).clone()))
        }
        Work::TanhSum { .. } => {
            let (x, a, b) = (matrix(&arrays[0], 1, &device), arrays[1][0], arrays[2][0]);
            evaluate(move || black_box(&x).clone().mul_scalar(a).add_scalar(b).tanh().sum())
        }
        Work::Softmax { rows, .. } => {
            let x = matrix(&arrays[0], rows, &device);
            evaluate(move || softmax(black_box(&x).clone(), 1))
        }
    }
}

fn matrix(numbers: &[f32], rows: usize, device: &Device) -> Tensor<2> {
    Tensor::from_data(TensorData::new(numbers.to_vec(), [rows, numbers.len() / rows]), device)
}

fn network(x: &Tensor<2>, parameters: &[Tensor<2>], activation: Activation) -> Tensor<2> {
    let mut h = x.clone();
    for (at, layer) in parameters.chunks(2).enumerate() {
        if at > 0 {
            h = match activation {
                Activation::Tanh => h.tanh(),
                Activation::Relu => burn::tensor::activation::relu(h),
            };
        }
        h = h.matmul(layer[0].clone()) + layer[1].clone();
    }
    h
}

fn squared_error(x: Tensor<2>, y: &Tensor<2>) -> Tensor<1> {
    (x - y.clone()).square().mean()
}

fn train(
    parameters: Vec<Tensor<2>>,
    loss: impl Fn(&[Tensor<2>]) -> Tensor<1> + 'static,
) -> Option<Box<dyn Run>> {
    let parameters: Vec<_> = parameters.into_iter().map(Tensor::require_grad).collect();
    let step = move |(parameters, last): &mut (Vec<Tensor<2>>, f32)| {
        let value = loss(parameters);
        let mut gradients = value.backward();
        *last = value.into_scalar();
        for parameter in parameters {
            let gradient = parameter.grad_remove(&mut gradients).expect("a gradient for each");
            let stepped = parameter.clone().inner().sub(gradient.mul_scalar(RATE));
            *parameter = stepped.autodiff().require_grad();
        }
    };
    steps((parameters, 0.0), step, |(parameters, last)| {
        std::iter::once(*last).chain(parameters.iter().flat_map(|p| numbers(p))).collect()
    })
}

fn evaluate<const D: usize>(f: impl Fn() -> Tensor<D> + 'static) -> Option<Box<dyn Run>> {
    steps(None, move |out| *out = Some(f()), |out| out.iter().flat_map(numbers).collect())
}

fn numbers<const D: usize>(tensor: &Tensor<D>) -> Vec<f32> {
    tensor.clone().into_data().try_to_vec().expect("numbers")
}
