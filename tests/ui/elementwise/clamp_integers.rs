use tapeless::prelude::*;
fn f(x: &Vector<f32, 3>) {
    let _ = x.clamp(0, 1);
}
fn main() {}
//~ 0
