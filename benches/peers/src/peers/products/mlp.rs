//! Dense layers.

use super::vectors::{cross_entropy, squared_error};
use super::{Matrix, Products};
use crate::inputs::Arrays;
use crate::peers::{Run, steps};
use crate::work::{Activation, RATE, Task};

struct Layer {
    inputs: usize,
    outputs: usize,
    w: Vec<f32>,
    b: Vec<f32>,
    /// What comes out of it, after the activation.
    out: Vec<f32>,
    /// The cotangent of that.
    ct: Vec<f32>,
}

struct Network {
    x: Vec<f32>,
    y: Vec<f32>,
    layers: Vec<Layer>,
    activation: Activation,
    loss: f32,
}

pub fn prepare<P: Products>(
    sizes: &[usize],
    batch: usize,
    activation: Activation,
    task: Task,
    arrays: Arrays,
) -> Option<Box<dyn Run>> {
    let mut arrays = arrays.into_iter();
    let mut next = || arrays.next().unwrap_or_default();
    let (x, y) = (next(), next());
    let layers = sizes.windows(2).map(|sizes| Layer {
        inputs: sizes[0],
        outputs: sizes[1],
        w: next(),
        b: next(),
        out: vec![0.0; batch * sizes[1]],
        ct: vec![0.0; batch * sizes[1]],
    });
    let network = Network { x, y, layers: layers.collect(), activation, loss: 0.0 };
    if task == Task::Inference {
        let last = sizes.len() - 2;
        return steps(network, Network::forward::<P>, move |network| network.layers[last].out.clone());
    }
    let step = move |network: &mut Network| {
        network.forward::<P>();
        network.loss = network.loss(task);
        network.backward::<P>();
    };
    steps(network, step, |network| {
        let parameters = network.layers.iter().flat_map(|layer| layer.w.iter().chain(&layer.b));
        std::iter::once(&network.loss).chain(parameters).copied().collect()
    })
}

impl Network {
    fn forward<P: Products>(&mut self) {
        std::hint::black_box(&mut self.x);
        let last = self.layers.len() - 1;
        for at in 0..=last {
            let (below, above) = self.layers.split_at_mut(at);
            let layer = &mut above[0];
            let x = below.last().map_or(&self.x, |layer| &layer.out);
            layer.out.chunks_exact_mut(layer.outputs).for_each(|row| row.copy_from_slice(&layer.b));
            let (x, w) = (Matrix::new(x, layer.inputs), Matrix::new(&layer.w, layer.outputs));
            P::product(&mut layer.out, 1.0, 1.0, x, w);
            if at < last {
                match self.activation {
                    Activation::Tanh => layer.out.iter_mut().for_each(|x| *x = x.tanh()),
                    Activation::Relu => layer.out.iter_mut().for_each(|x| *x = x.max(0.0)),
                }
            }
        }
    }

    /// The loss, and its cotangents of the outputs.
    fn loss(&mut self, task: Task) -> f32 {
        let top = self.layers.last_mut().expect("a layer");
        match task {
            Task::CrossEntropy => cross_entropy(&top.out, &self.y, &mut top.ct),
            _ => {
                top.ct.copy_from_slice(&top.out);
                squared_error(&mut top.ct, &self.y)
            }
        }
    }

    /// Every weight is stepped as soon as its cotangent is known, and never stored twice.
    fn backward<P: Products>(&mut self) {
        for at in (0..self.layers.len()).rev() {
            let (below, above) = self.layers.split_at_mut(at);
            let layer = &mut above[0];
            let ct = Matrix::new(&layer.ct, layer.outputs);
            if let Some(below) = below.last_mut() {
                P::product(&mut below.ct, 0.0, 1.0, ct, Matrix::new(&layer.w, layer.outputs).t());
                for (ct, out) in below.ct.iter_mut().zip(&below.out) {
                    match self.activation {
                        Activation::Tanh => *ct *= 1.0 - out * out,
                        Activation::Relu => *ct = if *out > 0.0 { *ct } else { 0.0 },
                    }
                }
            }
            let x = Matrix::new(below.last().map_or(&self.x, |layer| &layer.out), layer.inputs);
            P::product(&mut layer.w, 1.0, -RATE, x.t(), ct);
            for row in layer.ct.chunks_exact(layer.outputs) {
                layer.b.iter_mut().zip(row).for_each(|(b, ct)| *b -= RATE * ct);
            }
        }
    }
}
