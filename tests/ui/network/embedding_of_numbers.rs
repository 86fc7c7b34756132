//! An embedding takes labels.
use tapeless::nn::Embedding;
use tapeless::prelude::*;

network! {
    struct Net;
    fn forward<const B: usize>(x: &Matrix<f32, B, 64>) -> Matrix<f32, B, 8> {
        table: Embedding<8>,
    }
}

fn main() {}
