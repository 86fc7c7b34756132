//! A network of nothing.
use tapeless::prelude::*;

network! {
    struct Net;
    fn forward<const B: usize>(x: &Matrix<f32, B, 64>) -> Matrix<f32, B, 64> {}
}

fn main() {}
