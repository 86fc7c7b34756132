//! rustc speaks of a number that it cannot infer once for each of its uses: in the bound, in the result, and of itself. A
//! method without its number is three errors, then; a default for it the language does not have.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 2, 3>::zeros();
    let _ = x.sum_axis();
}
//~ sum_axis
