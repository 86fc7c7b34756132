use tapeless::prelude::*;
fn f(x: &Vector<f64, 3>) {
    let _ = x * 2.0f32;
}
fn main() {}
//~ *
