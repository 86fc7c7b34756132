use tapeless::prelude::*;

#[differentiable]
fn loss(w: &Matrix<f32, 4, 3>, x: &Matrix<f32, 8, 4>, y: &Labels<8, 3>) -> f32 {
    x.matmul(w).cross_entropy(y)
}

fn main() {
    let (w, x, mut grad) = (Matrix::ZERO, Matrix::ZERO, Matrix::ZERO);
    let y = Vector::<f32, 8>::zeros();
    loss::value_and_grad(&w, &x, &y, &mut Workspace::new(), &mut grad);
}
