use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    w: Matrix<f32, 2, 2>,
}

impl Net {
    #[differentiable]
    fn forward(&self, x: &Matrix<f32, 2, 2>) -> Matrix<f32, 2, 2> {
        x.matmul(&self.w)
    }
}

fn main() {}
