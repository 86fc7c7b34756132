//! Elementwise loops, and the one place where a broadcast is undone.

use super::chain::Kind;
use super::operand::{Operand, OperandMut};
use super::walk::Walk;
use crate::broadcast::Broadcast;
use crate::element::{Element, Real};
use crate::kernels::isa::{vectorized, widest};
use crate::op::{Mode, Sink};
use crate::plan::{Bool, Primal};
use crate::shape::Shape;
use crate::storage::Zeroed;
use crate::tensor::Tensor;

/// A function of one number, with its derivative: what `unary!` turns into an operation on tensors.
pub trait Pointwise<T> {
    /// What it makes of a formula in a chain: [`Cheap`](super::Cheap) or [`Costly`](super::Costly).
    type Kind<F: 'static>: Kind;
    /// Whether `cotangent` looks at `x`: [`Yes`](crate::op::Yes) or [`No`](crate::op::No).
    type NeedsIn: Bool;
    /// Whether `cotangent` looks at `y`.
    type NeedsOut: Bool;
    /// The value at `x`.
    fn value(x: T) -> T;
    /// The cotangent of `x`, given `y = value(x)` and the cotangent of `y`.
    fn cotangent(x: T, y: T, ct: T) -> T;
    /// The values at each of `x`.
    #[inline(always)]
    fn values(x: &[T], y: &mut [T])
    where
        T: Copy,
    {
        map(x, y, Self::value);
    }
}

/// A function of two numbers, with its derivatives: what `binary!` turns into a broadcasting operation.
pub trait Pointwise2<T> {
    /// Whether a cotangent looks at `a`.
    type NeedsA: Bool;
    /// Whether a cotangent looks at `b`.
    type NeedsB: Bool;
    /// Whether a cotangent looks at `y`.
    type NeedsOut: Bool;
    /// The value at `a`, `b`.
    fn value(a: T, b: T) -> T;
    /// The cotangent of `a`.
    fn cotangent_a(a: T, b: T, y: T, ct: T) -> T;
    /// The cotangent of `b`.
    fn cotangent_b(a: T, b: T, y: T, ct: T) -> T;
}

/// The elements of a primal; zeros for one that the formula, by its `needs`, does not look at.
#[derive(Clone, Copy)]
pub struct Seen<'a, T> {
    // Not an `Option`, which would be told by its pointer: this is a constant wherever a loop is inlined.
    there: bool,
    elements: &'a [T],
}

/// The elements of a primal that a formula may look at.
#[inline(always)]
pub fn seen<T: Element, N: Bool, X: Operand<T>>(primal: Primal<'_, N, X>) -> Seen<'_, T> {
    primal.map(X::elements).map_or(Seen { there: false, elements: &[] }, Seen::of)
}

impl<'a, T: Element> Seen<'a, T> {
    /// The element at `i`.
    #[inline(always)]
    pub fn at(self, i: usize) -> T {
        if self.there { self.elements[i] } else { T::ZERO }
    }

    /// All elements, if the formula looks at them.
    #[inline(always)]
    pub fn elements(self) -> Option<&'a [T]> {
        self.there.then_some(self.elements)
    }

    /// Elements that are there.
    #[inline(always)]
    pub fn of(elements: &'a [T]) -> Self {
        Seen { there: true, elements }
    }

    /// What a part of a loop sees.
    #[inline(always)]
    pub fn part(self, part: impl FnOnce(&'a [T]) -> &'a [T]) -> Self {
        if self.there { Seen::of(part(self.elements)) } else { self }
    }
}

/// What `f` gives: a loop over elements of shape `S`, compiled for the processor at hand if they are many.
#[inline(always)]
pub fn many<S: Shape, R>(f: impl FnOnce() -> R) -> R {
    if const { S::NUMEL >= 4096 } {
        widest(f)
    } else if const { S::NUMEL >= 16 } {
        vectorized(f)
    } else {
        f()
    }
}

/// `sink ← f(i)` for the elements of the sink's own shape.
#[inline(always)]
pub fn send<T: Element, X: OperandMut<T>, M: Mode>(sink: Sink<'_, X, M>, f: impl Fn(usize) -> T) {
    let Some(slot) = sink.slot() else { return };
    if !T::DIFFERENTIABLE {
        return;
    }
    each_of(
        slot.elements_mut(),
        #[inline(always)]
        |i, mut d| {
            if !M::ADD {
                return f(i);
            }
            d.accumulate(&f(i));
            d
        },
    );
}

/// Rows no longer than this are unrolled whole before the compiler looks for vectors.
const SHORT: usize = 16;
/// How many elements of a short row are computed before the first of them is stored.
const BLOCK: usize = 8;

/// `y[j] = f(j, y[j])`
///
/// Of a short row several are computed before the first is stored, so that they can be a vector even where nothing says
/// that the places read are not the places written.
#[inline(always)]
pub fn each_of<T: Copy>(y: &mut [T], f: impl Fn(usize, T) -> T) {
    // Without optimisation there are no vectors.
    if !cfg!(debug_assertions) && y.len() <= SHORT {
        for (i, places) in y.chunks_mut(BLOCK).enumerate() {
            let mut block = [places[0]; BLOCK];
            for (c, &mut y) in places.iter_mut().enumerate() {
                block[c] = f(i * BLOCK + c, y);
            }
            places.copy_from_slice(&block[..places.len()]);
        }
        return;
    }
    for (j, y) in y.iter_mut().enumerate() {
        *y = f(j, *y);
    }
}

/// `out[i] = f(x[i])`
#[inline(always)]
pub fn map<T: Copy, R>(x: &[T], out: &mut [R], f: impl Fn(T) -> R) {
    for (y, &x) in out.iter_mut().zip(x) {
        *y = f(x);
    }
}

/// `out[i] = f(a[i'], b[i''])`, each operand broadcast to the shape `O` of the result.
#[inline(always)]
pub fn map_pair<A: Copy, B: Copy, R: Copy, SA: Shape, SB: Shape, O: Shape>(
    a: &[A],
    b: &[B],
    out: &mut [R],
    f: impl Fn(A, B) -> R,
) {
    let walk = const { Walk::new([SA::SIX_DIMS, SB::SIX_DIMS], O::SIX_DIMS) };
    for row in 0..walk.rows {
        let [at_a, at_b] = walk.start(row);
        let (a, b) = (walk.part(0, a, at_a), walk.part(1, b, at_b));
        each_of(
            &mut out[row * walk.run..][..walk.run],
            #[inline(always)]
            |j, _| f(a[j * walk.steps[0]], b[j * walk.steps[1]]),
        );
    }
}

/// `a[i] = f(a[i], b[i'])`, the operand `b` broadcast to the shape `S` of `a`.
#[inline(always)]
pub fn update<T: Copy, S: Shape, R: Shape>(a: &mut [T], b: &[T], f: impl Fn(T, T) -> T) {
    let walk = const { Walk::new([R::SIX_DIMS], S::SIX_DIMS) };
    for row in 0..walk.rows {
        let [at] = walk.start(row);
        let b = walk.part(0, b, at);
        each_of(
            &mut a[row * walk.run..][..walk.run],
            #[inline(always)]
            |j, a| f(a, b[j * walk.steps[0]]),
        );
    }
}

/// Sends `f(a, b, y, ct)`, the cotangent at each element of the result (shape `O`), to the operand `a` of shape `SA`:
/// where the operand was broadcast, the cotangents of its copies add up.
#[inline(always)]
pub fn send_pair<T: Element, B: Element, SA: Shape, SB: Shape, O: Shape, M: Mode>(
    slot: Option<&mut [T]>,
    (a, b, y): (Seen<'_, T>, Seen<'_, B>, Seen<'_, T>),
    ct: &[T],
    f: impl Fn(T, B, T, T) -> T,
) {
    let Some(slot) = slot else { return };
    let walk = const { Walk::new([SA::SIX_DIMS, SB::SIX_DIMS], O::SIX_DIMS) };
    send_along::<T, M, _, 2>(
        slot,
        0,
        &walk,
        SA::NUMEL != O::NUMEL,
        #[inline(always)]
        |row, [at_a, at_b]| {
            let (a, b) = (a.part(|a| walk.part(0, a, at_a)), b.part(|b| walk.part(1, b, at_b)));
            let (y, ct, steps) = (y.part(|y| walk.row(y, row)), walk.row(ct, row), walk.steps);
            let f = &f;
            #[inline(always)]
            move |j| f(a.at(j * steps[0]), b.at(j * steps[1]), y.at(j), ct[j])
        },
    );
}

/// Sends a cotangent to operand `of` of a walk. `cotangents` gives those of each row, by their position in it; where the
/// operand is broadcast, those of its copies add up.
#[inline(always)]
pub fn send_along<T: Element, M: Mode, F: Fn(usize) -> T, const N: usize>(
    slot: &mut [T],
    of: usize,
    walk: &Walk<N>,
    broadcast: bool,
    cotangents: impl Fn(usize, [usize; N]) -> F,
) {
    if !T::DIFFERENTIABLE {
        return;
    }
    if broadcast && !M::ADD {
        slot.fill(T::ZERO);
    }
    let add = M::ADD || broadcast;
    for row in 0..walk.rows {
        let at = walk.start(row);
        let cotangent = cotangents(row, at);
        if walk.steps[of] == 1 {
            each_of(
                &mut slot[at[of]..][..walk.run],
                #[inline(always)]
                |j, mut d| {
                    if !add {
                        return cotangent(j);
                    }
                    d.accumulate(&cotangent(j));
                    d
                },
            );
        } else {
            let mut sum = T::ZERO;
            (0..walk.run).for_each(|j| sum.accumulate(&cotangent(j)));
            slot[at[of]].accumulate(&sum);
        }
    }
}

/// `f` of each element of a tensor and what stands beside it on the right.
#[inline(always)]
pub fn combine<T: Element, R: Element, S, B>(
    a: &Tensor<T, S>,
    b: &B,
    f: impl Fn(T, T) -> R,
) -> Tensor<R, <S as Broadcast<B::Shape>>::Out>
where
    S: Shape + Broadcast<B::Shape>,
    B: Operand<T>,
{
    let mut out = Tensor::ZERO;
    let to = &mut out;
    many::<<S as Broadcast<B::Shape>>::Out, _>(
        #[inline(always)]
        move || {
            let y = Tensor::as_mut_slice(to);
            map_pair::<T, T, R, S, B::Shape, <S as Broadcast<B::Shape>>::Out>(
                a.as_slice(),
                b.elements(),
                y,
                f,
            )
        },
    );
    out
}

/// −|x|, with slope −1 at 0.
#[inline(always)]
pub fn minus_abs<T: Real>(x: T) -> T {
    if x < T::ZERO { x } else { -x }
}

/// `x`, but not below `lowest`; NaN stays NaN.
#[inline(always)]
pub fn at_least<T: Real>(x: T, lowest: f64) -> T {
    let lowest = T::from_f64(lowest);
    if x < lowest { lowest } else { x }
}

/// `x`, but at most `limit` away from 0; NaN stays NaN.
#[inline(always)]
pub fn within<T: Real>(x: T, limit: f64) -> T {
    let x = at_least(x, -limit);
    if x > T::from_f64(limit) { T::from_f64(limit) } else { x }
}
