use tapeless::prelude::*;

#[derive(Params)]
struct Layer {
    w: Vector<f32, 3>,
}

#[differentiable]
impl Layer {
    fn forward(&self, x: &Vector<f32, 3>) -> Vector<f32, 3> {
        x * &self.w
    }
}

#[differentiable]
fn f(layer: &Layer, x: &Vector<f32, 3>) -> f32 {
    layer.forward().sum()
}

fn main() {}
