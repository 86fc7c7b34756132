//! Elementwise loops, and the one place where a broadcast is undone.

use crate::broadcast::{Layout, layout, stretched_index};
use crate::element::{Element, Real};
use crate::op::{Mode, Sink};
use crate::plan::{Bool, Primal};
use crate::shape::Shape;
use crate::tensor::Tensor;

/// A function of one real number, with its derivative: what `unary!` turns into an operation on tensors.
pub trait Pointwise {
    /// The value at `x`.
    fn value<T: Real>(x: T) -> T;
    /// The cotangent of `x`, given `y = value(x)` and the cotangent of `y`.
    fn cotangent<T: Real>(x: T, y: T, ct: T) -> T;
}

/// A function of two real numbers, with its derivatives: what `binary!` turns into a broadcasting operation.
pub trait Pointwise2 {
    /// The value at `a`, `b`.
    fn value<T: Real>(a: T, b: T) -> T;
    /// The cotangent of `a`.
    fn cotangent_a<T: Real>(a: T, b: T, y: T, ct: T) -> T;
    /// The cotangent of `b`.
    fn cotangent_b<T: Real>(a: T, b: T, y: T, ct: T) -> T;
}

/// `sink ← f(i)` for the elements of the sink's own shape.
#[inline(always)]
pub fn send<T: Element, S: Shape, M: Mode>(sink: Sink<'_, Tensor<T, S>, M>, f: impl Fn(usize) -> T) {
    let Some(slot) = sink.slot() else { return };
    for (i, d) in slot.as_mut_slice().iter_mut().enumerate() {
        if M::ADD { d.accumulate(&f(i)) } else { *d = f(i) }
    }
}

/// `out[i] = f(a[i'], b[i''])`, each operand broadcast to the shape `O` of the result.
#[inline(always)]
pub fn map_pair<A: Copy, B: Copy, R, SA: Shape, SB: Shape, O: Shape>(
    a: &[A],
    b: &[B],
    out: &mut [R],
    f: impl Fn(A, B) -> R,
) {
    match (layout::<SA, O>(), layout::<SB, O>()) {
        (Layout::Same, Layout::Same) => {
            for ((y, &a), &b) in out.iter_mut().zip(a).zip(b) {
                *y = f(a, b);
            }
        }
        (Layout::Same, Layout::Trailing) if SB::NUMEL > 0 => {
            for (y, a) in out.chunks_exact_mut(SB::NUMEL).zip(a.chunks_exact(SB::NUMEL)) {
                for ((y, &a), &b) in y.iter_mut().zip(a).zip(b) {
                    *y = f(a, b);
                }
            }
        }
        (Layout::Trailing, Layout::Same) if SA::NUMEL > 0 => {
            for (y, b) in out.chunks_exact_mut(SA::NUMEL).zip(b.chunks_exact(SA::NUMEL)) {
                for ((y, &a), &b) in y.iter_mut().zip(a).zip(b) {
                    *y = f(a, b);
                }
            }
        }
        _ => {
            for (i, y) in out.iter_mut().enumerate() {
                *y = f(a[operand_index::<SA, O>(i)], b[operand_index::<SB, O>(i)]);
            }
        }
    }
}

/// Sends `f(i)`, the cotangent at each element `i` of the result (shape `O`), to an operand of shape `S`: where the
/// operand was broadcast, the cotangents of its copies add up.
#[inline(always)]
pub fn send_pair<T: Real, S: Shape, O: Shape>(slot: &mut [T], add: bool, f: impl Fn(usize) -> T) {
    if let Layout::Same = layout::<S, O>() {
        for (i, d) in slot.iter_mut().enumerate() {
            if add { *d += f(i) } else { *d = f(i) }
        }
        return;
    }
    if !add {
        slot.fill(T::ZERO);
    }
    if let (Layout::Trailing, true) = (layout::<S, O>(), S::NUMEL > 0) {
        for row in 0..O::NUMEL / S::NUMEL {
            for (i, d) in slot.iter_mut().enumerate() {
                *d += f(row * S::NUMEL + i);
            }
        }
    } else {
        for i in 0..O::NUMEL {
            slot[operand_index::<S, O>(i)] += f(i);
        }
    }
}

/// A tensor or a plain number as the elements it holds.
pub trait Elements<T> {
    /// The elements in row-major order.
    fn elements(&self) -> &[T];
    /// The elements in row-major order, to write through.
    fn elements_mut(&mut self) -> &mut [T];
}
impl<T: Real, S: Shape> Elements<T> for Tensor<T, S> {
    #[inline(always)]
    fn elements(&self) -> &[T] {
        self.as_slice()
    }
    #[inline(always)]
    fn elements_mut(&mut self) -> &mut [T] {
        self.as_mut_slice()
    }
}
impl<T: Real> Elements<T> for T {
    #[inline(always)]
    fn elements(&self) -> &[T] {
        core::slice::from_ref(self)
    }
    #[inline(always)]
    fn elements_mut(&mut self) -> &mut [T] {
        core::slice::from_mut(self)
    }
}

/// The elements of a primal by index; 0 for one that the formula, by its `needs`, does not look at.
#[inline(always)]
pub fn element_of<'a, T: Real, N: Bool, A: Elements<T>>(
    primal: Primal<'a, N, A>,
) -> impl Fn(usize) -> T + Copy {
    let elements = primal.map(A::elements);
    move |i| elements.map_or(T::ZERO, |elements| elements[i])
}

/// Where the element `i` of a result of shape `O` comes from in an operand of shape `S`.
#[inline(always)]
pub fn operand_index<S: Shape, O: Shape>(i: usize) -> usize {
    match layout::<S, O>() {
        Layout::Same => i,
        Layout::Trailing => i % S::NUMEL,
        Layout::Strided => stretched_index(S::DIMS.as_ref(), O::DIMS.as_ref(), i),
    }
}
