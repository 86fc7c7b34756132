//! An axis that is kept has the length 1.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _: Tensor<f32, shape![1, 4]> = x.sum_keep::<1>();
}
//~ x.sum_keep::<1>()
