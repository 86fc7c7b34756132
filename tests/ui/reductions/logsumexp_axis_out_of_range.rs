//! Axes count from 0.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 2, 3>::zeros();
    let _ = x.logsumexp_axis::<2>();
}
//~ logsumexp_axis
