//! One label for each row.
use tapeless::prelude::*;

fn main() {
    let labels = Labels::<2, 4>::from_slice(&[0, 1_u8]).unwrap();
    let x = Matrix::<f32, 3, 4>::zeros();
    let _ = x.cross_entropy(&labels);
}
//~ &labels
