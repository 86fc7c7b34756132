use tapeless::prelude::*;

#[derive(Params)]
struct Net<T: Real> {
    w: Matrix<T, 2, 2>,
    scale: f64,
}

fn main() {}
