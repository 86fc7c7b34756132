//! An Lp norm has p of 1 or more.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _ = x.norm::<tapeless::typenum::U0>();
}
//~ tapeless::typenum::U0
