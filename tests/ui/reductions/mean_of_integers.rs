//! A mean of integers would not be an integer.
use tapeless::prelude::*;

fn main() {
    let x = Vector::from([1, 2]);
    let _ = x.mean();
}
//~ mean
