//! Where a model lies: workspaces for inference alone, one place for several workspaces, gradients summed up one
//! example at a time, and budgets.

use tapeless::budget::Budget;
use tapeless::prelude::*;

#[derive(Params)]
struct Layer {
    w: Matrix<f32, 6, 6>,
    b: Vector<f32, 6>,
}

#[derive(Params)]
struct Net {
    start: Vector<f32, 6>,
    layers: [Layer; 3],
}

#[differentiable(inference)]
impl Layer {
    fn forward(&self, x: &Vector<f32, 6>) -> Vector<f32, 6> {
        (x.vecmat(&self.w) + &self.b).tanh()
    }
}

#[differentiable]
fn square(x: &Vector<f32, 6>) -> f32 {
    (x * x).sum()
}

fn halved(x: &Vector<f32, 6>) -> Vector<f32, 6> {
    x.half()
}
trait Half {
    fn half(&self) -> Vector<f32, 6>;
}
impl Half for Vector<f32, 6> {
    fn half(&self) -> Vector<f32, 6> {
        self * 0.5
    }
}
fn halved_back(_: &Vector<f32, 6>, _: &Vector<f32, 6>, ct: &Vector<f32, 6>) -> Vector<f32, 6> {
    halved(ct)
}
#[differentiable(inference, vjp = halved_back)]
fn half(x: &Vector<f32, 6>) -> Vector<f32, 6> {
    halved(x)
}

/// Loops in loops, a `while`, branches, calls of functions with and without `inference`.
#[differentiable(inference)]
fn everything(net: &Net, x: &Vector<f32, 6>, big: bool) -> f32 {
    let mut h = x + &net.start;
    let mut before = x.tanh();
    for i in 0..3 {
        let old = &h * 1.0;
        for _ in 0..4 {
            h = net.layers[i].forward(&h) + &before;
        }
        before = old.tanh();
    }
    #[bound(40)]
    while h.sum() > 0.25 {
        h = half(&h);
    }
    let size = square(&h);
    if big { size.exp() } else { size + before.sum() }
}

fn net() -> Net {
    let mut net = Net::ZERO;
    let mut n = 0.0;
    net.update(|_| {
        n += 1.0;
        0.3 * f32::sin(n)
    });
    net
}

#[test]
fn inference_gives_what_training_gives() {
    let (net, mut training, mut inference) = (net(), Workspace::ZERO, Workspace::ZERO);
    for (first, big) in [(3.0, true), (-5.0, false), (0.5, false), (9.0, true)] {
        let x = Vector::from([first, -0.5, 0.25, 0.1, 0.0, 0.7]);
        let expected = everything(&net, &x, big);
        assert_eq!(*everything::value(&net, &x, big, &mut training), expected);
        assert_eq!(*everything::infer(&net, &x, big, &mut inference), expected);
    }
}

#[differentiable(inference)]
fn deep<const B: usize>(w: &[Matrix<f32, 16, 16>; 20], x: &Matrix<f32, B, 16>) -> f32 {
    let mut h = x.relu();
    for i in 0..20 {
        let z = h.matmul(&w[i]);
        h = z.tanh();
    }
    h.sum()
}

#[test]
fn inference_holds_no_history() {
    let tensor = 4 * 8 * 16;
    // Of the turns, two; of the values in one, this one's and the one that `remat` would compute again.
    assert!(Workspace::<Inference<deep<8>>>::BYTES <= 5 * tensor + 8);
    assert!(Workspace::<deep<8>>::BYTES >= 20 * tensor);
    let places = Workspace::<Inference<deep<8>>>::PLACES;
    assert!(places.iter().all(|place| !place.name.contains("ct_")), "{places:?}");
}

#[test]
fn a_batch_one_example_at_a_time() {
    let (net, mut ws) = (net(), Workspace::ZERO);
    let xs = [[0.5; 6], [-0.25; 6], [1.0; 6]].map(Vector::from);
    let (mut sum, mut one, mut expected) = (Net::ZERO, Net::ZERO, Net::ZERO);
    for x in &xs {
        let value = everything::accumulate_grad(&net, x, false, &mut ws, &mut sum);
        assert_eq!(value, everything::value_and_grad(&net, x, false, &mut ws, &mut one));
        expected.update_with(&one, |sum, x| sum + x);
    }
    for (sum, expected) in sum.to_flat().iter().zip(expected.to_flat()) {
        assert!((sum - expected).abs() <= 1e-5 * expected.abs().max(1.0), "{sum} {expected}");
    }
}

const MEMORY: Budget = budget!(parameters: Net, workspace: Workspace<everything>);

#[test]
fn a_budget_says_what_takes_what() {
    assert_eq!(MEMORY.bytes(), size_of::<Net>() + Workspace::<everything>::BYTES);
    const { assert!(MEMORY.bytes_of("parameters") == size_of::<Net>()) };
    assert_eq!(MEMORY.bytes_of("nothing"), 0);
    let text = MEMORY.to_string();
    for line in ["      528  parameters", "                 144  layers.2.w", "bytes in all"] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
}
