//! Nested arrays, seen as one row-major slice. With the kernels, the only home of `unsafe`.

use core::any::TypeId;
use core::mem::MaybeUninit;

use generic_array::{ArrayLength, GenericArray};

use crate::derived::{At, Type};
use crate::layout::{Kind, Layout, Part};
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
/// [`No`], every byte pattern is a valid value, and no byte of it is padding. Where `LAYOUT` says that a float lies,
/// one does.
pub unsafe trait Zeroed: Sized + 'static {
    /// [`No`] if values of other types may have lain where one of this type comes to lie, so that workspaces can share
    /// the place; [`Yes`] is always right.
    type Pinned: Bool;

    /// Which tensors of floats lie where in it, by name.
    const LAYOUT: Layout = Layout::Opaque;

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
    ($Pinned:ty: $($T:ty $(= $Kind:ident)?),*) => {$(
        // SAFETY: zero is a value of this primitive, and where it is not pinned, so is everything.
        unsafe impl Zeroed for $T {
            type Pinned = $Pinned;
            $(const LAYOUT: Layout = Layout::Number(Kind::$Kind);)?
        }
    )*};
}
zeroed!(Yes: bool);
zeroed!(No: (), u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32 = F32, f64 = F64);

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
    const LAYOUT: Layout = Layout::Array { len: N, stride: size_of::<T>(), item: &T::LAYOUT };
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

/// A struct of `Zeroed` fields is `Zeroed` too.
macro_rules! zeroed_struct {
    ($(#[$doc:meta])* pub struct $Name:ident $(<$P:ident: $Bound:ident>)? {
        $($(#[$field_doc:meta])* $vis:vis $field:ident: $Type:ty,)+
    }) => {
        $(#[$doc])*
        pub struct $Name $(<$P: $Bound>)? {
            $($(#[$field_doc])* $vis $field: $Type,)+
        }
        // SAFETY: every field may be zero and has nothing to drop, or this does not compile.
        unsafe impl $(<$P: $Bound>)? $crate::storage::Zeroed for $Name $(<$P>)? {
            type Pinned = $crate::op::Yes;
            const LAYOUT: $crate::layout::Layout = {
                $(let _ = <$Type as $crate::storage::Zeroed>::LAYOUT;)+
                $crate::layout::Layout::Opaque
            };
        }
    };
}
pub(crate) use zeroed_struct;

/// A tensor of a value, by its index in the value's [`LAYOUT`](Zeroed::LAYOUT), and its bytes.
pub(crate) const fn part_mut<P: Zeroed>(value: &mut P, index: usize) -> (Part, &mut [u8]) {
    let part = P::LAYOUT.part(index);
    // SAFETY: the layout promises that floats lie there; they have no padding, and any bytes are a float.
    let bytes = unsafe {
        core::slice::from_raw_parts_mut((value as *mut P).cast::<u8>().add(part.offset), part.bytes())
    };
    (part, bytes)
}

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

#[cfg(test)]
mod tests {
    use core::mem::{align_of, size_of, size_of_val};

    use super::*;
    use crate::{Axis, Dim, Dual, Element, Len, One, Shape, Tensor, axis};
    use typenum::{U0, U2, U3};

    axis!(Letter = 2);

    /// Layout as `Shape` promises it, every element found where row-major order puts it.
    fn is_row_major<S: Shape>() {
        fn holds<T: Element, S: Shape>(elements: impl Iterator<Item = T> + Clone) {
            assert_eq!(size_of::<Tensor<T, S>>(), S::NUMEL * size_of::<T>());
            assert_eq!(align_of::<Tensor<T, S>>(), align_of::<T>());
            let tensor = Tensor::<T, S>::take_from(&mut elements.clone()).unwrap();
            assert!(elements.take(S::NUMEL).eq(tensor.as_slice().iter().copied()));
        }
        holds::<f64, S>((0..).map(f64::from));
        holds::<u8, S>(0..);
        holds::<bool, S>((0u8..).map(|i| i % 3 == 0));
        holds::<Dual<Dual<f32>>, S>((0u8..).map(|i| Dual::constant(Dual::constant(i.into()))));
    }

    #[test]
    fn nested_storage_is_row_major() {
        is_row_major::<()>();
        is_row_major::<(Dim<3>,)>();
        is_row_major::<(Dim<3>, Dim<2>)>();
        is_row_major::<(Letter, One, Dim<3>)>();
        is_row_major::<(Len<U3>, Dim<2>)>();
        is_row_major::<(Dim<2>, Len<U3>, Letter, Len<U2>)>();
        is_row_major::<(One, Dim<2>, One, Letter, Dim<1>, Len<U3>)>();
    }

    #[test]
    fn an_axis_of_no_positions_leaves_nothing() {
        is_row_major::<(Dim<0>,)>();
        is_row_major::<(Dim<3>, Dim<0>, Dim<2>)>();
        is_row_major::<(Dim<3>, Len<U0>)>();
        assert_eq!(<Len<U0> as Axis>::LEN, 0);
    }

    #[test]
    fn a_view_writes_through() {
        let mut nested = [[[1u16, 2], [3, 4], [5, 6]]; 2];
        // SAFETY: nested arrays are consecutive.
        let flat: &mut [u16] = unsafe { flat_mut(&mut nested, 12) };
        flat[11] = 60;
        flat[0] = 10;
        assert_eq!((nested[0][0], nested[1][2]), ([10, 2], [5, 60]));
    }

    #[test]
    fn zero_in_a_constant_in_place_and_on_the_heap() {
        fn holds<Z: Zeroed + PartialEq + core::fmt::Debug>(mut other: Z) {
            assert_ne!(other, Z::ZERO);
            other.set_zero();
            assert_eq!(other, Z::ZERO);
            #[cfg(feature = "alloc")]
            assert_eq!(*Z::boxed_zero(), Z::ZERO);
        }
        holds(7u8);
        holds(-1i128);
        holds(-0.5f64);
        holds(true);
        holds([[1u32; 3]; 2]);
        holds(GenericArray::<i8, U3>::from([1, 2, 3]));
        holds((1u8, (2u64, [true])));
        holds(Tensor::from([[0.0, 1.0]]));
        holds(Dual { re: 1.0, eps: 0.0 });
    }

    #[test]
    fn assign_copies_what_has_padding_and_what_has_no_size() {
        let mut to = (0u8, 0u64);
        to.assign(&(1, 2));
        assert_eq!(to, (1, 2));
        let mut empty = Tensor::<f64, (Dim<0>,)>::ZERO;
        empty.assign(&Tensor::ZERO);
        empty.set_zero();
        assert_eq!(size_of_val(&empty), 0);
        #[cfg(feature = "alloc")]
        assert_eq!(*<[u32; 0]>::boxed_zero(), [0; 0]);
    }

    #[test]
    fn one_type_under_two_names() {
        fn under<A: 'static, B: 'static>(a: &A) -> &B {
            same(a)
        }
        assert_eq!(under::<<Letter as Axis>::Array<u8>, [u8; 2]>(&[1, 2]), &[1, 2]);
        let mut x = 1;
        *same_mut::<i32, i32>(&mut x) += 1;
        assert_eq!(x, 2);
    }

    #[test]
    #[should_panic]
    fn two_types_are_not_the_same() {
        same::<i32, u32>(&1);
    }

    #[test]
    #[should_panic]
    fn two_types_are_not_the_same_to_write_through() {
        same_mut::<[u8; 2], [u8; 3]>(&mut [1, 2]);
    }
}
