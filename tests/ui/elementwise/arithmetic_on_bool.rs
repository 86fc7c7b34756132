use tapeless::prelude::*;
fn f(m: &Vector<bool, 3>) {
    let _ = m + m;
}
fn main() {}
//~ +
