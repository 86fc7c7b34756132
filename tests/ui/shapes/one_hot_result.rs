//! One row for each label, one column for each class.
use tapeless::prelude::*;

fn main() {
    let labels = Labels::<2, 10>::from_slice(&[3, 9_u8]).unwrap();
    let _: Matrix<f32, 2, 9> = labels.one_hot();
}
//~ labels.one_hot()
