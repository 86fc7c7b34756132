//! An image is no list of features: a line `.flatten_from::<1>()` is missing.
use tapeless::nn::Linear;
use tapeless::prelude::*;

network! {
    struct Net;
    fn forward<const B: usize>(x: &Tensor3<f32, B, 8, 8>) -> Matrix<f32, B, 10> {
        hidden: Linear<32>,
        .relu(),
        output: Linear<10>,
    }
}

fn main() {}
