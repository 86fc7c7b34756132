//! candle, with its own automatic differentiation.

use std::hint::black_box;

use candle_core::{Device, Result, Tensor, Var};
use candle_nn::{Optimizer, SGD, loss, ops};

use super::{Run, steps};
use crate::inputs::Arrays;
use crate::work::{Activation, Form, RATE, Task, Work};

pub fn prepare(work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>> {
    ready(work, arrays).expect("shapes that fit")
}

fn ready(work: &Work, arrays: &Arrays) -> Result<Option<Box<dyn Run>>> {
    Ok(match *work {
        Work::Mlp { sizes, batch, activation, task } => {
            let x = tensor(&arrays[0], (batch, sizes[0]))?;
            let parameters = sizes.windows(2).zip(arrays[2..].chunks(2)).map(|(sizes, arrays)| {
                Ok([variable(&arrays[0], (sizes[0], sizes[1]))?, variable(&arrays[1], sizes[1])?])
            });
            let parameters: Vec<Var> = parameters.collect::<Result<Vec<_>>>()?.concat();
            match task {
                Task::Inference => {
                    // Tensors that are no variables, so that nothing is remembered for a backward pass.
                    let parameters: Vec<_> = parameters.iter().map(|p| p.detach()).collect();
                    evaluate(move || network(black_box(&x), &parameters, activation))
                }
                Task::SquaredError => {
                    let y = tensor(&arrays[1], (batch, sizes[sizes.len() - 1]))?;
                    train(parameters, move |p| loss::mse(&network(black_box(&x), p, activation)?, &y))?
                }
                Task::CrossEntropy => {
                    let labels: Vec<u32> = arrays[1].iter().map(|&label| label as u32).collect();
                    let y = Tensor::from_vec(labels, batch, &Device::Cpu)?;
                    train(parameters, move |p| {
                        loss::cross_entropy(&network(black_box(&x), p, activation)?, &y)
                    })?
                }
            }
        }
        Work::Rnn { inputs, hidden, steps, batch } => {
            let x = tensor(&arrays[0], (steps * batch, inputs))?;
            let y = tensor(&arrays[1], (batch, hidden))?;
            let parameters = vec![
                variable(&arrays[2], (inputs, hidden))?,
                variable(&arrays[3], (hidden, hidden))?,
                variable(&arrays[4], hidden)?,
            ];
            let start = y.zeros_like()?;
            train(parameters, move |p| {
                // Of all steps at once.
                let inputs = black_box(&x).matmul(&p[0])?.broadcast_add(&p[2])?;
                let mut h = start.clone();
                for t in 0..steps {
                    h = (inputs.narrow(0, t * batch, batch)? + h.matmul(&p[1])?)?.tanh()?;
                }
                loss::mse(&h, &y)
            })?
        }
        Work::Product { m, k, n, form } => {
            let (at, bt) = (form == Form::AtB, form == Form::ABt);
            let a = tensor(&arrays[0], if at { (k, m) } else { (m, k) })?;
            let b = tensor(&arrays[1], if bt { (n, k) } else { (k, n) })?;
            let (a, b) = (if at { a.t()? } else { a }, if bt { b.t()? } else { b });
            evaluate(move || black_box(&a).matmul(black_box(&b)))
        }
        Work::TanhSum { n } => {
            let (x, a, b) = (tensor(&arrays[0], n)?, arrays[1][0] as f64, arrays[2][0] as f64);
            evaluate(move || black_box(&x).affine(a, b)?.tanh()?.sum_all())
        }
        Work::Softmax { rows, cols } => {
            let x = tensor(&arrays[0], (rows, cols))?;
            evaluate(move || ops::softmax_last_dim(black_box(&x)))
        }
    })
}

fn tensor(numbers: &[f32], shape: impl Into<candle_core::Shape>) -> Result<Tensor> {
    Tensor::from_slice(numbers, shape.into(), &Device::Cpu)
}

fn variable(numbers: &[f32], shape: impl Into<candle_core::Shape>) -> Result<Var> {
    Var::from_tensor(&tensor(numbers, shape)?)
}

fn network(x: &Tensor, parameters: &[impl AsTensor], activation: Activation) -> Result<Tensor> {
    let mut h = x.clone();
    for (at, layer) in parameters.chunks(2).enumerate() {
        if at > 0 {
            h = match activation {
                Activation::Tanh => h.tanh()?,
                Activation::Relu => h.relu()?,
            };
        }
        h = h.matmul(layer[0].tensor())?.broadcast_add(layer[1].tensor())?;
    }
    Ok(h)
}

/// A variable or a constant.
trait AsTensor {
    fn tensor(&self) -> &Tensor;
}
impl AsTensor for Tensor {
    fn tensor(&self) -> &Tensor {
        self
    }
}
impl AsTensor for Var {
    fn tensor(&self) -> &Tensor {
        self.as_tensor()
    }
}

fn train(
    parameters: Vec<Var>,
    loss: impl Fn(&[Var]) -> Result<Tensor> + 'static,
) -> Result<Option<Box<dyn Run>>> {
    let optimizer = SGD::new(parameters.clone(), RATE as f64)?;
    let step = move |(parameters, optimizer, last): &mut (Vec<Var>, SGD, f32)| {
        let value = loss(parameters).expect("shapes that fit");
        optimizer.backward_step(&value).expect("shapes that fit");
        *last = value.to_scalar().expect("a number");
    };
    Ok(steps((parameters, optimizer, 0.0), step, |(parameters, _, last)| {
        let mut result = vec![*last];
        result.extend(parameters.iter().flat_map(|p| numbers(p)));
        result
    }))
}

fn evaluate(f: impl Fn() -> Result<Tensor> + 'static) -> Option<Box<dyn Run>> {
    steps(
        None,
        move |out| *out = Some(f().expect("shapes that fit")),
        |out| out.iter().flat_map(numbers).collect(),
    )
}

fn numbers(tensor: &Tensor) -> Vec<f32> {
    tensor.flatten_all().and_then(|flat| flat.to_vec1()).expect("numbers")
}
