use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let mut sum = 0.0 * x.sum();
    for element in x.as_slice() {
        sum = sum + *element;
    }
    sum
}

fn main() {}
