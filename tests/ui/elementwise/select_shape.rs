use tapeless::prelude::*;
fn f(m: &Vector<bool, 3>, x: &Vector<f32, 4>) {
    let _ = m.select(x, 0.0);
}
fn main() {}
//~ select
