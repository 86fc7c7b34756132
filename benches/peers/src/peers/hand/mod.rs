//! Rust without a library, for AVX2: arrays of constant size, blocks of registers, our own exp and tanh, every weight
//! stepped where its gradient comes up.
#![allow(clippy::needless_range_loop)] // loops over constant ranges are what becomes vectors

mod layer;
mod loss;
mod math;
mod networks;
mod product;
mod rnn;
mod single;

use super::Run;
use crate::inputs::Arrays;
use crate::work::{Activation, Form, Task, Work};

pub fn prepare(work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>> {
    use Activation::{Relu, Tanh};
    use Task::{CrossEntropy, Inference, SquaredError};
    match *work {
        Work::Mlp { sizes, batch, activation, task } => match (sizes, batch, activation, task) {
            ([2, 8, 1], 4, Tanh, SquaredError) => networks::tanh_squared::<4, 2, 8, 1>(arrays),
            ([8, 64, 64, 4], 1, Relu, SquaredError) => networks::relu_squared::<1, 8, 64, 4>(arrays),
            ([8, 64, 64, 4], 32, Relu, SquaredError) => networks::relu_squared::<32, 8, 64, 4>(arrays),
            ([8, 64, 64, 4], 1, Relu, Inference) => networks::inference::<1, 8, 64, 4>(arrays),
            ([784, 256, 10], 256, Relu, CrossEntropy) => networks::relu_entropy::<256, 784, 256, 10>(arrays),
            ([784, 10], 256, _, CrossEntropy) => networks::regression::<256, 784, 10>(arrays),
            _ => None,
        },
        Work::Rnn { inputs: 16, hidden: 32, steps: 20, batch: 1 } => rnn::rnn::<20, 1, 16, 32>(arrays),
        Work::Rnn { inputs: 16, hidden: 32, steps: 20, batch: 16 } => rnn::rnn::<20, 16, 16, 32>(arrays),
        Work::Product { m, k, n, form } => match (m, k, n, form) {
            (8, 8, 8, Form::AB) => single::ab::<8, 8, 8>(arrays),
            (16, 16, 16, Form::AB) => single::ab::<16, 16, 16>(arrays),
            (32, 32, 32, Form::AB) => single::ab::<32, 32, 32>(arrays),
            (64, 64, 64, Form::AB) => single::ab::<64, 64, 64>(arrays),
            (128, 128, 128, Form::AB) => single::ab::<128, 128, 128>(arrays),
            (256, 256, 256, Form::AB) => single::ab::<256, 256, 256>(arrays),
            (512, 512, 512, Form::AB) => single::ab::<512, 512, 512>(arrays),
            (1, 64, 64, Form::AB) => single::ab::<1, 64, 64>(arrays),
            (256, 256, 10, Form::AB) => single::ab::<256, 256, 10>(arrays),
            (256, 784, 256, Form::AB) => single::ab::<256, 784, 256>(arrays),
            (256, 784, 256, Form::AtB) => single::atb::<256, 784, 256>(arrays),
            (256, 784, 256, Form::ABt) => single::abt::<256, 784, 256>(arrays),
            _ => None,
        },
        Work::TanhSum { .. } => single::tanh_sum(arrays),
        Work::Softmax { cols, .. } => single::softmax(cols, arrays),
        _ => None,
    }
}

/// A proof that the processor has AVX2 and fused multiply-add.
#[derive(Clone, Copy)]
struct Avx2(());

impl Avx2 {
    fn detect() -> Option<Avx2> {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            return Some(Avx2(()));
        }
        None
    }

    /// `f`, compiled for them.
    #[inline(always)]
    fn run(self, f: impl FnOnce()) {
        #[cfg(target_arch = "x86_64")]
        {
            #[target_feature(enable = "avx2,fma")]
            fn compiled(f: impl FnOnce()) {
                f()
            }
            // SAFETY: `detect` has asked the processor.
            unsafe { compiled(f) }
        }
    }
}
