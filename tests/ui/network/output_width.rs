//! The last layer gives another width than the network promises.
use tapeless::nn::Linear;
use tapeless::prelude::*;

network! {
    struct Net;
    fn forward<const B: usize>(x: &Matrix<f32, B, 64>) -> Matrix<f32, B, 10> {
        hidden: Linear<32>,
        .relu(),
        output: Linear<11>,
    }
}

fn main() {}
