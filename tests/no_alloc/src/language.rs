//! Which of two letters a word holds more of: a recurrent network, so that a loop, a branch, a call, a slice, a
//! reduction, a product of every kind and a classification are in the proof as well.

use tapeless::prelude::*;

use crate::xor::descend;

const LENGTH: usize = 7;
const WORDS: usize = 8;

#[derive(Params)]
struct Rnn {
    letters: Matrix<f32, 2, 6>,
    wh: Matrix<f32, 6, 6>,
    bh: Vector<f32, 6>,
    wy: Matrix<f32, 6, 2>,
}

type State = Matrix<f32, WORDS, 6>;

#[differentiable]
fn cell(rnn: &Rnn, letter: &Matrix<f32, WORDS, 2>, h: &State) -> State {
    (letter.matmul(&rnn.letters) + h.matmul(&rnn.wh) + &rnn.bh).tanh()
}

#[differentiable]
fn loss(
    rnn: &Rnn,
    words: &[Matrix<f32, WORDS, 2>; LENGTH],
    start: &State,
    labels: &Labels<WORDS, 2>,
    regular: bool,
) -> f32 {
    let mut h = start.tanh();
    for t in 0..LENGTH {
        h = cell(rnn, &words[t], &h);
    }
    let fit = h.matmul(&rnn.wy).cross_entropy(labels);
    if regular { fit + rnn.wh.square().mean() * 0.001 } else { fit }
}

/// Letter `t` of word `i`; the last letters repeat, so that no word has as many of the one as of the other.
fn letter(word: usize, t: usize) -> usize {
    word >> (t % 3) & 1
}

pub fn train() -> bool {
    let words: [Matrix<f32, WORDS, 2>; LENGTH] = core::array::from_fn(|t| {
        Matrix::from_index(|at| if letter(at / 2, t) == at % 2 { 1.0 } else { 0.0 })
    });
    let most: [u8; WORDS] =
        core::array::from_fn(|i| (2 * (0..LENGTH).map(|t| letter(i, t)).sum::<usize>() > LENGTH) as u8);
    let Ok(labels) = Labels::from_slice(&most) else { return false };
    let spread = |at: usize| ((at * 7 + 3) % 11) as f32 * 0.1 - 0.5;
    let mut rnn = Rnn {
        letters: Tensor::from_index(spread),
        wh: Tensor::from_index(spread),
        bh: Tensor::ZERO,
        wy: Tensor::from_index(spread),
    };
    let (start, mut ws, mut grad) = (State::ZERO, Workspace::ZERO, Rnn::ZERO);
    let mut last = f32::INFINITY;
    for turn in 0..400 {
        last = loss::value_and_grad(&rnn, &words, &start, &labels, turn % 2 == 0, &mut ws, &mut grad);
        descend(&mut rnn.letters, &grad.letters);
        descend(&mut rnn.wh, &grad.wh);
        descend(&mut rnn.bh, &grad.bh);
        descend(&mut rnn.wy, &grad.wy);
    }
    last < 0.05
}
