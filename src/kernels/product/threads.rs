//! Large products on several threads.
//!
//! What is split are the rows or the columns of the product, never the sums: the bits are those of one thread.

use super::blocked::Task;
use super::{Form, Scale, Sizes, in_turn};
use crate::element::Number;

/// How many multiply-adds are worth a thread: some 50 µs of work, as to wake one takes a tenth of that.
const WORTH: usize = 1 << 21;
/// No part has fewer rows or columns than twice this: what decides about the order of a sum looks at smaller numbers.
const LEAST: usize = 32;

/// A part of a product that another thread may compute.
struct Part<T>(Task<T>);
// SAFETY: the parts of one product read what nobody writes, and write to different places.
unsafe impl<T: Number> Send for Part<T> {}

/// `run` for the parts of a product, on as many threads as are worth it.
pub fn in_parts<T: Number>(form: Form, task: Task<T>, run: &(impl Fn(Form, Task<T>) + Sync)) {
    split(form, Part(task), worth(task.m * task.k * task.n), run);
}

/// How many threads so many multiply-adds are worth.
pub fn worth(multiply_adds: usize) -> usize {
    (multiply_adds / WORTH).min(rayon::current_num_threads())
}

/// [`multiply_each`](super::multiply_each), on as many threads as are worth it.
pub fn each<S: Sizes, T: Number>(a: &[T], b: &[T], c: &mut [T], scale: Scale<T>) {
    let count = c.len() / (S::M * S::N);
    let parts = worth(count * S::M * S::K * S::N);
    if parts < 2 || count < 2 {
        return in_turn::<S, T>(count, a, b, c, scale);
    }
    let middle = count / 2;
    let (a, more_a) = a.split_at(middle * S::M * S::K);
    let (b, more_b) = b.split_at(middle * S::K * S::N);
    let (c, more_c) = c.split_at_mut(middle * S::M * S::N);
    rayon::join(|| each::<S, T>(a, b, c, scale), || each::<S, T>(more_a, more_b, more_c, scale));
}

fn split<T: Number>(form: Form, part: Part<T>, parts: usize, run: &(impl Fn(Form, Task<T>) + Sync)) {
    let Part(task) = part;
    let (first, second) = match parts {
        0 | 1 => return run(form, task),
        _ if task.m >= 2 * LEAST => task.split_rows(half(task.m, parts)),
        _ if task.n >= 2 * LEAST => task.split_columns(half(task.n, parts)),
        _ => return run(form, task),
    };
    let (first, second) = (Part(first), Part(second));
    rayon::join(|| split(form, first, parts / 2, run), || split(form, second, parts - parts / 2, run));
}

/// Where to split, so that each side has its share of the parts, and whole vectors.
fn half(count: usize, parts: usize) -> usize {
    (count * (parts / 2) / parts).next_multiple_of(LEAST).min(count - LEAST)
}
