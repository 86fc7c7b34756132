//! The checks that every operation of the crate passes, and yours can.

use alloc::vec::Vec;
use core::marker::PhantomData;

use super::flat::{Flat, copy, dot, lift, list, random, tangents};
use crate::op::{Add, Mode, Op1, Op2, Op3, Op4, Op5, Op6, Rule, Set, Sink, Skip};
use crate::plan::Primal;
use crate::storage::Zeroed;

/// An operation seen as a function of one tuple, whatever its arity.
pub trait Checked<Args>: Rule<Args> {
    /// `out, saved ← f(args)`
    fn run(args: &Args, out: &mut Self::Out, saved: &mut Self::Saved, scratch: &mut Self::Scratch);
    /// All cotangents at once.
    fn pull<M: Mode>(
        args: &Args,
        out: &Self::Out,
        saved: &Self::Saved,
        scratch: &mut Self::Scratch,
        ct: &Self::Out,
        grads: &mut Args,
    );
    /// The cotangent of one argument alone.
    fn pull_one(
        which: usize,
        args: &Args,
        out: &Self::Out,
        saved: &Self::Saved,
        scratch: &mut Self::Scratch,
        ct: &Self::Out,
        grads: &mut Args,
    );
}

macro_rules! checked {
    ($($Op:ident ($($A:ident $i:tt $M:ident),*): $([$which:tt: $($Mode:ident),*])*;)*) => {$(
        impl<O: $Op<$($A),*>, $($A),*> Checked<($($A,)*)> for O {
            fn run(args: &($($A,)*), out: &mut Self::Out, saved: &mut Self::Saved, scratch: &mut Self::Scratch) {
                O::forward($(&args.$i,)* out, saved, scratch);
            }
            checked!(@pull pull, Mo, $($A $i Mo),*);
            fn pull_one(which: usize, args: &($($A,)*), out: &Self::Out, saved: &Self::Saved, scratch: &mut Self::Scratch, ct: &Self::Out, grads: &mut ($($A,)*)) {
                fn modes<O: $Op<$($A),*>, $($A,)* $($M: Mode),*>(_: PhantomData<(O, ($($M,)*))>, args: &($($A,)*), out: &O::Out, saved: &O::Saved, scratch: &mut O::Scratch, ct: &O::Out, grads: &mut ($($A,)*)) {
                    O::backward($(Primal::of(&args.$i),)* Primal::of(out), saved, scratch, ct, $(Sink::<_, $M>::into(&mut grads.$i)),*);
                }
                match which {
                    $($which => modes(PhantomData::<(O, ($($Mode,)*))>, args, out, saved, scratch, ct, grads),)*
                    _ => {}
                }
            }
        }
    )*};
    (@pull $name:ident, $Mode:ident, $($A:ident $i:tt $M:ident),*) => {
        fn $name<$Mode: Mode>(args: &($($A,)*), out: &Self::Out, saved: &Self::Saved, scratch: &mut Self::Scratch, ct: &Self::Out, grads: &mut ($($A,)*)) {
            O::backward($(Primal::of(&args.$i),)* Primal::of(out), saved, scratch, ct, $(Sink::<_, $M>::into(&mut grads.$i)),*);
        }
    };
}
checked! {
    Op1(A 0 MA): [0: Set];
    Op2(A 0 MA, B 1 MB): [0: Set, Skip] [1: Skip, Set];
    Op3(A 0 MA, B 1 MB, C 2 MC): [0: Set, Skip, Skip] [1: Skip, Set, Skip] [2: Skip, Skip, Set];
    Op4(A 0 MA, B 1 MB, C 2 MC, D 3 MD): [0: Set, Skip, Skip, Skip] [1: Skip, Set, Skip, Skip] [2: Skip, Skip, Set, Skip] [3: Skip, Skip, Skip, Set];
    Op5(A 0 MA, B 1 MB, C 2 MC, D 3 MD, E 4 ME): [0: Set, Skip, Skip, Skip, Skip] [1: Skip, Set, Skip, Skip, Skip] [2: Skip, Skip, Set, Skip, Skip] [3: Skip, Skip, Skip, Set, Skip] [4: Skip, Skip, Skip, Skip, Set];
    Op6(A 0 MA, B 1 MB, C 2 MC, D 3 MD, E 4 ME, F 5 MF): [0: Set, Skip, Skip, Skip, Skip, Skip] [1: Skip, Set, Skip, Skip, Skip, Skip] [2: Skip, Skip, Set, Skip, Skip, Skip] [3: Skip, Skip, Skip, Set, Skip, Skip] [4: Skip, Skip, Skip, Skip, Set, Skip] [5: Skip, Skip, Skip, Skip, Skip, Set];
}

/// `f(args)`.
fn value<O: Checked<Args>, Args>(args: &Args) -> O::Out {
    let (mut out, mut saved, mut scratch) = (O::Out::ZERO, O::Saved::ZERO, O::Scratch::ZERO);
    O::run(args, &mut out, &mut saved, &mut scratch);
    out
}

/// All cotangents, from a clean state: `cotangents::<relu, _>(&(x,), &ct).0`.
pub fn cotangents<O: Checked<Args>, Args: Flat>(args: &Args, ct: &O::Out) -> Args {
    let (mut out, mut saved, mut scratch, mut grads) =
        (O::Out::ZERO, O::Saved::ZERO, O::Scratch::ZERO, Args::ZERO);
    O::run(args, &mut out, &mut saved, &mut scratch);
    O::pull::<Set>(args, &out, &saved, &mut scratch, ct, &mut grads);
    grads
}

/// Panics unless `a` and `b` agree to `tolerance`, relative to the largest of them (or 1).
#[track_caller]
pub fn assert_close(what: &str, found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len(), "{what}: lengths differ");
    let scale = expected.iter().fold(1.0_f64, |m, x| m.max(x.abs()));
    for (i, (&f, &e)) in found.iter().zip(expected).enumerate() {
        assert!(
            (f - e).abs() <= tolerance * scale,
            "{what}: at {i} found {f:e}, expected {e:e}, tolerance {tolerance:e} of {scale:e}"
        );
    }
}

/// The derivative of `f` with respect to each number of `args`, by five-point differences of step `h`.
pub fn five_point<Args: Flat>(args: &Args, h: f64, f: impl Fn(&Args) -> f64) -> Vec<f64> {
    let at = |which: usize, by: f64| {
        let (mut moved, mut i) = (copy(args), 0);
        moved.each(&mut |x, _| {
            if i == which {
                *x += by;
            }
            i += 1;
        });
        f(&moved)
    };
    (0..list(args).len())
        .map(|i| (at(i, -2.0 * h) - 8.0 * at(i, -h) + 8.0 * at(i, h) - at(i, 2.0 * h)) / (12.0 * h))
        .collect()
}

/// Checks an operation at `args` (over `f64`) and at the same point over dual numbers (`DualArgs`):
/// the derived cotangents against five-point differences (1e-7); forward against reverse by the inner product
/// identity (1e-12); linearity in the cotangent; overwriting plus adding against adding; each cotangent alone against
/// all together; a used workspace against a clean one.
#[track_caller]
pub fn check_operation<O, Args, DualArgs>(args: Args, dual: DualArgs)
where
    O: Checked<Args> + Checked<DualArgs>,
    Args: Flat,
    DualArgs: Flat,
    <O as Rule<Args>>::Out: Flat,
    <O as Rule<DualArgs>>::Out: Flat,
{
    check_both::<O, O, Args, DualArgs>(args, dual);
}

/// As [`check_operation`], of an operation that is another type, `D`, over dual numbers.
#[track_caller]
pub(crate) fn check_both<O, D, Args, DualArgs>(args: Args, mut dual: DualArgs)
where
    O: Checked<Args>,
    D: Checked<DualArgs>,
    Args: Flat,
    DualArgs: Flat,
    <O as Rule<Args>>::Out: Flat,
    <D as Rule<DualArgs>>::Out: Flat,
{
    #[cfg(test)]
    CHECKS_MADE.set(checks_made() + 1);
    let name = core::any::type_name::<O>();
    let ct: <O as Rule<Args>>::Out = random(101);
    let grads = cotangents::<O, Args>(&args, &ct);
    let derived = list(&grads);

    let differences = five_point(&args, 1e-3, |args| dot(&value::<O, Args>(args), &ct));
    assert_close(&alloc::format!("{name}: cotangents against differences"), &derived, &differences, 1e-7);

    let direction: Args = random(102);
    lift(&mut dual, &args, &direction);
    let forward: f64 =
        tangents(&value::<D, DualArgs>(&dual)).iter().zip(list(&ct)).map(|(tangent, ct)| tangent * ct).sum();
    assert_close(
        &alloc::format!("{name}: forward against reverse"),
        &[forward],
        &[dot(&grads, &direction)],
        1e-12,
    );

    // With a negative factor: |ct| would pass with a positive one.
    let other: <O as Rule<Args>>::Out = random(105);
    let mixed = with(&ct, list(&ct).iter().zip(list(&other)).map(|(a, b)| a - 3.0 * b));
    let apart = list(&cotangents::<O, Args>(&args, &other));
    let expected: Vec<f64> = derived.iter().zip(apart).map(|(a, b)| a - 3.0 * b).collect();
    assert_close(
        &alloc::format!("{name}: linearity"),
        &list(&cotangents::<O, Args>(&args, &mixed)),
        &expected,
        1e-13,
    );

    // A workspace that has seen NaN and other arguments, then the same again: set, add on top, one at a time.
    let (mut out, mut saved, mut scratch) =
        (<O as Rule<Args>>::Out::ZERO, <O as Rule<Args>>::Saved::ZERO, <O as Rule<Args>>::Scratch::ZERO);
    let mut used = random::<Args>(103);
    let nearby = with(&args, list(&args).iter().zip(list(&used)).map(|(x, by)| x + 1e-3 * by));
    let nan = || core::iter::repeat(f64::NAN);
    for (args, ct) in [(&with(&args, nan()), &with(&ct, nan())), (&nearby, &ct)] {
        <O as Checked<Args>>::run(args, &mut out, &mut saved, &mut scratch);
        <O as Checked<Args>>::pull::<Set>(args, &copy(&out), &saved, &mut scratch, ct, &mut used);
    }
    used = with(&used, nan());
    <O as Checked<Args>>::run(&args, &mut out, &mut saved, &mut scratch);
    <O as Checked<Args>>::pull::<Set>(&args, &out, &saved, &mut scratch, &ct, &mut used);
    assert_close(&alloc::format!("{name}: a used workspace"), &list(&used), &derived, 0.0);
    <O as Checked<Args>>::pull::<Add>(&args, &out, &saved, &mut scratch, &ct, &mut used);
    let doubled: Vec<f64> = derived.iter().map(|x| 2.0 * x).collect();
    assert_close(&alloc::format!("{name}: overwriting then adding"), &list(&used), &doubled, 1e-14);
    let mut alone = random::<Args>(104);
    for which in 0..6 {
        <O as Checked<Args>>::pull_one(which, &args, &out, &saved, &mut scratch, &ct, &mut alone);
    }
    assert_close(&alloc::format!("{name}: one cotangent at a time"), &list(&alone), &derived, 0.0);
}

#[cfg(test)]
std::thread_local! {
    static CHECKS_MADE: core::cell::Cell<usize> = const { core::cell::Cell::new(0) };
}

/// How many operations this test has checked.
#[cfg(test)]
pub(crate) fn checks_made() -> usize {
    CHECKS_MADE.get()
}

/// The value, with other numbers in it.
fn with<V: Flat>(value: &V, numbers: impl IntoIterator<Item = f64>) -> V {
    let (mut changed, mut numbers) = (copy(value), numbers.into_iter());
    changed.each(&mut |x, _| *x = numbers.next().unwrap_or(*x));
    changed
}

/// `check!(matmul, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D2<4, 2>>>(2))`: see [`check_operation`].
/// The arguments are written once, with `T` for the element, and evaluated over `f64` and over dual numbers.
#[macro_export]
macro_rules! check {
    ($op:ty, |$T:ident| $($arg:expr),+ $(,)?) => {{
        /// The types of the arguments, from their values.
        fn run<A: $crate::testing::Flat, D: $crate::testing::Flat>(args: A, dual: D)
        where
            $op: $crate::testing::Checked<A> + $crate::testing::Checked<D>,
            <$op as $crate::op::Rule<A>>::Out: $crate::testing::Flat,
            <$op as $crate::op::Rule<D>>::Out: $crate::testing::Flat,
        {
            $crate::testing::check_operation::<$op, A, D>(args, dual)
        }
        let args = { #[allow(dead_code)] type $T = f64; ($($arg,)+) };
        let dual = { #[allow(dead_code)] type $T = $crate::testing::Dual64; ($($arg,)+) };
        run(args, dual)
    }};
}
pub use crate::check;
