//! Both of one shape.
use tapeless::prelude::*;

fn main() {
    let (x, target) = (Matrix::<f32, 3, 4>::zeros(), Matrix::<f32, 3, 5>::zeros());
    let _ = x.kl_div(&target);
}
//~ &target
