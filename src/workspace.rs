//! Everything a training step needs, in one struct whose size the compiler knows.

use crate::derived::Derived;
use crate::layout::Layout;
use crate::storage::Zeroed;

/// The storage of a differentiable function `F`: intermediates, what the backward pass saves, cotangents.
///
/// Put it in a `static`, on the stack or in a `Box`; what it held before never matters.
///
/// ```
/// use tapeless::prelude::*;
/// #[differentiable]
/// fn norm(x: &Vector<f32, 3>) -> f32 {
///     (x * x).sum()
/// }
/// const _: () = assert!(Workspace::<norm>::BYTES <= 64);
/// let mut grad = Vector::zeros();
/// let y = norm::value_and_grad(&Vector::from([1.0, 2.0, 3.0]), &mut Workspace::new(), &mut grad);
/// assert_eq!((y, grad), (14.0, Vector::from([2.0, 4.0, 6.0])));
/// ```
#[repr(transparent)]
pub struct Workspace<F: Derived>(#[doc(hidden)] pub F::Storage);

impl<F: Derived> Workspace<F> {
    /// An empty workspace, for a `static` or a local.
    pub const ZERO: Self = Workspace(F::Storage::ZERO);
    /// Its size.
    pub const BYTES: usize = size_of::<Self>();

    /// An empty workspace.
    pub const fn new() -> Self {
        Self::ZERO
    }

    /// An empty workspace on the heap, made there: it never passes over the stack.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// #[differentiable]
    /// fn energy(x: &Matrix<f32, 1000, 1000>) -> f32 {
    ///     let h = x.tanh();
    ///     h.square().sum()
    /// }
    /// let ws: Box<Workspace<energy>> = Workspace::boxed();
    /// assert!(Workspace::<energy>::BYTES >= 4_000_000);
    /// ```
    #[cfg(feature = "alloc")]
    pub fn boxed() -> alloc::boxed::Box<Self>
    where
        F: 'static,
    {
        Zeroed::boxed_zero()
    }
}

// SAFETY: transparent over storage that may be zero.
unsafe impl<F: Derived + 'static> Zeroed for Workspace<F> {
    type Pinned = crate::op::Yes;
    const LAYOUT: Layout = Layout::Places(F::PLACES);
}

impl<F: Derived> Default for Workspace<F> {
    fn default() -> Self {
        Self::ZERO
    }
}
