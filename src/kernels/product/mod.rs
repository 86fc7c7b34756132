//! Products of row-major matrices.
//!
//! Every number has plain loops; `f32` and `f64` have blocks of registers on processors that have registers of vectors.

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod blocked;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
pub(crate) mod float;
mod plain;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod plan;
#[cfg(all(feature = "rayon", not(miri), any(target_arch = "x86_64", target_arch = "aarch64")))]
mod threads;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod tile;

#[cfg(test)]
mod tests;

use core::marker::PhantomData;

use crate::element::Number;
use crate::op::Mode;
use crate::shape::Shape;

/// What happens to what stands in the destination.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale<T> {
    /// It is overwritten.
    Set,
    /// The product is added to it.
    Add,
    /// So many times the product are added to it.
    AddTimes(T),
}

impl<T: Number> Scale<T> {
    /// As a sink of this mode asks.
    #[inline(always)]
    pub const fn of<M: Mode>() -> Self {
        if M::ADD { Scale::Add } else { Scale::Set }
    }

    /// How many times the product is added, if it is.
    #[cfg_attr(not(any(target_arch = "x86_64", target_arch = "aarch64")), allow(dead_code))] // Plain loops do without.
    #[inline(always)]
    fn factor(self) -> Option<T> {
        match self {
            Scale::Set => None,
            Scale::Add => Some(T::ONE),
            Scale::AddTimes(factor) => Some(factor),
        }
    }

    /// For the rest of a sum, when its beginning has gone into the destination.
    #[cfg_attr(not(any(target_arch = "x86_64", target_arch = "aarch64")), allow(dead_code))] // Plain loops do without.
    #[inline(always)]
    fn again(self) -> Self {
        if let Scale::Set = self { Scale::Add } else { self }
    }

    /// One number of the product into its place.
    #[inline(always)]
    fn put(self, product: T, c: &mut T) {
        match self {
            Scale::Set => *c = product,
            Scale::Add => *c = c.plus(product),
            Scale::AddTimes(factor) => *c = product.mul_add(factor, *c),
        }
    }
}

/// Which of the factors stands transposed in its slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// None: a is m×k, b is k×n.
    Ab,
    /// The first: a is k×m, b is k×n.
    Atb,
    /// The second: a is m×k, b is n×k.
    Abt,
}

/// A product to compute: `c ← a·b`, m×n.
#[derive(Debug)]
pub struct Product<'a, T> {
    /// How the factors stand.
    pub form: Form,
    /// The rows of the product.
    pub m: usize,
    /// How many terms each sum has.
    pub k: usize,
    /// The columns of the product.
    pub n: usize,
    /// The first factor.
    pub a: &'a [T],
    /// The second factor.
    pub b: &'a [T],
    /// The destination.
    pub c: &'a mut [T],
    /// What happens to what stands there.
    pub scale: Scale<T>,
}

impl<'a, T: Number> Product<'a, T> {
    /// Of constant sizes.
    #[inline(always)]
    pub fn of<S: Sizes>(a: &'a [T], b: &'a [T], c: &'a mut [T], scale: Scale<T>) -> Self {
        Product { form: S::FORM, m: S::M, k: S::K, n: S::N, a, b, c, scale }
    }

    /// By loops that any number, and any processor, can run.
    #[inline(always)]
    pub(crate) fn plain(self) {
        let Product { form, m, k, n, a, b, c, scale } = self;
        match form {
            // One column is the same as one row, and an inner product needs no store for each term.
            Form::Ab if n == 1 => plain::abt(k, n, a, b, c, scale),
            Form::Ab => plain::ab(k, n, a, b, c, scale),
            Form::Atb => plain::atb(m, n, a, b, c, scale),
            Form::Abt => plain::abt(k, n, a, b, c, scale),
        }
    }
}

/// The sizes of a product, as constants.
pub trait Sizes {
    /// How the factors stand.
    const FORM: Form;
    /// The rows of the product.
    const M: usize;
    /// How many terms each sum has.
    const K: usize;
    /// The columns of the product.
    const N: usize;
}

/// Computes a product.
///
/// # Panics
/// If a slice has not as many elements as its matrix. The lengths of tensors are constants, and so is this check.
#[inline(always)]
pub fn multiply<S: Sizes, T: Number>(a: &[T], b: &[T], c: &mut [T], scale: Scale<T>) {
    assert!(a.len() == S::M * S::K && b.len() == S::K * S::N && c.len() == S::M * S::N);
    if const { S::M * S::K * S::N != 0 } {
        T::multiply::<S>(Product::of::<S>(a, b, c, scale));
    } else if scale == Scale::Set {
        // A sum of no terms.
        c.fill(T::ZERO);
    }
}

/// Computes the products of matrices with their partners, as many as the slices hold.
///
/// # Panics
/// If a slice is too short.
#[inline(always)]
pub fn multiply_each<S: Sizes, T: Number>(a: &[T], b: &[T], c: &mut [T], scale: Scale<T>) {
    let count = c.len().checked_div(S::M * S::N).unwrap_or(0);
    #[cfg(all(feature = "rayon", not(miri), any(target_arch = "x86_64", target_arch = "aarch64")))]
    if threads::worth(count * S::M * S::K * S::N) > 1 {
        return threads::each::<S, T>(a, b, c, scale);
    }
    in_turn::<S, T>(count, a, b, c, scale);
}

#[inline(always)]
fn in_turn<S: Sizes, T: Number>(count: usize, a: &[T], b: &[T], c: &mut [T], scale: Scale<T>) {
    let (size_a, size_b, size_c) = const { (S::M * S::K, S::K * S::N, S::M * S::N) };
    for i in 0..count {
        let (a, b) = (&a[i * size_a..][..size_a], &b[i * size_b..][..size_b]);
        multiply::<S, T>(a, b, &mut c[i * size_c..][..size_c], scale);
    }
}

macro_rules! forms {
    ($($(#[$doc:meta])* $Form:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $Form<M, K, N>(PhantomData<(M, K, N)>);
        impl<M: Shape, K: Shape, N: Shape> Sizes for $Form<M, K, N> {
            const FORM: Form = Form::$Form;
            const M: usize = M::NUMEL;
            const K: usize = K::NUMEL;
            const N: usize = N::NUMEL;
        }
    )*};
}
forms! {
    /// `a·b`, a: m×k, b: k×n.
    Ab;
    /// `aᵀ·b`, a: k×m, b: k×n.
    Atb;
    /// `a·bᵀ`, a: m×k, b: n×k.
    Abt;
}
