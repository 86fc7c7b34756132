use tapeless::prelude::*;

#[derive(Params)]
struct Layer<T: Real> {
    w: Matrix<T, 3, 3>,
}

#[differentiable]
impl<T: Real> Layer<T> {
    fn forward(&self, x: &Vector<T, 3>) -> Vector<T, 3> {
        for row in 1..3 {
            let _ = row;
        }
        x.vecmat(&self.w)
    }
}

#[differentiable]
fn loss<T: Real>(layer: &Layer<T>, x: &Vector<T, 3>) -> T {
    layer.forward(x).sum()
}

fn main() {
    let layer = Layer::<f32>::ZERO;
    let mut grad = Layer::ZERO;
    let _ = loss::value_and_grad(&layer, &Vector::ZERO, &mut Workspace::new(), &mut grad);
}
