//! A dual number does not lose its derivative by accident.
use tapeless::prelude::*;

fn main() {
    let x = Vector::from([Dual { re: 1.0f32, eps: 1.0 }]);
    let _ = x.cast::<f32>();
}
//~ cast
