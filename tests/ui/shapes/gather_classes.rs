use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let labels = Labels::<2, 4>::from_slice(&[0u8, 0]).unwrap();
    x.gather(&labels);
}
//~ &labels
