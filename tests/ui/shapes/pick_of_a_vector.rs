//! One element for each row of a matrix.
use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 3>::zeros();
    let labels = Labels::<1, 3>::from_slice(&[0u8]).unwrap();
    let _ = x.pick(&labels);
}
//~ &labels
