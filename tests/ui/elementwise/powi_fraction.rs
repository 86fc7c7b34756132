use tapeless::prelude::*;
fn f(x: &Vector<f32, 3>) {
    let _ = x.powi(0.5);
}
fn main() {}
//~ 0.5
