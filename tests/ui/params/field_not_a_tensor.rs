use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    w: Matrix<f32, 2, 2>,
    name: &'static str,
}

fn main() {}
