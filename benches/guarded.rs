//! Small workloads whose instructions `benches/guard.sh` counts: `guarded NAME TURNS`.

#[allow(dead_code)] // not all are guarded
mod workloads;

use std::hint::black_box;

use tapeless::kernels::isa::{Level, limit};
use tapeless::optim::{Optimizer, Sgd};
use tapeless::prelude::*;
use workloads::*;

fn some<P: Params<Elem = f32>>() -> P {
    let (mut p, mut i) = (P::ZERO, 0);
    p.update(|_| {
        i += 1;
        (i * 7919 % 1013) as f32 / 8104.0 - 0.0625
    });
    p
}

macro_rules! steps {
    ($turns:expr, $loss:ident $(<$B:literal>)?: $Net:ty, $($x:expr),+) => {{
        let (mut net, mut ws) = (some::<$Net>(), Workspace::<$loss$(<$B>)?>::boxed());
        let (mut gradient, mut sgd) = (<$Net>::ZERO, Sgd::new(1e-3));
        for _ in 0..$turns {
            black_box($loss::value_and_grad(&net, $($x),+, &mut ws, &mut gradient));
            sgd.step(&mut net, &gradient);
        }
        black_box(net);
    }};
}

fn main() {
    // Counts must not depend on the machine.
    limit(if std::env::var_os("TAPELESS_SSE2").is_some() { Level::Base } else { Level::Avx2 });
    let mut arguments = std::env::args().skip(1);
    // `cargo bench` runs this too, without a name.
    let (Some(name), Some(Ok(turns))) = (arguments.next(), arguments.next().map(|n| n.parse::<usize>()))
    else {
        return;
    };
    match name.as_str() {
        "w1" => steps!(turns, w1: Two<2, 8, 1>, &some(), &some()),
        "w2_batch_1" => steps!(turns, w2<1>: Three, &some(), &some()),
        "w2_batch_32" => steps!(turns, w2<32>: Three, &some(), &some()),
        "w7_batch_1" => {
            let xs: [Matrix<f32, 1, 16>; 20] = core::array::from_fn(|_| some());
            steps!(turns, w7<1>: Cell, &xs, &some(), &some())
        }
        "softmax" => {
            let mut x = some::<Matrix<f32, 16, 100>>();
            for _ in 0..turns {
                x = black_box(&x).softmax();
            }
            black_box(x);
        }
        other => panic!("no workload `{other}`: w1, w2_batch_1, w2_batch_32, w7_batch_1, softmax"),
    }
}
