//! A type that is no layer.
use tapeless::nn::Linear;
use tapeless::prelude::*;

struct Wide;

network! {
    struct Net;
    fn forward<const B: usize>(x: &Matrix<f32, B, 64>) -> Matrix<f32, B, 10> {
        hidden: Wide,
        output: Linear<10>,
    }
}

fn main() {}
