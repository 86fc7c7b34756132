use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    table: Matrix<f32, 50257, 2>,
}

fn main() {
    Net::ZERO.to_flat();
}
