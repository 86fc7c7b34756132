//! Labels out of 9 for logits of 10 classes.
use tapeless::prelude::*;

fn main() {
    let logits = Matrix::<f32, 2, 10>::zeros();
    let labels = Labels::<2, 9>::from_slice(&[0u8, 1]).unwrap();
    let _ = logits.accuracy(&labels);
}
//~ &labels
