use tapeless::prelude::*;
fn f(mut x: Matrix<f32, 3, 4>, y: &Vector<f32, 3>) {
    x += y;
}
fn main() {}
//~ +=
