//! A residual block must give what it takes.
use tapeless::nn::Linear;
use tapeless::prelude::*;

network! {
    struct Net;
    fn forward<const B: usize>(x: &Matrix<f32, B, 64>) -> Matrix<f32, B, 10> {
        input: Linear<32>,
        block: Residual {
            first: Linear<16>,
            .tanh(),
        },
        output: Linear<10>,
    }
}

fn main() {}
