//! Nested arrays, seen as one row-major slice. With the kernels, the only home of `unsafe`.

use core::any::TypeId;
use core::mem::MaybeUninit;

use generic_array::{ArrayLength, GenericArray};

use crate::derived::{At, Type};
use crate::op::{No, Yes};
use crate::plan::Bool;
use crate::slicing::{All, Position, Span, SpanFrom};

/// Storage for the positions of one axis.
///
/// # Safety
/// A value is exactly `LEN` consecutive `T`s: no padding, alignment that of `T`.
pub unsafe trait Array<T>: 'static {
    /// How many `T`s there are.
    const LEN: usize;
}

// SAFETY: the layout of an array is guaranteed by the language.
unsafe impl<T: 'static, const N: usize> Array<T> for [T; N] {
    const LEN: usize = N;
}

// SAFETY: `GenericArray` guarantees the layout of `[T; N]`.
unsafe impl<T: 'static, N: ArrayLength> Array<T> for GenericArray<T, N> {
    const LEN: usize = N::USIZE;
}

/// The row-major view of nested storage.
///
/// # Safety
/// A value of `N` is exactly `len` consecutive `T`s.
#[inline(always)]
pub(crate) unsafe fn flat<T, N>(nested: &N, len: usize) -> &[T] {
    // SAFETY: the caller promises `len` consecutive `T`s.
    unsafe { core::slice::from_raw_parts((nested as *const N).cast::<T>(), len) }
}

/// The row-major view of nested storage, to write through.
///
/// # Safety
/// A value of `N` is exactly `len` consecutive `T`s.
#[inline(always)]
pub(crate) unsafe fn flat_mut<T, N>(nested: &mut N, len: usize) -> &mut [T] {
    // SAFETY: the caller promises `len` consecutive `T`s.
    unsafe { core::slice::from_raw_parts_mut((nested as *mut N).cast::<T>(), len) }
}

/// Types for which all bytes zero is a value, and the value that means "nothing" (0, `false`, all elements so).
///
/// # Safety
/// The all-zero byte pattern is a valid value of the type, and dropping a value does nothing. Where `Pinned` is
/// [`No`], every byte pattern is a valid value, and no byte of it is padding.
pub unsafe trait Zeroed: Sized + 'static {
    /// [`No`] if values of other types may have lain where one of this type comes to lie, so that workspaces can share
    /// the place; [`Yes`] is always right.
    type Pinned: Bool;

    /// The all-zero value. In a `static` it costs no flash; large ones belong there or in a `Box`.
    // SAFETY: the implementor promises that all-zero bytes are a value.
    const ZERO: Self = unsafe { MaybeUninit::zeroed().assume_init() };

    /// Overwrites with the all-zero value, in place.
    #[inline(always)]
    fn set_zero(&mut self) {
        // SAFETY: all-zero bytes are a value, and there is no drop to skip.
        unsafe { core::ptr::write_bytes(self, 0, 1) }
    }

    /// Overwrites with a copy of `other`, in place: no value of this type passes over the stack.
    #[inline(always)]
    fn assign(&mut self, other: &Self) {
        // SAFETY: both are valid for one `Self`; a type without drop may be copied bytewise.
        unsafe { core::ptr::copy_nonoverlapping(other, self, 1) }
    }

    /// The all-zero value on the heap, without passing over the stack.
    #[cfg(feature = "alloc")]
    fn boxed_zero() -> alloc::boxed::Box<Self> {
        // SAFETY: all-zero bytes are a value.
        unsafe { alloc::boxed::Box::<Self>::new_zeroed().assume_init() }
    }
}

macro_rules! zeroed {
    ($Pinned:ty: $($T:ty),*) => {$(
        // SAFETY: zero is a value of this primitive, and where it is not pinned, so is everything.
        unsafe impl Zeroed for $T {
            type Pinned = $Pinned;
        }
    )*};
}
zeroed!(Yes: bool);
zeroed!(No: (), u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64);

macro_rules! only_types {
    ($([$($G:tt)*] $T:ty),* $(,)?) => {$(
        // SAFETY: arguments of operations that are only types have no bytes.
        #[diagnostic::do_not_recommend]
        unsafe impl<$($G)*> Zeroed for $T {
            type Pinned = No;
        }
    )*};
}
only_types!(
    [const I: usize] At<I>,
    [X: ?Sized + 'static] Type<X>,
    [] All,
    [const FROM: usize, const TO: usize] Span<FROM, TO>,
    [const FROM: usize] SpanFrom<FROM>,
    [const AT: usize] Position<AT>,
);
// SAFETY: an array of zeros is zeros.
unsafe impl<T: Zeroed, const N: usize> Zeroed for [T; N] {
    type Pinned = T::Pinned;
}
// SAFETY: `GenericArray` has the layout of an array.
unsafe impl<T: Zeroed, N: ArrayLength> Zeroed for GenericArray<T, N> {
    type Pinned = T::Pinned;
}

macro_rules! zeroed_tuples {
    ($(($($T:ident),+))*) => {$(
        // SAFETY: a tuple of zeros is zeros; it may have padding.
        unsafe impl<$($T: Zeroed),+> Zeroed for ($($T,)+) {
            type Pinned = Yes;
        }
    )*};
}
zeroed_tuples!((A)(A, B)(A, B, C)(A, B, C, D)(A, B, C, D, E)(A, B, C, D, E, F));

/// Two names of one type: the reference under the other name. The check is a constant and folds away.
///
/// # Panics
/// Never in a program that compiles through the macro: the user's own expression has proved the equality.
#[inline(always)]
pub fn same<A: 'static, B: 'static>(a: &A) -> &B {
    assert!(TypeId::of::<A>() == TypeId::of::<B>());
    // SAFETY: just checked to be one type.
    unsafe { &*(a as *const A).cast::<B>() }
}

/// As [`same`], to write through.
#[inline(always)]
pub fn same_mut<A: 'static, B: 'static>(a: &mut A) -> &mut B {
    assert!(TypeId::of::<A>() == TypeId::of::<B>());
    // SAFETY: just checked to be one type.
    unsafe { &mut *(a as *mut A).cast::<B>() }
}
