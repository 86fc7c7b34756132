//! The macro, end to end: the language it understands, against finite differences.
#![allow(
    clippy::reversed_empty_ranges,
    clippy::assign_op_pattern,
    clippy::assertions_on_constants,
    clippy::neg_multiply
)]
use tapeless::op::Sink;
use tapeless::prelude::*;
use tapeless::testing::{Flat, assert_close, five_point, list, random};

type V3 = Vector<f64, 3>;

/// The derived gradient against five-point differences.
#[track_caller]
fn agrees<X: Flat>(x: &X, grad: &X, f: impl Fn(&X) -> f64) {
    assert_close("gradient", &list(grad), &five_point(x, 1e-3, f), 1e-7);
}

#[derive(Params)]
struct Mlp {
    w1: Matrix<f64, 12, 8>,
    b1: Vector<f64, 8>,
    w2: Matrix<f64, 8, 3>,
    b2: Vector<f64, 3>,
}

#[differentiable]
fn loss<const B: usize>(net: &Mlp, x: &Matrix<f64, B, 12>, y: &Labels<B, 3>) -> f64 {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    let logits = h.matmul(&net.w2) + &net.b2;
    logits.cross_entropy(y)
}

#[test]
fn mlp() {
    let (w1, b1, w2, b2) = (random(1), random(2), random(3), random(4));
    let net = std::cell::RefCell::new(Mlp { w1, b1, w2, b2 });
    let x = random::<Matrix<f64, 4, 12>>(5);
    let y = Labels::from_slice(&[0u8, 1, 2, 1]).unwrap();
    let (mut g, mut ws) = (Mlp::ZERO, Workspace::ZERO);
    let l = loss::value_and_grad(&net.borrow(), &x, &y, &mut ws, &mut g);
    assert_eq!(l, loss(&net.borrow(), &x, &y));
    macro_rules! field {
        ($f:ident) => {{
            let at = net.borrow().$f.clone();
            agrees(&at, &g.$f, |v| {
                net.borrow_mut().$f.clone_from(v);
                loss(&net.borrow(), &x, &y)
            });
            net.borrow_mut().$f.clone_from(&at);
        }};
    }
    field!(w1);
    field!(b1);
    field!(w2);
    field!(b2);
}

mod outer {
    use tapeless::prelude::*;
    pub mod inner {
        use tapeless::prelude::*;
        #[differentiable]
        pub fn act(x: &Vector<f64, 3>) -> Vector<f64, 3> {
            x.tanh()
        }
    }
    use inner::act;
    #[differentiable]
    pub fn twice(x: &Vector<f64, 3>) -> f64 {
        act(&act(x)).sum()
    }
}

#[test]
fn across_modules() {
    use outer::twice;
    let (x, mut g) = (random::<V3>(1), V3::ZERO);
    twice::value_and_grad(&x, &mut Workspace::new(), &mut g);
    agrees(&x, &g, twice);
}

#[test]
fn in_a_function_body_with_local_types() {
    type V = Vector<f64, 3>;
    #[derive(Params)]
    struct P {
        a: V,
        b: V,
    }
    #[differentiable]
    fn g(x: &V) -> V {
        outer::inner::act(x) + x
    }
    #[differentiable]
    fn f(p: &P) -> f64 {
        (g(&p.a) + &p.b).relu().sum()
    }
    let (p, mut d) = (P { a: random(1), b: random(2) }, P::ZERO);
    f::value_and_grad(&p, &mut Workspace::new(), &mut d);
    agrees(&p.a, &d.a, |a| f(&P { a: a.clone(), b: p.b.clone() }));
}

#[derive(Params)]
struct Linear<const I: usize, const O: usize> {
    w: Matrix<f64, I, O>,
    b: Vector<f64, O>,
}

#[differentiable]
impl<const I: usize, const O: usize> Linear<I, O> {
    fn forward<B: Axis>(&self, x: &Tensor<f64, (B, Dim<I>)>) -> Tensor<f64, (B, Dim<O>)> {
        x.matmul(&self.w) + &self.b
    }
}

#[derive(Params)]
struct Net {
    fc1: Linear<3, 4>,
    fc2: Linear<4, 3>,
    blocks: [Linear<3, 3>; 2],
    unused: V3,
}

#[differentiable]
fn net_loss<const B: usize>(net: &Net, x: &Matrix<f64, B, 3>, y: &Labels<B, 3>) -> f64 {
    let mut h = net.fc2.forward(&net.fc1.forward(x).tanh());
    for i in 0..2 {
        h = net.blocks[i].forward(&h).tanh() + &h;
    }
    (h + &net.fc2.b).cross_entropy(y)
}

#[test]
fn methods_nested_structs_and_arrays_of_them() {
    fn linear<const I: usize, const O: usize>(seed: u64) -> Linear<I, O> {
        Linear { w: random(seed), b: random(seed + 9) }
    }
    let net = Net { fc1: linear(1), fc2: linear(2), blocks: [linear(3), linear(4)], unused: V3::ZERO };
    let net = std::cell::RefCell::new(net);
    let (x, y) = (random::<Matrix<f64, 5, 3>>(7), Labels::from_slice(&[0u8, 1, 2, 1, 0]).unwrap());
    let mut g = Net::ZERO;
    g.unused = V3::from_index(|_| 9.0);
    net_loss::grad(&net.borrow(), &x, &y, &mut Workspace::<net_loss<5>>::boxed(), &mut g);
    assert_eq!(g.unused, V3::ZERO);
    macro_rules! field {
        ($($f:tt)*) => {{
            let at = net.borrow().$($f)*.clone();
            agrees(&at, &g.$($f)*, |v| {
                net.borrow_mut().$($f)*.clone_from(v);
                net_loss(&net.borrow(), &x, &y)
            });
            net.borrow_mut().$($f)*.clone_from(&at);
        }};
    }
    field!(fc1.w);
    field!(fc1.b);
    field!(fc2.w);
    field!(fc2.b);
    field!(blocks[0].w);
    field!(blocks[1].b);
}

#[differentiable]
fn dense<T: Real, B: Axis, I: Axis, O: Axis>(
    x: &Tensor<T, (B, I)>,
    w: &Tensor<T, (I, O)>,
    b: &Tensor<T, (O,)>,
) -> Tensor<T, (B, O)> {
    (x.matmul(w) + b).tanh()
}

#[differentiable]
fn two<T: Real, B: Axis>(
    x: &Tensor<T, (B, Dim<3>)>,
    w: &Matrix<T, 3, 3>,
    b: &Vector<T, 3>,
) -> (Tensor<T, (B, Dim<3>)>, T) {
    let h = dense(x, w, b);
    let s = dense(&h, w, b).sum();
    (h, s)
}

#[differentiable(wrt = (w, b))]
fn use_two(x: &Matrix<f64, 2, 3>, w: &Matrix<f64, 3, 3>, b: &V3) -> f64 {
    let (h, s) = two(x, w, b);
    h.relu().sum() + s
}

#[test]
fn generic_callees_tuples_and_wrt() {
    let (x, w, b) = (random(2), random::<Matrix<f64, 3, 3>>(1), random::<V3>(3));
    let (mut gw, mut gb, mut ws) = (Tensor::ZERO, Tensor::ZERO, Workspace::ZERO);
    use_two::grad(&x, &w, &b, &mut ws, &mut gw, &mut gb);
    agrees(&w, &gw, |w| use_two(&x, w, &b));
    agrees(&b, &gb, |b| use_two(&x, &w, b));
    let before = list(&gw);
    use_two::pullback(&x, &w, &b, &mut ws, &1.0, Sink::skip(), Sink::add(&mut gw), Sink::skip());
    let doubled: Vec<f64> = before.iter().map(|g| 2.0 * g).collect();
    assert_close("adding", &list(&gw), &doubled, 1e-14);
}

#[derive(Params)]
struct Rnn {
    wx: Matrix<f64, 3, 4>,
    wh: Matrix<f64, 4, 4>,
    b: Vector<f64, 4>,
}

#[differentiable]
fn cell(n: &Rnn, x: &Matrix<f64, 1, 3>, h: &Matrix<f64, 1, 4>) -> Matrix<f64, 1, 4> {
    let gate = (x.matmul(&n.wx) + h.matmul(&n.wh) + &n.b).tanh();
    (gate * h).tanh()
}

#[differentiable(wrt = (n, h0))]
fn rnn<const N: usize>(n: &Rnn, xs: &[Matrix<f64, 1, 3>; N], h0: &Matrix<f64, 1, 4>) -> f64 {
    let mut h = h0.tanh();
    for t in 0..N {
        h = cell(n, &xs[t], &h);
    }
    h.sum()
}

#[differentiable(wrt = (n, h0))]
fn rnn_again<const N: usize>(n: &Rnn, xs: &[Matrix<f64, 1, 3>; N], h0: &Matrix<f64, 1, 4>) -> f64 {
    let mut h = h0.tanh();
    #[remat]
    for t in 0..N {
        h = cell(n, &xs[t], &h);
    }
    h.sum()
}

#[test]
fn loops_with_carried_state() {
    let n = Rnn { wx: random(1), wh: random(2), b: random(3) };
    let xs: [Matrix<f64, 1, 3>; 6] = core::array::from_fn(|i| random(10 + i as u64));
    let (h0, mut g, mut gh) = (random(4), Rnn::ZERO, Tensor::ZERO);
    rnn::grad(&n, &xs, &h0, &mut Workspace::new(), &mut g, &mut gh);
    agrees(&h0, &gh, |h| rnn(&n, &xs, h));
    agrees(&n.wh, &g.wh, |wh| rnn(&Rnn { wh: wh.clone(), wx: n.wx.clone(), b: n.b.clone() }, &xs, &h0));
    let (mut g2, mut gh2) = (Rnn::ZERO, Tensor::ZERO);
    rnn_again::grad(&n, &xs, &h0, &mut Workspace::new(), &mut g2, &mut gh2);
    assert_eq!((g.wx, g.wh, g.b, gh), (g2.wx, g2.wh, g2.b, gh2));
    assert!(Workspace::<rnn_again<20>>::BYTES < Workspace::<rnn<20>>::BYTES);
}

#[differentiable]
fn no_turns(x: &V3) -> f64 {
    let mut h = x.tanh();
    for _ in 0..0 {
        h = h.tanh();
    }
    h.sum()
}

#[differentiable]
fn two_carried(x: &V3) -> f64 {
    let mut s = x.sum();
    let mut a = x.tanh().sum();
    for t in 0..4 {
        a = s + a * 0.5;
        let v = (x + s * 0.1).tanh();
        s = v.sum() * (t as f64 * 0.25) + s;
    }
    s + a
}

#[differentiable]
fn nested_loops(x: &V3) -> f64 {
    let mut h = x.tanh();
    for _ in 0..3 {
        for _ in 0..2 {
            h = (h + x).tanh();
        }
        let flip = h.sum() > 0.5;
        h = if flip { h.tanh() } else { h + x };
    }
    h.sum()
}

#[test]
fn loops_of_many_kinds() {
    let x = random::<V3>(5);
    let mut g = V3::ZERO;
    no_turns::grad(&x, &mut Workspace::new(), &mut g);
    agrees(&x, &g, no_turns);
    two_carried::grad(&x, &mut Workspace::new(), &mut g);
    agrees(&x, &g, two_carried);
    for seed in 1..6 {
        let x = random::<V3>(seed);
        nested_loops::grad(&x, &mut Workspace::new(), &mut g);
        agrees(&x, &g, nested_loops);
    }
}

#[differentiable]
fn branch(x: &V3, flag: bool) -> f64 {
    let a = x.tanh();
    let h = if flag {
        let q = a.tanh();
        q.relu() + &a
    } else {
        a.relu()
    };
    (h + x).sum()
}

#[differentiable]
fn branch_on_data(x: &V3) -> f64 {
    let a = x.tanh();
    let h = if a.sum() > 0.1 { a.tanh() } else { a + x };
    h.sum()
}

#[differentiable]
fn matched(x: &V3, which: usize) -> f64 {
    let mut h = x.tanh();
    let mut k = x.sum();
    match which {
        0 => h = h.tanh(),
        1 | 2 => {
            h = h + x;
            k = k * 3.0;
        }
        _ => {}
    }
    let (p, q) = match which {
        0 => (h.sum(), k),
        _ => (k * k, h.tanh().sum()),
    };
    p + q * 2.0
}

#[test]
fn branches() {
    let mut g = V3::ZERO;
    for flag in [true, false] {
        let x = random::<V3>(3);
        branch::grad(&x, flag, &mut Workspace::new(), &mut g);
        agrees(&x, &g, |x| branch(x, flag));
    }
    for seed in 1..5 {
        let x = random::<V3>(seed);
        branch_on_data::grad(&x, &mut Workspace::new(), &mut g);
        agrees(&x, &g, branch_on_data);
    }
    for which in 0..4 {
        let x = random::<V3>(7);
        matched::grad(&x, which, &mut Workspace::new(), &mut g);
        agrees(&x, &g, |x| matched(x, which));
    }
}

#[differentiable(wrt = (x, b))]
fn until(x: &V3, b: &V3) -> f64 {
    let mut h = x.tanh();
    #[bound(64)]
    while h.sum() < 2.0 {
        h = (&h + b).tanh();
    }
    h.sum()
}

#[test]
fn while_loops() {
    let x = V3::from_index(|i| 0.1 * i as f64);
    let b = V3::from_index(|i| 0.3 + 0.1 * i as f64);
    let (mut g, mut gb) = (V3::ZERO, V3::ZERO);
    until::grad(&x, &b, &mut Workspace::new(), &mut g, &mut gb);
    agrees(&x, &g, |x| until(x, &b));
    agrees(&b, &gb, |b| until(&x, b));
}

#[differentiable]
fn reused(x: &V3) -> f64 {
    let y = x * x;
    let z = &y + &y;
    let (a, b) = (z.tanh(), z);
    let dead = a.relu();
    let _ = dead;
    (a * 2.0 - b / 3.0 - x).sum() * -1.0
}

#[differentiable]
fn scalars(s: f64, x: &V3) -> f64 {
    let t = s * s;
    let mut u = t.tanh() + x.sum();
    u += s;
    u *= 2.0;
    -u
}

#[test]
fn reuse_numbers_and_dead_code() {
    let x = random::<V3>(9);
    let mut g = V3::ZERO;
    reused::grad(&x, &mut Workspace::new(), &mut g);
    agrees(&x, &g, reused);
    let mut gs = 0.0;
    scalars::grad(0.3, &x, &mut Workspace::new(), &mut gs);
    agrees(&0.3, &gs, |s| scalars(*s, &x));
}

#[differentiable]
fn with_auxiliary(x: &V3) -> (f64, V3) {
    let h = x.tanh();
    (h.sum(), h)
}

#[differentiable]
fn vector_out(x: &V3) -> V3 {
    (x * x) + x
}

#[test]
fn outputs_of_all_kinds() {
    let (x, mut g) = (random::<V3>(2), V3::ZERO);
    let (value, h) = with_auxiliary::value_and_grad(&x, &mut Workspace::new(), &mut g);
    assert_eq!((value, h), (x.tanh().sum(), x.tanh()));
    agrees(&x, &g, |x| x.tanh().sum());
    let ct = random::<V3>(8);
    let mut ws = Workspace::ZERO;
    let y = vector_out::vjp(&x, &mut ws, &ct, &mut g);
    assert_eq!(*y, vector_out(&x));
    agrees(&x, &g, |x| (vector_out(x) * &ct).sum());
}

#[differentiable(vjp = cube_backward)]
fn cube(x: &V3) -> V3 {
    x * &(x * x)
}
fn cube_backward(x: &V3, _: &V3, ct: &V3) -> V3 {
    x * &(x * ct) * 3.0
}

#[differentiable(vjp = scaled_backward, wrt = (x, s))]
fn scaled(x: &V3, s: f64, times: usize) -> V3 {
    x * (s * times as f64)
}
fn scaled_backward(x: &V3, s: f64, times: usize, _: &V3, ct: &V3) -> (V3, f64) {
    (ct * (s * times as f64), (x * ct).sum() * times as f64)
}

#[differentiable(wrt = (x, s))]
fn uses_custom(x: &V3, s: f64) -> f64 {
    scaled(&cube(x).tanh(), s, 3).tanh().sum()
}

#[test]
fn custom_backward_functions() {
    let (x, s) = (random::<V3>(3), 0.7);
    let (mut g, mut gs) = (V3::ZERO, 0.0);
    uses_custom::grad(&x, s, &mut Workspace::new(), &mut g, &mut gs);
    agrees(&x, &g, |x| uses_custom(x, s));
    agrees(&s, &gs, |s| uses_custom(&x, *s));
    cube::vjp(&x, &mut Workspace::new(), &V3::from_index(|_| 1.0), &mut g);
    agrees(&x, &g, |x| cube(x).sum());
}

#[test]
fn jacobians() {
    let x = random::<V3>(3);
    let mut rows = [V3::ZERO, V3::ZERO, V3::ZERO];
    vector_out::jacobian(&x, &mut Workspace::new(), &mut rows);
    for (i, row) in rows.iter().enumerate() {
        agrees(&x, row, |x| vector_out(x).as_slice()[i]);
    }
}

#[derive(Params)]
struct Small<T: Real> {
    w: Matrix<T, 4, 3>,
    b: Vector<T, 3>,
}

#[differentiable]
fn small<T: Real, const B: usize>(net: &Small<T>, x: &Matrix<T, B, 4>, y: &Labels<B, 3>) -> T {
    let a = (x.matmul(&net.w) + &net.b).tanh();
    (&a + &a).cross_entropy(y)
}

#[test]
fn forward_mode_and_hessian_vector_products() {
    let net = Small { w: random(1), b: random(2) };
    let along = Small { w: random(3), b: random(4) };
    let (x, y) = (random::<Matrix<f64, 2, 4>>(5), Labels::from_slice(&[0u8, 2]).unwrap());
    let moved = |by: f64| Small { w: &net.w + &along.w * by, b: &net.b + &along.b * by };
    let gradient = |by: f64| {
        let mut g = Small::ZERO;
        small::grad(&moved(by), &x, &y, &mut Workspace::new(), &mut g);
        g
    };
    let mut ws = Workspace::new();
    let (value, slope) = small::jvp(&net, &x, &y, &mut ws, &along);
    assert_eq!(value, small(&net, &x, &y));
    let difference = (small(&moved(1e-5), &x, &y) - small(&moved(-1e-5), &x, &y)) / 2e-5;
    assert!((slope - difference).abs() < 1e-9, "{slope} {difference}");
    let mut product = Small::ZERO;
    small::hvp(&net, &x, &y, &mut ws, &along, &mut product);
    let (plus, minus) = (gradient(1e-4), gradient(-1e-4));
    let expected = (plus.w - minus.w) / 2e-4;
    assert_close("hvp", &list(&product.w), &list(&expected), 1e-7);
    let expected = (plus.b - minus.b) / 2e-4;
    assert_close("hvp", &list(&product.b), &list(&expected), 1e-7);
}

/// Of a private struct in a public function rustc warns where the user wrote it; what is derived adds nothing to that.
#[allow(private_interfaces)]
#[differentiable]
pub fn public<T: Real>(net: &Small<T>) -> T {
    net.w.tanh().sum()
}

#[differentiable]
fn numbers_among_arguments(x: &V3) -> f64 {
    let positive = x.gt(0.0);
    let y = positive.select(x, 0.5);
    (y.clamp(-0.3, 0.6).powi(3) + x.powf(2.0)).sum()
}

#[test]
fn numbers_take_the_type_beside_them() {
    for seed in 1..5 {
        let (x, mut g) = (random::<V3>(seed), V3::ZERO);
        numbers_among_arguments::grad(&x, &mut Workspace::new(), &mut g);
        agrees(&x, &g, numbers_among_arguments);
    }
}

#[differentiable]
fn doubled_at_most_four_times(x: &Vector<f64, 2>) -> f64 {
    let mut y = x * 1.0;
    #[bound(4)]
    while y.sum() < 1000.0 {
        y *= 2.0;
    }
    y.sum()
}

#[test]
fn a_while_loop_ends_at_its_bound() {
    for (x, value, slope) in
        [([1.0, 2.0], 48.0, 16.0), ([300.0, 0.0], 1200.0, 4.0), ([1000.0, 0.0], 1000.0, 1.0)]
    {
        let (x, mut grad) = (Vector::from(x), Vector::ZERO);
        let found = doubled_at_most_four_times::value_and_grad(&x, &mut Workspace::new(), &mut grad);
        assert_eq!((found, grad), (value, Vector::from([slope; 2])));
        assert_eq!(doubled_at_most_four_times(&x), value);
    }
}
