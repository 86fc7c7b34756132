//! An expression stands in braces.
use tapeless::prelude::*;

fn main() {
    const K: usize = 2;
    let x = Vector::<f32, 5>::zeros();
    let _ = x.slice(s![0..K + 1]);
}
//~ s![0..K + 1]
