use tapeless::prelude::*;
fn f(x: &Vector<f32, 3>) {
    let _ = x.gt(0);
}
fn main() {}
//~ 0
