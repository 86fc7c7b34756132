//! Indices stand in an array, one for each axis.
use tapeless::prelude::*;

fn main() {
    let v = Vector::from([1.0, 2.0]);
    let _ = v[0];
}
//~ 0
