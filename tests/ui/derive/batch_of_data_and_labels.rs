use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    w: Matrix<f32, 4, 3>,
}

#[differentiable]
fn loss<const B: usize>(net: &Net, x: &Matrix<f32, B, 4>, y: &Labels<B, 3>) -> f32 {
    x.matmul(&net.w).cross_entropy(y)
}

fn main() {
    let (net, mut grad) = (Net::ZERO, Net::ZERO);
    let x = Matrix::<f32, 64, 4>::zeros();
    let y = Labels::<32, 3>::from_slice(&[0u8; 32]).unwrap();
    loss::value_and_grad(&net, &x, &y, &mut Workspace::new(), &mut grad);
}
