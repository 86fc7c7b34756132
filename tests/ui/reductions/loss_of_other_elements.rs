//! Prediction and target have one element type.
use tapeless::prelude::*;

fn main() {
    let (x, target) = (Vector::<f32, 3>::zeros(), Vector::<f64, 3>::zeros());
    let _ = x.mse(&target);
}
//~ &target
