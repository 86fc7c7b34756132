use tapeless::prelude::*;

#[derive(Params)]
struct Net(Matrix<f32, 2, 2>);

fn main() {}
