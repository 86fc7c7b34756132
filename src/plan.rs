//! Storage that is shared: values whose lives do not meet lie in the same place.
//!
//! Which values may share a place is decided when the macro runs (from the syntax); which of them the backward pass
//! still reads is decided by types ([`Rule::Needs`](crate::op::Rule::Needs)), and those get a place of their own.

use core::marker::PhantomData;
use core::mem::ManuallyDrop;

use crate::op::{No, Yes};
use crate::ops::{Kind, Opaque};
use crate::storage::Zeroed;

/// [`Yes`] or [`No`], to calculate with.
pub trait Bool: Flag + 'static {
    /// Either.
    type Or<B: Bool>: Bool;
    /// Both.
    type And<B: Bool>: Bool;
    /// `A` for [`Yes`], `B` for [`No`].
    type Choose<A: Zeroed, B: Zeroed>: Zeroed;
    /// The place of a value of type `T`: its own for [`Yes`], in `region` for [`No`].
    #[doc(hidden)]
    fn place<'a, T: Zeroed, U: Zeroed>(own: &'a Self::Choose<T, ()>, region: &'a Region<U>) -> &'a T;
    /// As `place`, to write through.
    #[doc(hidden)]
    fn place_mut<'a, T: Zeroed, U: Zeroed>(
        own: &'a mut Self::Choose<T, ()>,
        region: &'a mut Region<U>,
    ) -> &'a mut T;
    /// The value in its own place, if it has one.
    #[doc(hidden)]
    fn own<T: Zeroed>(own: &Self::Choose<T, ()>) -> Option<&T>;
    /// As `own`, to write through.
    #[doc(hidden)]
    fn own_mut<T: Zeroed>(own: &mut Self::Choose<T, ()>) -> Option<&mut T>;
    /// A reference for [`Yes`], nothing for [`No`].
    type Ref<'a, A: 'a>: Copy;
    /// The reference, if the answer is [`Yes`].
    #[doc(hidden)]
    fn reference<'a, A: 'a>(get: impl FnOnce() -> &'a A) -> Self::Ref<'a, A>;
    /// What `f` finds there, if the answer is [`Yes`].
    #[doc(hidden)]
    fn map<'a, A: 'a, R>(reference: Self::Ref<'a, A>, f: impl FnOnce(&'a A) -> R) -> Option<R>;
}

impl Bool for Yes {
    type Or<B: Bool> = Yes;
    type And<B: Bool> = B;
    type Choose<A: Zeroed, B: Zeroed> = A;
    #[inline(always)]
    fn place<'a, T: Zeroed, U: Zeroed>(own: &'a T, _: &'a Region<U>) -> &'a T {
        own
    }
    #[inline(always)]
    fn place_mut<'a, T: Zeroed, U: Zeroed>(own: &'a mut T, _: &'a mut Region<U>) -> &'a mut T {
        own
    }
    #[inline(always)]
    fn own<T: Zeroed>(own: &T) -> Option<&T> {
        Some(own)
    }
    #[inline(always)]
    fn own_mut<T: Zeroed>(own: &mut T) -> Option<&mut T> {
        Some(own)
    }
    type Ref<'a, A: 'a> = &'a A;
    #[inline(always)]
    fn reference<'a, A: 'a>(get: impl FnOnce() -> &'a A) -> &'a A {
        get()
    }
    #[inline(always)]
    fn map<'a, A: 'a, R>(reference: &'a A, f: impl FnOnce(&'a A) -> R) -> Option<R> {
        Some(f(reference))
    }
}

impl Bool for No {
    type Or<B: Bool> = B;
    type And<B: Bool> = No;
    type Choose<A: Zeroed, B: Zeroed> = B;
    #[inline(always)]
    fn place<'a, T: Zeroed, U: Zeroed>(_: &'a (), region: &'a Region<U>) -> &'a T {
        region.view()
    }
    #[inline(always)]
    fn place_mut<'a, T: Zeroed, U: Zeroed>(_: &'a mut (), region: &'a mut Region<U>) -> &'a mut T {
        region.view_mut()
    }
    #[inline(always)]
    fn own<T: Zeroed>(_: &()) -> Option<&T> {
        None
    }
    #[inline(always)]
    fn own_mut<T: Zeroed>(_: &mut ()) -> Option<&mut T> {
        None
    }
    type Ref<'a, A: 'a> = ();
    #[inline(always)]
    fn reference<'a, A: 'a>(_: impl FnOnce() -> &'a A) {}
    #[inline(always)]
    fn map<'a, A: 'a, R>(_: (), _: impl FnOnce(&'a A) -> R) -> Option<R> {
        None
    }
}

/// A primal as the backward pass gets it: a reference if the operation's `Needs` asked for it, else nothing.
pub struct Primal<'a, N: Bool, A: 'a> {
    reference: N::Ref<'a, A>,
}
/// A primal that the backward pass reads.
pub type Kept<'a, A> = Primal<'a, Yes, A>;
/// A primal that it does not: its storage may hold something else by now.
pub type Gone<'a, A> = Primal<'a, No, A>;

impl<N: Bool, A> Clone for Primal<'_, N, A> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<N: Bool, A> Copy for Primal<'_, N, A> {}

impl<'a, N: Bool, A> Primal<'a, N, A> {
    /// Of a value that is there in any case.
    #[inline(always)]
    pub fn of(value: &'a A) -> Self {
        Primal { reference: N::reference(|| value) }
    }

    /// What `f` finds in it, if it is there.
    #[inline(always)]
    pub fn map<R>(self, f: impl FnOnce(&'a A) -> R) -> Option<R> {
        N::map(self.reference, f)
    }
}

impl<'a, A> core::ops::Deref for Primal<'a, Yes, A> {
    type Target = A;
    #[inline(always)]
    fn deref(&self) -> &A {
        self.reference
    }
}
impl<'a, A> Primal<'a, Yes, A> {
    /// The value, for as long as it is borrowed.
    #[inline(always)]
    pub fn get(self) -> &'a A {
        self.reference
    }
}

/// Which primals of an operation its backward pass reads, by position.
pub trait Answers: 'static {
    /// The first argument.
    type A: Bool;
    /// The second.
    type B: Bool;
    /// The third.
    type C: Bool;
    /// The fourth.
    type D: Bool;
    /// The fifth.
    type E: Bool;
    /// The sixth.
    type F: Bool;
    /// The result.
    type Out: Bool;
    /// What the forward pass stores if no backward pass follows, of an operation that saves `S` and needs `M` for the
    /// moment.
    type Alone<S: Zeroed, M: Zeroed>: Zeroed;
    /// How the operation joins a chain.
    type Kind: Kind;
}
macro_rules! answers {
    ($(($($N:ident),*): $($All:ident = $Answer:ty),*;)*) => {$(
        impl<$($N: Bool,)* O: Bool> Answers for ($($N,)* O) {
            $(type $All = $Answer;)*
            type Out = O;
            type Alone<S: Zeroed, M: Zeroed> = (S, M);
            type Kind = Opaque;
        }
    )*};
}
answers! {
    (N0): A = N0, B = No, C = No, D = No, E = No, F = No;
    (N0, N1): A = N0, B = N1, C = No, D = No, E = No, F = No;
    (N0, N1, N2): A = N0, B = N1, C = N2, D = No, E = No, F = No;
    (N0, N1, N2, N3): A = N0, B = N1, C = N2, D = N3, E = No, F = No;
    (N0, N1, N2, N3, N4): A = N0, B = N1, C = N2, D = N3, E = N4, F = No;
    (N0, N1, N2, N3, N4, N5): A = N0, B = N1, C = N2, D = N3, E = N4, F = N5;
}

/// The answers `N`, of an operation that stores `X` if no backward pass follows.
pub struct OrAlone<N, X>(PhantomData<(N, X)>);
impl<N: Answers, X: Zeroed> Answers for OrAlone<N, X> {
    type A = N::A;
    type B = N::B;
    type C = N::C;
    type D = N::D;
    type E = N::E;
    type F = N::F;
    type Out = N::Out;
    type Alone<S: Zeroed, M: Zeroed> = X;
    type Kind = Opaque;
}

/// The place of a value of type `T`: here if `K` is [`Yes`], else in a [`Region`] that it shares.
#[repr(transparent)]
pub struct Slot<K: Bool, T: Zeroed> {
    own: K::Choose<T, ()>,
}

impl<K: Bool, T: Zeroed> Slot<K, T> {
    /// The value, while it lives.
    #[inline(always)]
    pub fn read<'a, U: Zeroed>(&'a self, region: &'a Region<U>) -> &'a T {
        K::place(&self.own, region)
    }
    /// The place, to write through.
    #[inline(always)]
    pub fn write<'a, U: Zeroed>(&'a mut self, region: &'a mut Region<U>) -> &'a mut T {
        K::place_mut(&mut self.own, region)
    }
    /// The value, if it has a place of its own.
    #[inline(always)]
    pub fn own(&self) -> Option<&T> {
        K::own(&self.own)
    }
    /// Its own place, if it has one, to write through.
    #[inline(always)]
    pub fn own_mut(&mut self) -> Option<&mut T> {
        K::own_mut(&mut self.own)
    }
    /// The value for the backward pass, if that needs it.
    ///
    /// # Panics
    /// When compiled, if it is needed and has no place of its own: the derive macro never writes that.
    #[inline(always)]
    pub fn primal<N: Bool>(&self) -> Primal<'_, N, T> {
        const { assert!(N::IS_NO || !K::IS_NO) };
        Primal { reference: N::reference(|| K::own(&self.own).expect("just asserted")) }
    }
}
// SAFETY: what it holds may be zero.
unsafe impl<K: Bool, T: Zeroed> Zeroed for Slot<K, T> {
    type Pinned = Yes;
}

/// What a value takes in the region that it shares: nothing if it has its own place.
pub type Shared<K, T> = <K as Bool>::Choose<(), T>;

/// One place for two things that are not needed at one time, as large as the larger: `Larger<Workspace<f>, Workspace<g>>`,
/// for three `Larger<A, Larger<B, C>>`.
///
/// ```
/// use tapeless::prelude::*;
/// #[differentiable]
/// fn norm(x: &Vector<f32, 100>) -> f32 {
///     let squares = x.square();
///     squares.sum()
/// }
/// #[differentiable]
/// fn mean(x: &Vector<f32, 50>) -> f32 {
///     x.tanh().mean()
/// }
/// static MEMORY: std::sync::Mutex<Larger<Workspace<norm>, Workspace<mean>>> = std::sync::Mutex::new(Larger::ZERO);
/// const { assert!(size_of::<Larger<Workspace<norm>, Workspace<mean>>>() == Workspace::<norm>::BYTES) };
///
/// let mut memory = MEMORY.lock().unwrap();
/// let (mut a, mut b) = (Vector::zeros(), Vector::zeros());
/// norm::grad(&Vector::ones(), memory.first(), &mut a);
/// mean::grad(&Vector::zeros(), memory.second(), &mut b);
/// assert_eq!((a, b), (Vector::full(2.0), Vector::full(0.02)));
/// ```
#[repr(C)]
pub union Larger<A, B> {
    a: ManuallyDrop<A>,
    b: ManuallyDrop<B>,
}
// SAFETY: what both hold may be zero, and neither is dropped.
unsafe impl<A: Zeroed, B: Zeroed> Zeroed for Larger<A, B> {
    type Pinned = Yes;
}

impl<A: Zeroed, B: Zeroed> Larger<A, B> {
    /// The first of the two, all zero whatever was here before: borrow it once for many steps.
    pub fn first(&mut self) -> &mut A {
        self.set_zero();
        // SAFETY: all-zero bytes are an `A`.
        unsafe { &mut self.a }
    }

    /// The second of the two, all zero whatever was here before: borrow it once for many steps.
    pub fn second(&mut self) -> &mut B {
        self.set_zero();
        // SAFETY: all-zero bytes are a `B`.
        unsafe { &mut self.b }
    }
}

/// Bytes that several values share, as many as `U` has.
#[repr(transparent)]
pub struct Region<U: Zeroed> {
    bytes: U,
}
// SAFETY: `U` may be zero. Any bytes are a valid region, as it is only ever seen as types that any bytes are valid for.
unsafe impl<U: Zeroed> Zeroed for Region<U> {
    type Pinned = No;
}

impl<U: Zeroed> Region<U> {
    /// Whether a `T` may be seen here: it fits, and any bytes are a valid one.
    const fn check<T: Zeroed>() {
        assert!(size_of::<T>() <= size_of::<U>() && align_of::<T>() <= align_of::<U>());
        assert!(<T::Pinned as Flag>::IS_NO);
    }

    #[inline(always)]
    fn view<T: Zeroed>(&self) -> &T {
        const { Self::check::<T>() };
        // SAFETY: it fits and any bytes are a valid `T`, both just checked; a region starts as zeros and has only seen
        // such types, none of which has padding.
        unsafe { &*(&raw const self.bytes).cast::<T>() }
    }

    #[inline(always)]
    fn view_mut<T: Zeroed>(&mut self) -> &mut T {
        const { Self::check::<T>() };
        // SAFETY: as in `view`.
        unsafe { &mut *(&raw mut self.bytes).cast::<T>() }
    }
}

/// A type-level answer as a constant.
pub trait Flag {
    /// Whether it is [`No`].
    const IS_NO: bool;
}
impl Flag for Yes {
    const IS_NO: bool = false;
}
impl Flag for No {
    const IS_NO: bool = true;
}
