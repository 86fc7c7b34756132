use tapeless::prelude::*;

#[derive(Params)]
struct Layer {
    w: Vector<f32, 3>,
}

#[differentiable]
impl Layer {
    fn energy(self) -> f32 {
        self.w.sum()
    }
}

fn main() {}
