//! The one to select by is a condition.
use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 3>::zeros();
    let _ = x.select(&x, 0.0);
}
//~ select
