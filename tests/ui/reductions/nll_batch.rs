//! One label for each row.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros().log_softmax();
    let labels = Labels::<2, 4>::from_slice(&[0u8, 1]).unwrap();
    let _ = x.nll(&labels);
}
//~ &labels
