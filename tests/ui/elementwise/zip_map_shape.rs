//! Two tensors are walked together only if their shapes are equal.
use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 4>::zeros();
    let _ = x.zip_map(&Vector::<f32, 3>::zeros(), |a, b| a + b);
}
//~ &Vector
