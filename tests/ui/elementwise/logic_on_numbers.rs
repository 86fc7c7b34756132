use tapeless::prelude::*;
fn f(m: &Vector<bool, 3>, x: &Vector<f32, 3>) {
    let _ = m & x;
}
fn main() {}
//~ &
