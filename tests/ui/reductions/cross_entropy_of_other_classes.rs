//! Labels have as many classes as there are logits.
use tapeless::prelude::*;

fn main() {
    let labels = Labels::<3, 5>::from_slice(&[0, 1, 2_u8]).unwrap();
    let x = Matrix::<f32, 3, 4>::zeros();
    let _ = x.cross_entropy(&labels);
}
//~ &labels
