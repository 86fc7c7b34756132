//! An outer product has a row for each element of the left side.
use tapeless::prelude::*;

fn main() {
    let _: Matrix<f32, 3, 4> = Vector::<f32, 3>::zeros().outer(&Vector::<f32, 5>::zeros());
}
//~ Vector::<f32, 3>::zeros().outer(
