//! A literal float has a point. On the left stands an integer of the language: rustc lists what it knows of those, whatever we say.
use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 3>::zeros();
    let _ = 2 * &x;
}
//~ *
