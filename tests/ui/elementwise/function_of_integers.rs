use tapeless::prelude::*;
fn f(x: &Vector<i32, 3>) {
    let _ = x.sigmoid();
}
fn main() {}
//~ sigmoid
