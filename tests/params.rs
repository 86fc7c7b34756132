//! `#[derive(Params)]`: names, numbers, the flat view, and what is frozen.
use generic_array::GenericArray;
use tapeless::params::Role;
use tapeless::prelude::*;
use tapeless::testing::{assert_close, five_point, list, random};
use typenum::Unsigned;

#[derive(Params)]
struct Linear<T: Real, I: Axis, O: Axis> {
    w: Tensor<T, (I, O)>,
    b: Tensor<T, (O,)>,
}

#[differentiable]
impl<T: Real, I: Axis, O: Axis> Linear<T, I, O> {
    fn forward<B: Axis>(&self, x: &Tensor<T, (B, I)>) -> Tensor<T, (B, O)> {
        x.matmul(&self.w) + &self.b
    }
}

#[derive(Params)]
struct Net<T: Real> {
    #[frozen]
    mean: Vector<T, 3>,
    #[frozen]
    body: Linear<T, Dim<3>, Dim<3>>,
    layers: [Linear<T, Dim<3>, Dim<3>>; 2],
    #[ones]
    gain: Vector<T, 3>,
    #[frozen]
    steps: [Linear<T, Dim<3>, Dim<3>>; 2],
    scale: T,
    unused: Vector<T, 2>,
}

fn linear<I: Axis, O: Axis>(seed: u64) -> Linear<f64, I, O> {
    Linear { w: random(seed), b: random(seed + 50) }
}

fn net() -> Net<f64> {
    Net {
        mean: random(1),
        body: linear(2),
        layers: [linear(3), linear(4)],
        gain: random(5),
        steps: [linear(6), linear(7)],
        scale: 0.8,
        unused: random(8),
    }
}

#[differentiable]
fn loss<T: Real, B: Axis>(net: &Net<T>, x: &Tensor<T, (B, Dim<3>)>) -> T {
    let centered = x - &net.mean;
    let mut h = net.body.forward(&centered).tanh();
    for i in 0..2 {
        h = net.layers[i].forward(&h).tanh() + net.steps[i].forward(&h) + &net.mean;
    }
    let last = h.matmul(&net.steps[1].w) * &net.gain;
    last.tanh().sum() * net.scale
}

#[test]
fn names_shapes_and_roles() {
    let mut leaves = vec![];
    net().visit(|leaf, numbers| {
        assert_eq!(numbers.len(), leaf.dims.iter().product::<usize>());
        leaves.push((leaf.path.to_string(), leaf.dims.to_vec(), leaf.path.role()));
    });
    let expected = |name: &str, dims: &[usize], role| (name.to_owned(), dims.to_vec(), role);
    use Role::*;
    assert_eq!(
        leaves,
        [
            expected("mean", &[3], Frozen),
            expected("body.w", &[3, 3], Frozen),
            expected("body.b", &[3], Frozen),
            expected("layers.0.w", &[3, 3], Learned),
            expected("layers.0.b", &[3], Learned),
            expected("layers.1.w", &[3, 3], Learned),
            expected("layers.1.b", &[3], Learned),
            expected("gain", &[3], Ones),
            expected("steps.0.w", &[3, 3], Frozen),
            expected("steps.0.b", &[3], Frozen),
            expected("steps.1.w", &[3, 3], Frozen),
            expected("steps.1.b", &[3], Frozen),
            expected("scale", &[], Learned),
            expected("unused", &[2], Learned),
        ]
    );
}

#[test]
fn counted_and_flat() {
    const NUMBERS: usize = 3 + 12 + 24 + 3 + 24 + 1 + 2;
    assert_eq!((Net::<f32>::NUMBERS, Net::<f64>::NUMBERS), (NUMBERS, NUMBERS));
    assert_eq!(<Net<f32> as Counted>::Count::USIZE, NUMBERS);
    assert_eq!(<[Linear<f32, Dim<784>, Dim<256>>; 3] as Counted>::Count::USIZE, 3 * (784 * 256 + 256));
    let (net, mut copy) = (net(), Net::ZERO);
    let flat: GenericArray<f64, <Net<f64> as Counted>::Count> = net.to_flat();
    assert_eq!(
        (flat[0], flat[3], flat[NUMBERS - 3]),
        (net.mean.as_slice()[0], net.body.w.as_slice()[0], net.scale)
    );
    copy.copy_from_flat(&flat);
    assert_eq!(copy.to_flat(), flat);
    assert_eq!(copy.unused, net.unused);
}

/// Axes beyond the table can be parameters; only typenum does not count them.
#[derive(Params)]
struct Odd {
    table: Matrix<f32, 50257, 3>,
}

/// A function generic over a parameter struct needs no bound but `Params`.
fn squares<P: Params<Elem = f32>>(p: &P) -> f32 {
    let mut sum = 0.0;
    p.visit(|_, numbers| sum += numbers.iter().map(|x| x * x).sum::<f32>());
    sum
}

#[test]
fn maps_and_zips() {
    let mut odd = Odd::boxed_zero();
    odd.update(|x| x + 1.0);
    assert_eq!((Odd::NUMBERS, squares(&*odd)), (150771, 150771.0));
    let p = [Vector::from([1.0f32, 2.0]), Vector::from([3.0, 4.0])];
    assert_eq!(p.zip_map(&Params::map(&p, |x| 2.0 * x), |x, y| y - x + 1.0)[1], Vector::from([4.0, 5.0]));
    let (mut a, mut b) = (1.0f64, 2.0);
    Params::zip_leaves([&mut a, &mut b], &10.0, &mut |[a, b], grads| (a[0], b[0]) = (grads[0], a[0]));
    assert_eq!((a, b), (10.0, 1.0));
}

#[test]
fn the_gradient_of_what_is_frozen_is_not_written() {
    let (net, x) = (net(), random::<Matrix<f64, 2, 3>>(9));
    let mut g = Net::ZERO;
    g.update(|_| 9.0);
    loss::grad(&net, &x, &mut Workspace::new(), &mut g);
    let mut frozen = 0;
    g.visit(|leaf, numbers| {
        if leaf.path.is_frozen() {
            frozen += numbers.len();
            assert!(numbers.iter().all(|&x| x == 9.0), "{}", leaf.path);
        } else {
            assert!(numbers.iter().all(|&x| x != 9.0), "{}", leaf.path);
        }
    });
    assert_eq!((frozen, g.unused), (3 + 12 + 24, Vector::ZERO));

    // What is learned has the gradient that it has without.
    let differences = |set: fn(&mut Net<f64>, &Matrix<f64, 3, 3>), at: &Matrix<f64, 3, 3>| {
        five_point(at, 1e-3, |w| {
            let mut moved = net.map(|x| x);
            set(&mut moved, w);
            loss(&moved, &x)
        })
    };
    let expected = differences(|net, w| net.layers[0].w.assign(w), &net.layers[0].w);
    assert_close("layers.0.w", &list(&g.layers[0].w), &expected, 1e-7);
    let expected = differences(|net, w| net.layers[1].w.assign(w), &net.layers[1].w);
    assert_close("layers.1.w", &list(&g.layers[1].w), &expected, 1e-7);
}

#[test]
fn what_is_frozen_is_a_constant_to_forward_mode() {
    let (net, x) = (net(), random::<Matrix<f64, 2, 3>>(9));
    let along = net.map(|x| x * x + 0.1);
    let moved = |by: f64| {
        let mut moved = net.map(|x| x);
        Params::zip_leaves([&mut moved], &along, &mut |[x], along| {
            x.iter_mut().zip(along).for_each(|(x, along)| *x += by * along);
        });
        moved
    };
    let mut ws = Workspace::new();
    let (_, slope) = loss::jvp(&net, &x, &mut ws, &along);
    let difference = (loss(&moved(1e-5), &x) - loss(&moved(-1e-5), &x)) / 2e-5;
    assert!((slope - difference).abs() < 1e-9, "{slope} {difference}");
    let mut product = Net::ZERO;
    product.update(|_| 9.0);
    loss::hvp(&net, &x, &mut ws, &along, &mut product);
    assert_eq!(
        (product.mean, product.steps[0].w.clone()),
        (Vector::from([9.0; 3]), Matrix::from([[9.0; 3]; 3]))
    );
    let gradient = |by: f64| {
        let mut g = Net::ZERO;
        loss::grad(&moved(by), &x, &mut Workspace::new(), &mut g);
        g.layers[1].w.clone()
    };
    let expected = (gradient(1e-4) - gradient(-1e-4)) / 2e-4;
    assert_close("hvp", &list(&product.layers[1].w), &list(&expected), 1e-7);
}
