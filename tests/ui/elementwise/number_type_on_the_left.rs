use tapeless::prelude::*;
fn f(x: &Vector<f32, 3>) {
    let _ = 2.0f64 * x;
}
fn main() {}
//~ *
