use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    match x.dims()[0] {
        n => x.sum(),
    }
}

fn main() {}
