//! Both of one shape.
use tapeless::prelude::*;

fn main() {
    let (x, target) = (Vector::<f32, 3>::zeros(), Vector::<f32, 4>::zeros());
    let _ = x.mae(&target);
}
//~ &target
