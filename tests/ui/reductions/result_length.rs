//! The result has the axis that is left.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 2, 3>::zeros();
    let _: Vector<f32, 3> = x.sum_axis::<1>();
}
//~ x.sum_axis::<1>()
