//! A position in a slice is part of its type.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 5, 2>::zeros();
    let i = 3;
    let _ = x.slice(s![i, ..]);
}
//~ i
