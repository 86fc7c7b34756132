//! An operation that does not exist.
use tapeless::nn::Linear;
use tapeless::prelude::*;

network! {
    struct Net;
    fn forward<const B: usize>(x: &Matrix<f32, B, 64>) -> Matrix<f32, B, 10> {
        hidden: Linear<32>,
        .swoosh(),
        output: Linear<10>,
    }
}

fn main() {}
