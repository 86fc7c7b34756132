//! Means and targets are of one shape.
use tapeless::prelude::*;

fn main() {
    let (means, target) = (Vector::<f32, 3>::zeros(), Vector::<f32, 4>::zeros());
    let _ = means.gaussian_nll(&target, &1.0);
}
//~ &target
