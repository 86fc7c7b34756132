use tapeless::prelude::*;
fn f(x: &Vector<u8, 3>) {
    let _ = -x;
}
fn main() {}
//~ -x
