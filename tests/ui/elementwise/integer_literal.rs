use tapeless::prelude::*;
fn f(x: &Vector<f32, 3>) {
    let _ = x * 2;
}
fn main() {}
//~ *
