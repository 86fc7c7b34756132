//! Both of one shape.
use tapeless::prelude::*;

fn main() {
    let (x, target) = (Matrix::<f32, 3, 4>::zeros(), Matrix::<f32, 2, 4>::zeros());
    let _ = x.soft_cross_entropy(&target);
}
//~ &target
