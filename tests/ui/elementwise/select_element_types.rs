use tapeless::prelude::*;
fn f(m: &Vector<bool, 3>, x: &Vector<f32, 3>) {
    let _ = m.select(x, 0.0f64);
}
fn main() {}
//~ 0.0f64
