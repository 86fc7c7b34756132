use tapeless::prelude::*;

#[derive(Params)]
struct Line {
    slope: Vector<f32, 2>,
    offset: f32,
    bias: f32,
}

static LINE: Line = tapeless::weights!("../../weights/line.safetensors");

fn main() {
    let _ = &LINE;
}
