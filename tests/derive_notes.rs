//! The examples that automatic differentiation is taught with, and their known answers.
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 2.5 and 9.5.
use tapeless::prelude::*;
use tapeless::testing::{assert_close, check_grad, list, random};

type V4 = Vector<f64, 4>;

#[differentiable]
fn twice_the_square(x: &V4) -> f64 {
    x.dot(x) * 2.0
}

#[test]
fn the_gradient_of_twice_the_square_is_four_x() {
    let (x, mut grad) = (Vector::from([0.0, 1.0, 2.0, 3.0]), V4::ZERO);
    let y = twice_the_square::value_and_grad(&x, &mut Workspace::new(), &mut grad);
    assert_eq!((y, grad), (28.0, &x * 4.0));
}

#[differentiable]
fn squares(x: &V4) -> V4 {
    x * x
}

#[differentiable]
fn sum_of_squares(x: &V4) -> f64 {
    (x * x).sum()
}

#[test]
fn a_vector_by_its_sum_and_by_a_cotangent_of_ones() {
    let (x, mut by_sum, mut by_ones) = (random::<V4>(1), V4::ZERO, V4::ZERO);
    sum_of_squares::grad(&x, &mut Workspace::new(), &mut by_sum);
    squares::vjp(&x, &mut Workspace::new(), &Vector::ones(), &mut by_ones);
    assert_eq!((&by_sum, &by_ones), (&(&x * 2.0), &(&x * 2.0)));
}

#[differentiable]
fn detached(x: &V4) -> f64 {
    let u = stop_gradient(&(x * x));
    (u * x).sum()
}

#[test]
fn a_detached_factor_is_a_constant() {
    let (x, mut grad) = (random::<V4>(1), V4::ZERO);
    detached::grad(&x, &mut Workspace::new(), &mut grad);
    assert_eq!(grad, &x * &x);
}

#[differentiable]
fn control_flow(a: &Vector<f64, 2>) -> f64 {
    let mut b = a * 2.0;
    #[bound(64)]
    while b.norm_l2() < 1000.0 {
        b *= 2.0;
    }
    if b.sum() > 0.0 { b.sum() } else { b.sum() * 100.0 }
}

#[test]
fn a_function_of_loops_and_branches_is_linear_where_it_takes_the_same_ones() {
    for a in [[0.5, 0.25], [-1.5, 0.3], [-2.0, 700.0]] {
        let (a, mut slope) = (Vector::from(a), Vector::ZERO);
        let value = control_flow::value_and_grad(&a, &mut Workspace::new(), &mut slope);
        assert_eq!(value, control_flow(&a));
        assert_close("f(a) = slope · a", &[slope.dot(&a)], &[value], 1e-14);
        assert_eq!(check_grad(&a, &slope, control_flow), Ok(()));
    }
}

#[derive(Params)]
struct Rnn {
    wx: Matrix<f64, 3, 8>,
    wh: Matrix<f64, 8, 8>,
    b: Vector<f64, 8>,
}

#[differentiable(wrt = (net, h0))]
fn rnn(net: &Rnn, xs: &Matrix<f64, 20, 3>, h0: &Vector<f64, 8>) -> f64 {
    let mut h = h0.tanh();
    for t in 0..20 {
        h = (xs.row(t).vecmat(&net.wx) + h.vecmat(&net.wh) + &net.b).tanh();
    }
    h.dot(&h)
}

#[test]
fn a_recurrent_network_over_twenty_steps() {
    let net = Rnn { wx: random(1), wh: random(2), b: random(3) };
    let (xs, h0) = (random(4), random(5));
    let (mut slope, mut first) = (Rnn::ZERO, Vector::ZERO);
    let mut ws = Workspace::ZERO;
    rnn::grad(&net, &xs, &h0, &mut ws, &mut slope, &mut first);
    assert_eq!(check_grad(&net, &slope, |net| rnn(net, &xs, &h0)), Ok(()));
    assert_eq!(check_grad(&h0, &first, |h0| rnn(&net, &xs, h0)), Ok(()));
}

#[derive(Params)]
struct Mlp<T: Real> {
    w1: Matrix<T, 4, 8>,
    b1: Vector<T, 8>,
    w2: Matrix<T, 8, 3>,
    b2: Vector<T, 3>,
}

#[differentiable]
fn mlp<T: Real, const B: usize>(net: &Mlp<T>, x: &Matrix<T, B, 4>, y: &Labels<B, 3>) -> T {
    let h = (x.matmul(&net.w1) + &net.b1).tanh();
    (h.matmul(&net.w2) + &net.b2).cross_entropy(y)
}

#[test]
fn hessian_times_vector_is_the_difference_of_gradients() {
    let net = Mlp { w1: random(6), b1: random(7), w2: random(8), b2: random(9) };
    let along = Mlp { w1: random(10), b1: random(11), w2: random(12), b2: random(13) };
    let (x, y) = (random::<Matrix<f64, 5, 4>>(14), Labels::from_slice(&[0u8, 1, 2, 1, 0]).unwrap());
    let gradient = |by: f64| {
        let net = Mlp {
            w1: &net.w1 + &along.w1 * by,
            b1: &net.b1 + &along.b1 * by,
            w2: &net.w2 + &along.w2 * by,
            b2: &net.b2 + &along.b2 * by,
        };
        let mut gradient = Mlp::ZERO;
        mlp::grad(&net, &x, &y, &mut Workspace::new(), &mut gradient);
        [list(&gradient.w1), list(&gradient.b1), list(&gradient.w2), list(&gradient.b2)].concat()
    };
    let h = 1e-3;
    let [far_behind, behind, ahead, far_ahead] = [-2.0, -1.0, 1.0, 2.0].map(|steps| gradient(steps * h));
    let differences: Vec<f64> = (0..ahead.len())
        .map(|i| (far_behind[i] - 8.0 * behind[i] + 8.0 * ahead[i] - far_ahead[i]) / (12.0 * h))
        .collect();
    let mut product = Mlp::ZERO;
    mlp::hvp(&net, &x, &y, &mut Workspace::new(), &along, &mut product);
    let product = [list(&product.w1), list(&product.b1), list(&product.w2), list(&product.b2)].concat();
    assert_close("hvp", &product, &differences, 1e-9);
}

/// The root where there is one: selected before it too, so that the dead branch is 1 and not NaN.
#[differentiable]
fn safe_root(x: &V4) -> f64 {
    let positive = x.gt(0.0);
    positive.select(positive.select(x, 1.0).sqrt(), 0.0).sum()
}

/// The dead branch is NaN, and infinite in its derivative.
#[differentiable]
fn chosen(x: &V4) -> f64 {
    let h = if x.sum() > 0.0 { x.sqrt() } else { x * 3.0 };
    h.sum()
}

#[test]
fn dead_branches_do_not_poison_gradients() {
    let (x, mut grad) = (Vector::from([4.0, 0.0, -1.0, 0.25]), V4::ZERO);
    let y = safe_root::value_and_grad(&x, &mut Workspace::new(), &mut grad);
    assert_eq!((y, grad), (2.5, Vector::from([0.25, 0.0, 0.0, 1.0])));
    let (x, mut grad) = (Vector::from([0.0, -1.0, -2.0, 0.0]), V4::ZERO);
    let y = chosen::value_and_grad(&x, &mut Workspace::new(), &mut grad);
    assert_eq!((y, grad), (-9.0, Vector::from([3.0; 4])));
}
