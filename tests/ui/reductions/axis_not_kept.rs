//! A mean of rows, to take off the rows, must keep its axis.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 8, 3>::zeros();
    let _ = &x - x.mean_axis::<1>();
}
//~ -
