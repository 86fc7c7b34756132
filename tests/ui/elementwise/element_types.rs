use tapeless::prelude::*;
fn f(x: &Vector<f32, 3>, y: &Vector<f64, 3>) {
    let _ = x / y;
}
fn main() {}
//~ /
