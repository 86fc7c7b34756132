//! Prediction and target have one shape.
use tapeless::prelude::*;

fn main() {
    let prediction = Matrix::<f32, 32, 1>::zeros();
    let target = Matrix::<f32, 32, 2>::zeros();
    let _ = prediction.mse(&target);
}
//~ &target
