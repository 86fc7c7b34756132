//! A layer of one's own takes 16 features and gets 12.
use tapeless::nn::{Layer, Linear};
use tapeless::prelude::*;

#[derive(Params)]
struct Gate {
    scale: Vector<f32, 16>,
}

#[differentiable]
impl Gate {
    fn forward<const B: usize>(&self, x: &Matrix<f32, B, 16>) -> Matrix<f32, B, 16> {
        x * &self.scale
    }
}

impl<X> Layer<X> for Gate {
    type Params = Self;
}
impl Init for Gate {}

network! {
    struct Net;
    fn forward<const B: usize>(x: &Matrix<f32, B, 64>) -> Matrix<f32, B, 16> {
        hidden: Linear<12>,
        gate: Gate,
    }
}

fn main() {}
