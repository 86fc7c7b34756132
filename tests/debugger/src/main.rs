//! A program to step through: `run.sh`.
use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    w: Matrix<f64, 2, 3>,
    b: Vector<f64, 3>,
}

#[differentiable(show)]
fn loss(net: &Net, x: &Matrix<f64, 4, 2>) -> f64 {
    let mut h = net.b.tanh();
    for t in 0..4 {
        let a = x.row(t).vecmat(&net.w);
        h = (a + &h).tanh();
    }
    let squares = h.square();
    squares.sum()
}

fn main() {
    if std::env::args().any(|argument| argument == "show") {
        return println!("{}", loss::SOURCE);
    }
    let net = Net { w: Matrix::full(0.5), b: Vector::zeros() };
    let x = Matrix::from([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.0, 0.0]]);
    let (mut gradient, mut ws) = (Net::ZERO, Workspace::<loss>::ZERO);
    let value = loss::value_and_grad(&net, &x, &mut ws, &mut gradient);
    println!("{value} {:?}", gradient.b);
}
