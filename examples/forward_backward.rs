//! Forward and backward: what training must remember, counted by the compiler, and what it costs to remember less.
//!
//! `cargo run --release --example forward_backward`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 5.3; Chen et al., *Training Deep Nets with Sublinear Memory Cost*, 2016.

mod course;

use std::time::Instant;

use course::plot::{Plot, SeriesLabelPosition, save};
use tapeless::prelude::*;
use tapeless::random::seeded;
use tapeless::{Inference, init};

const BATCH: usize = 32;
const WIDTH: usize = 32;
type Batch = Matrix<f32, BATCH, WIDTH>;
type Layer = Matrix<f32, WIDTH, WIDTH>;

// ANCHOR: net
/// `D` layers, each output kept for the way back.
#[differentiable(inference)]
fn plain<const D: usize>(layers: &[Layer; D], x: &Batch) -> f32 {
    let mut h = x.tanh();
    for i in 0..D {
        h = h.matmul(&layers[i]).tanh();
    }
    h.square().mean()
}
// ANCHOR_END: net

// ANCHOR: segments
/// `S` layers in a row.
#[differentiable]
fn segment<const S: usize>(layers: &[Layer; S], x: &Batch) -> Batch {
    let mut h = x * 1.0;
    for i in 0..S {
        h = h.matmul(&layers[i]).tanh();
    }
    h
}

/// `C` segments of `S` layers: only what goes in is kept of each, the rest is computed again on the way back.
#[differentiable]
fn again<const C: usize, const S: usize>(segments: &[[Layer; S]; C], x: &Batch) -> f32 {
    let mut h = x.tanh();
    #[remat]
    for i in 0..C {
        h = segment(&segments[i], &h);
    }
    h.square().mean()
}
// ANCHOR_END: segments

// ANCHOR: bytes
/// Depth, and the bytes of: training, training with recomputation, inference.
macro_rules! memory {
    ($($segments:literal x $layers:literal),*) => {
        [$((
            ($segments * $layers) as f64,
            [
                Workspace::<plain<{ $segments * $layers }>>::BYTES,
                Workspace::<again<$segments, $layers>>::BYTES,
                Workspace::<Inference<plain<{ $segments * $layers }>>>::BYTES,
            ],
        )),*]
    };
}
const MEMORY: [(f64, [usize; 3]); 6] = memory!(2 x 2, 3 x 3, 4 x 4, 5 x 5, 6 x 6, 8 x 8);
// ANCHOR_END: bytes

fn main() -> course::Result {
    course::no_options()?;
    println!(
        "bytes of the workspace, batch {BATCH}, width {WIDTH}; one layer's output has {}\n",
        size_of::<Batch>()
    );
    println!("{:>6} {:>12} {:>20} {:>10}", "layers", "training", "with recomputation", "inference");
    for (depth, [training, again, inference]) in MEMORY {
        println!("{depth:6} {training:12} {again:20} {inference:10}");
    }
    // ANCHOR: claims
    let [(first, small), .., (last, large)] = MEMORY;
    let growth =
        |which: usize| (large[which] - small[which]) as f64 / (last - first) / size_of::<Batch>() as f64;
    assert_eq!(growth(0), 1.0); // training remembers one output for each layer,
    assert_eq!(growth(2), 0.0); // inference the same few for any depth,
    assert!(growth(1) < 0.3); // and segments about 2√D
    // ANCHOR_END: claims

    // ANCHOR: time
    let rng = &mut seeded(1);
    let mut segments = <[[Layer; 8]; 8]>::boxed_zero();
    init::xavier_normal(&mut *segments, rng);
    let layers: &[Layer; 64] = segments.as_flattened().try_into()?;
    let x = Matrix::normal(0.0, 1.0, rng);
    let (mut gradient, mut gradient_again) = (<[Layer; 64]>::boxed_zero(), <[[Layer; 8]; 8]>::boxed_zero());
    let (mut ws, mut ws_again) = (Workspace::<plain<64>>::boxed(), Workspace::<again<8, 8>>::boxed());
    let mut seconds = [0.0; 2];
    for _ in 0..5 {
        let start = Instant::now();
        plain::grad(layers, &x, &mut ws, &mut gradient);
        seconds[0] += start.elapsed().as_secs_f64();
        let start = Instant::now();
        again::grad(&segments, &x, &mut ws_again, &mut gradient_again);
        seconds[1] += start.elapsed().as_secs_f64();
    }
    println!(
        "\n64 layers: the gradient with recomputation takes {:.2} times as long",
        seconds[1] / seconds[0]
    );
    // ANCHOR_END: time
    assert_eq!(gradient.as_slice(), gradient_again.as_flattened()); // and is the same, bit by bit
    print!("\nwhat lies in the workspace of 64 layers: {}", ws.report());

    let kilobytes = |which: usize| MEMORY.map(|(depth, bytes)| (depth, bytes[which] as f64 / 1024.0));
    let plot = Plot::new("memory of a deep network", "layers", "workspace in KiB")
        .line("training", kilobytes(0))
        .line("training, recomputing in √D segments", kilobytes(1))
        .line("inference", kilobytes(2))
        .legend(SeriesLabelPosition::UpperLeft);
    save("memory", [plot])
}
