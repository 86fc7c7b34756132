use tapeless::prelude::*;

#[derive(Params)]
struct Line {
    slope: Vector<f64, 2>,
    offset: f64,
}

static LINE: Line = tapeless::weights!("../../weights/line.safetensors");

fn main() {
    let _ = &LINE;
}
