use tapeless::prelude::*;

#[derive(Params)]
struct Line {
    slope: Vector<f32, 3>,
    offset: f32,
}

static LINE: Line = tapeless::weights!("../../weights/line.safetensors");

fn main() {
    let _ = &LINE;
}
