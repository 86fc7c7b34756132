//! The ends of a slice are part of its type.
use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 5>::zeros();
    let n = 3;
    let _ = x.slice(s![0..n]);
}
//~ n
