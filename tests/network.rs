//! `network!`: the shapes it works out, and that it computes and derives what the layers written out would.

use tapeless::init;
use tapeless::nn::{Embedding, Layer, LayerNorm, Linear};
use tapeless::prelude::*;
use tapeless::random::seeded;
use tapeless::testing::{assert_close, five_point, list};

#[differentiable]
fn saturate<B: Axis, N: Axis>(x: &Tensor<f64, (B, N)>) -> Tensor<f64, (B, N)> {
    x.square() / (x.square() + 1.0)
}

network! {
    /// Everything at once.
    struct Net;
    fn forward<const B: usize>(x: &Tensor3<f64, B, 2, 3>, noise: &[Noise; 2]) -> Matrix<f64, B, 4> {
        .flatten_from::<1>(),
        .dropout(0.2, &noise[0]),
        input: Linear<8>,
        .tanh(),
        deep: Sequential {
            first: Linear<5>,
            block: Residual {
                norm: LayerNorm,
                wide: Linear<16>,
                .leaky_relu(0.1),
                .dropout(0.5, &noise[1]),
                back: Linear<5>,
            },
        },
        saturate(),
        output: Linear<4>,
    }
}

#[derive(Params)]
struct Written {
    input: Linear<6, 8, f64>,
    deep: Deep,
    output: Linear<5, 4, f64>,
}
#[derive(Params)]
struct Deep {
    first: Linear<8, 5, f64>,
    block: Block,
}
#[derive(Params)]
struct Block {
    norm: LayerNorm<5, f64>,
    wide: Linear<5, 16, f64>,
    back: Linear<16, 5, f64>,
}

#[differentiable]
impl Written {
    fn forward<const B: usize>(&self, x: &Tensor3<f64, B, 2, 3>, noise: &[Noise; 2]) -> Matrix<f64, B, 4> {
        let x = x.flatten_from::<1>().dropout(0.2, &noise[0]);
        let x = self.deep.first.forward(&self.input.forward(&x).tanh());
        let block = &self.deep.block;
        let h = block.wide.forward(&block.norm.forward(&x)).leaky_relu(0.1).dropout(0.5, &noise[1]);
        let x = block.back.forward(&h) + &x;
        self.output.forward(&saturate(&x))
    }
}

#[differentiable]
fn loss(net: &Net, x: &Tensor3<f64, 3, 2, 3>, noise: &[Noise; 2]) -> f64 {
    net.forward(x, noise).square().sum()
}
#[differentiable]
fn written_loss(net: &Written, x: &Tensor3<f64, 3, 2, 3>, noise: &[Noise; 2]) -> f64 {
    net.forward(x, noise).square().sum()
}

fn names<P: Params>(params: &P) -> Vec<String> {
    let mut names = vec![];
    params.visit(|leaf, _| names.push(format!("{} {:?}", leaf.path, leaf.dims)));
    names
}

#[test]
fn as_the_layers_written_out() {
    let (mut net, mut written) = (Net::ZERO, Written::ZERO);
    net.init(&mut seeded(1));
    assert_eq!(names(&net), names(&written));
    written.copy_from_flat(&GenericArrayOf::from_iter(net.to_flat()));
    let x = Tensor3::normal(0.0, 1.0, &mut seeded(2));
    let (mut ws, mut written_ws) = (Workspace::new(), Workspace::new());
    for noise in [Noise::OFF, Noise::new(3)].map(|noise| noise.split()) {
        let (mut gradient, mut written_gradient) = (Net::ZERO, Written::ZERO);
        let value = loss::value_and_grad(&net, &x, &noise, &mut ws, &mut gradient);
        let expected =
            written_loss::value_and_grad(&written, &x, &noise, &mut written_ws, &mut written_gradient);
        assert_eq!((value, value), (expected, loss(&net, &x, &noise)));
        assert_eq!(gradient.to_flat()[..], written_gradient.to_flat()[..]);
        let differences = five_point(&net.deep.block.wide.w, 1e-3, |w| {
            let mut moved = Params::map(&net, |x| x);
            moved.deep.block.wide.w.assign(w);
            loss(&moved, &x, &noise)
        });
        assert_close("wide.w", &list(&gradient.deep.block.wide.w), &differences, 1e-7);
    }
}
type GenericArrayOf = generic_array::GenericArray<f64, <Written as Counted>::Count>;

#[test]
fn it_starts_as_its_layers_do() {
    let mut net = Net::ZERO;
    net.init(&mut seeded(1));
    let block = &net.deep.block;
    assert_eq!((&block.norm.gain, &block.norm.bias), (&Vector::ones(), &Vector::zeros()));
    let bound = (6.0 / 21.0f64).sqrt();
    assert!(block.wide.w.iter().all(|&x| x != 0.0 && x.abs() < bound) && block.wide.b == Vector::zeros());
    let mut other = Net::ZERO;
    init::kaiming_normal(&mut other, init::Fan::In, &mut seeded(1));
    assert_eq!(other.deep.block.norm.gain, Vector::ones());
}

mod words {
    use super::*;

    /// A layer of a user, for any width.
    #[derive(Params)]
    pub struct Scale<const N: usize = 0> {
        #[ones]
        by: Vector<f32, N>,
    }
    #[differentiable]
    impl<const N: usize> Scale<N> {
        pub fn forward<B: Axis>(&self, x: &Tensor<f32, (B, Dim<N>)>) -> Tensor<f32, (B, Dim<N>)> {
            x * &self.by
        }
    }
    impl<const N: usize> Init for Scale<N> {}
    impl<const N: usize, B: Axis> Layer<Tensor<f32, (B, Dim<N>)>> for Scale {
        type Params = Scale<N>;
    }

    network! {
        pub(super) struct Encoder;
        #[differentiable(show)]
        pub(super) fn forward<const B: usize>(words: &Labels<B, 50>) -> Matrix<f32, B, 6> {
            table: Embedding<3>,
            scale: Scale,
            wider: Linear<6>,
        }
    }

    // A network is a layer of another one, and a parameter of a plain struct.
    network! {
        pub(super) struct Classifier;
        pub(super) fn forward<const B: usize>(words: &Labels<B, 50>) -> Matrix<f32, B, 2> {
            encoder: Encoder,
            .relu(),
            output: Linear<2>,
        }
    }
}

#[differentiable]
fn sentiment<const B: usize>(net: &words::Classifier, x: &Labels<B, 50>, y: &Labels<B, 2>) -> f32 {
    net.forward(x).cross_entropy(y)
}

/// Odd and even words are told apart.
#[test]
fn words_are_learned() {
    let (mut net, mut gradient) = (words::Classifier::ZERO, Zeroed::ZERO);
    init::kaiming_uniform(&mut net, init::Fan::Out, &mut seeded(4));
    let words: [u8; 50] = std::array::from_fn(|i| i as u8);
    let (x, y) =
        (Labels::from_slice(&words).unwrap(), Labels::from_slice(&words.map(|word| word % 2)).unwrap());
    let (mut ws, mut adam) = (Workspace::<sentiment<50>>::new(), Adam::new(0.05));
    for _ in 0..200 {
        sentiment::grad(&net, &x, &y, &mut ws, &mut gradient);
        adam.step(&mut net, &gradient);
    }
    assert_eq!(net.forward(&x).accuracy(&y), 1.0);
    assert!(words::Encoder_forward::<50>::SOURCE.contains("wider"));
}

network! {
    /// Generic over its element, so that it runs on dual numbers.
    struct Generic<T: Real>;
    fn forward<B: Axis>(x: &Tensor<T, (B, Dim<3>)>) -> Tensor<T, (B, Dim<1>)> {
        hidden: Linear<4>,
        .tanh(),
        output: Linear<1>,
    }
}

#[differentiable]
fn generic_loss<T: Real, B: Axis>(net: &Generic<T>, x: &Tensor<T, (B, Dim<3>)>) -> T {
    net.forward(x).square().sum()
}

#[test]
fn forward_mode() {
    let mut net = Generic::<f64>::ZERO;
    net.init(&mut seeded(5));
    let x = Matrix::<f64, 2, 3>::normal(0.0, 1.0, &mut seeded(6));
    let along = Params::map(&net, |x| x + 0.5);
    let (_, slope) = generic_loss::jvp(&net, &x, &mut Workspace::new(), &along);
    let moved = |by: f64| generic_loss(&net.zip_map(&along, |x, along| x + by * along), &x);
    let difference = (moved(1e-5) - moved(-1e-5)) / 2e-5;
    assert!((slope - difference).abs() < 1e-8 * difference.abs().max(1.0), "{slope} {difference}");
}
