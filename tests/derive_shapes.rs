//! Shape-changing operations inside differentiable functions.

use tapeless::prelude::*;

/// The gradient that five-point differences give.
fn differences<S: Shape>(x: &Tensor<f64, S>, f: impl Fn(&Tensor<f64, S>) -> f64) -> Tensor<f64, S> {
    let at = |i: usize, by: f64| {
        let mut moved = x.clone();
        moved.as_mut_slice()[i] += by;
        f(&moved)
    };
    let h = 1e-3;
    Tensor::from_index(|i| (at(i, -2.0 * h) - 8.0 * at(i, -h) + 8.0 * at(i, h) - at(i, 2.0 * h)) / (12.0 * h))
}

macro_rules! agrees {
    ($f:ident, $x:expr $(, $rest:expr)*) => {{
        let x = $x;
        let mut grad = Tensor::zeros();
        let y = $f::value_and_grad(&x, $(&$rest,)* &mut Workspace::new(), &mut grad);
        assert_eq!(y, $f(&x $(, &$rest)*), "the derived forward pass is the function");
        let expected = differences(&x, |x| $f(x $(, &$rest)*));
        for (found, expected) in grad.as_slice().iter().zip(expected.as_slice()) {
            assert!((found - expected).abs() < 1e-8 * expected.abs().max(1.0), "{found}, expected {expected}");
        }
    }};
}

fn noise<S: Shape>(seed: u64) -> Tensor<f64, S> {
    tapeless::testing::random(seed)
}

#[differentiable]
fn products(a: &Matrix<f64, 3, 4>, x: &Vector<f64, 4>, b: &Matrix<f64, 4, 2>) -> f64 {
    let y = a.matvec(x);
    let z = x.vecmat(b);
    let c = a.matmul(b);
    let spread = y.outer(&z) * &c;
    y.dot(&y) + z.dot(&z) + (spread * a.t().t().matmul(b)).sum()
}

#[test]
fn products_have_gradients() {
    agrees!(products, noise(1), noise(2), noise(3));
}

/// Attention with heads: generic over the batch and the length, no `where` clauses.
#[differentiable]
fn attention<B: Axis, L: Axis>(x: &Tensor<f64, (B, L, Dim<6>)>, w: &Matrix<f64, 6, 12>) -> f64 {
    let projected = x.matmul(w);
    let queries_keys = projected.unflatten::<2, shape![2, 2, 3]>();
    let (queries, keys) = queries_keys.permute::<2, 0, 3, 1, 4>().split::<0, 1>();
    let q = queries.squeeze::<0>();
    let k = keys.squeeze::<0>();
    let scores = q.bmm(&k.swap_axes::<2, 3>());
    let mixed = scores.sigmoid().bmm(&k);
    let merged = mixed.permute::<0, 2, 1, 3>().flatten_from::<2>();
    merged.square().sum()
}

#[test]
fn attention_has_a_gradient() {
    agrees!(attention, noise::<shape![2, 3, 6]>(1), noise(2));
}

#[differentiable]
fn joins(x: &Matrix<f64, 3, 4>, y: &Matrix<f64, 3, 2>) -> f64 {
    let wide = x.concat::<1>(&y.square());
    let both = wide.stack::<0>(&(&wide * &wide));
    let (left, right) = both.split::<2, 2>();
    let parts = right.chunks::<2, 2>();
    let middle = &parts[0] * &parts[1];
    (left * middle).sum() + parts[1].sum()
}

#[test]
fn joins_have_gradients() {
    agrees!(joins, noise(1), noise(2));
}

#[differentiable]
fn parts(x: &Tensor3<f64, 3, 4, 5>) -> f64 {
    let corner = x.slice(s![0..2, 1.., ..3]);
    let plane = x.slice(s![2, .., 1..4]);
    let line = x.slice(s![.., 3, 4]);
    (corner * plane.slice(s![1.., ..])).sum() + line.dot(&line)
}

#[test]
fn slices_have_gradients() {
    agrees!(parts, noise(1));
}

/// A loop over the rows, as a recurrent network walks over a sequence.
#[differentiable]
fn recurrence(w: &Matrix<f64, 3, 3>, x: &Matrix<f64, 5, 3>) -> f64 {
    let mut h = x.row(0);
    for t in 0..4 {
        h = (h.vecmat(w) + x.row(t + 1)).tanh();
    }
    h.at(2) * x.at(0, 1) + h.sum() + w.col(1).sum() * w.row(2).dot(&x.row(4))
}

#[test]
fn rows_in_a_loop_have_gradients() {
    agrees!(recurrence, noise(1), noise(2));
}

#[differentiable]
fn layouts(x: &Tensor4<f64, 2, 3, 2, 2>) -> f64 {
    let rows = x.flatten_from::<1>().reshape::<shape![4, 6]>();
    let framed = rows.pad::<0, 1, 1>(0.5).pad::<1, 0, 2>(1.0);
    let stretched = framed.sum() * rows.unsqueeze::<1>().broadcast_to::<shape![4, 3, 6]>();
    let doubled = rows.repeat::<0, 2>() - rows.tile::<0, 2>().square();
    stretched.flatten().square().sum() + (doubled.t() * 0.25).sum()
}

#[test]
fn layouts_have_gradients() {
    agrees!(layouts, noise(1));
}

#[differentiable]
fn lookups(table: &Matrix<f64, 4, 3>, words: &Labels<5, 4>, classes: &Labels<5, 3>) -> f64 {
    let embedded = table.gather(words);
    let targets = classes.one_hot::<f64>();
    embedded.pick(classes).square().sum() + (embedded.square() * targets).sum()
}

#[test]
fn lookups_have_gradients() {
    let words = Labels::from_slice(&[3u8, 0, 3, 1, 3]).unwrap();
    let classes = Labels::from_slice(&[2u8, 2, 0, 1, 0]).unwrap();
    agrees!(lookups, noise(1), words, classes);
}
