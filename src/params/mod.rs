//! Parameter structs: what a model learns.
//!
//! [`Params::visit`] shows every tensor with its name and shape: a [`Leaf`], whose [`Path`] leads to it.
//!
//! ```
//! use tapeless::params::{Leaf, Path, Role, Step};
//! use tapeless::prelude::*;
//!
//! #[derive(Params)]
//! struct Net {
//!     #[frozen]
//!     mean: Vector<f32, 4>,
//!     layers: [Matrix<f32, 4, 4>; 2],
//! }
//!
//! let mut learned = 0;
//! let mut last = None;
//! Net::ZERO.visit(|leaf: Leaf<'_>, numbers: &[f32]| {
//!     assert_eq!(leaf.dims.iter().product::<usize>(), numbers.len());
//!     if !leaf.path.is_frozen() {
//!         assert_eq!(leaf.path.role(), Role::Learned);
//!         learned += numbers.len();
//!         last = Some((leaf.path.above().unwrap().to_string(), leaf.path.last()));
//!     }
//! });
//! assert_eq!((learned, last), (32, Some(("layers".to_owned(), Step::Index(1)))));
//!
//! let layers = Path::ROOT.field("layers", Role::Learned);
//! assert_eq!(layers.index(1).to_string(), "layers.1");
//! ```

mod counted;
mod path;

pub use counted::{Counted, Numbers};
pub use path::{Leaf, Path, Role, Step};

use generic_array::GenericArray;

use crate::element::Real;
use crate::shape::Shape;
use crate::storage::Zeroed;
use crate::tensor::Tensor;
use crate::value::Value;

/// A struct of tensors, numbers, other such structs and arrays of them; it is its own gradient type. Derive it.
///
/// A field that is `#[frozen]` belongs to the model (it is saved, loaded and counted) but is not learned: its gradient is
/// not computed, and optimisers and initialisers leave it alone. A field marked `#[ones]` starts at one, whichever way
/// the others are initialised: the gain of a normalisation.
///
/// ```
/// use tapeless::prelude::*;
///
/// #[derive(Params)]
/// struct Linear<const I: usize, const O: usize> {
///     w: Matrix<f32, I, O>,
///     b: Vector<f32, O>,
/// }
///
/// #[derive(Params)]
/// struct Net {
///     #[frozen]
///     mean: Vector<f32, 4>,
///     layers: [Linear<4, 4>; 2],
///     scale: f32,
/// }
///
/// assert_eq!(Net::NUMBERS, 4 + 2 * (4 * 4 + 4) + 1);
/// let mut names = vec![];
/// Net::ZERO.visit(|leaf, numbers| names.push(format!("{}: {:?}", leaf.path, leaf.dims)));
/// assert_eq!(names, [
///     "mean: [4]",
///     "layers.0.w: [4, 4]",
///     "layers.0.b: [4]",
///     "layers.1.w: [4, 4]",
///     "layers.1.b: [4]",
///     "scale: []",
/// ]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter",
    label = "neither a tensor nor a struct of tensors",
    note = "parameters are f32, f64, tensors of them, `#[derive(Params)]` structs, and arrays of these; keep anything else outside of the struct"
)]
pub trait Params: Value {
    /// The element of all its tensors.
    type Elem: Real;
    /// How many numbers it holds, the frozen ones too.
    const NUMBERS: usize = size_of::<Self>() / size_of::<Self::Elem>();

    /// Calls `f` with the numbers of each tensor in turn, in the order of declaration, in `M` values to write and `R`
    /// values to read at once. What all the rest is made of; `#[derive(Params)]` writes it.
    fn walk<const M: usize, const R: usize>(
        written: [&mut Self; M],
        read: [&Self; R],
        path: Path<'_>,
        f: &mut impl FnMut(Leaf<'_>, [&mut [Self::Elem]; M], [&[Self::Elem]; R]),
    );

    /// Calls `f` with the name, the shape and the numbers of each tensor.
    fn visit(&self, mut f: impl FnMut(Leaf<'_>, &[Self::Elem])) {
        Self::walk([], [self], Path::ROOT, &mut |leaf, [], [numbers]| f(leaf, numbers));
    }

    /// Calls `f` with the name, the shape and the numbers of each tensor, to write to.
    fn visit_mut(&mut self, mut f: impl FnMut(Leaf<'_>, &mut [Self::Elem])) {
        Self::walk([self], [], Path::ROOT, &mut |leaf, [numbers], []| f(leaf, numbers));
    }

    /// Calls `f` with the numbers of each tensor that is learned, in `K` values at once (parameters and the state of an
    /// optimiser), and in their gradient.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let (mut w, mut steps, grads) = (Vector::from([1.0, 2.0]), Vector::zeros(), Vector::from([0.5, 0.5]));
    /// Params::zip_leaves([&mut w, &mut steps], &grads, &mut |[w, steps], grads| {
    ///     for ((w, steps), grad) in w.iter_mut().zip(steps).zip(grads) {
    ///         *w -= grad;
    ///         *steps += 1.0;
    ///     }
    /// });
    /// assert_eq!((w, steps), (Vector::from([0.5, 1.5]), Vector::from([1.0, 1.0])));
    /// ```
    #[inline(always)]
    fn zip_leaves<const K: usize>(
        all: [&mut Self; K],
        grads: &Self,
        f: &mut impl FnMut([&mut [Self::Elem]; K], &[Self::Elem]),
    ) {
        Self::walk(all, [grads], Path::ROOT, &mut |leaf, all, [grads]| {
            if !leaf.path.is_frozen() {
                f(all, grads);
            }
        });
    }

    /// `x ← f(x)` for each number, the frozen ones too.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut grads = [Vector::from([1.0, 2.0]), Vector::from([3.0, 4.0])];
    /// grads.update(|x| x / 2.0);
    /// assert_eq!(grads[1], Vector::from([1.5, 2.0]));
    /// ```
    fn update(&mut self, mut f: impl FnMut(Self::Elem) -> Self::Elem) {
        self.visit_mut(|_, numbers| numbers.iter_mut().for_each(|x| *x = f(*x)));
    }

    /// `x ← f(x, y)` for each number and that of `other` in the same place, the frozen ones too.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut average = Vector::from([1.0, 1.0]);
    /// average.update_with(&Vector::from([2.0, 0.0]), |mean, x| 0.75 * mean + 0.25 * x);
    /// assert_eq!(average, Vector::from([1.25, 0.75]));
    /// ```
    fn update_with(&mut self, other: &Self, mut f: impl FnMut(Self::Elem, Self::Elem) -> Self::Elem) {
        Self::walk([self], [other], Path::ROOT, &mut |_, [numbers], [others]| {
            numbers.iter_mut().zip(others).for_each(|(x, &y)| *x = f(*x, y));
        });
    }

    /// A function of each number, the frozen ones too.
    fn map(&self, f: impl FnMut(Self::Elem) -> Self::Elem) -> Self {
        let mut out = Self::ZERO;
        out.assign(self);
        out.update(f);
        out
    }

    /// A function of each number and that of `other` in the same place, the frozen ones too.
    fn zip_map(&self, other: &Self, f: impl FnMut(Self::Elem, Self::Elem) -> Self::Elem) -> Self {
        let mut out = Self::ZERO;
        out.assign(self);
        out.update_with(other, f);
        out
    }

    /// `flat ← self`, in the order of declaration.
    fn copy_to_flat(&self, flat: &mut GenericArray<Self::Elem, <Self as Counted>::Count>)
    where
        Self: Counted,
    {
        let mut flat = flat.iter_mut();
        self.visit(|_, numbers| numbers.iter().zip(&mut flat).for_each(|(&x, flat)| *flat = x));
    }

    /// `self ← flat`, in the order of declaration.
    fn copy_from_flat(&mut self, flat: &GenericArray<Self::Elem, <Self as Counted>::Count>)
    where
        Self: Counted,
    {
        let mut flat = flat.iter();
        self.visit_mut(|_, numbers| numbers.iter_mut().zip(&mut flat).for_each(|(x, &flat)| *x = flat));
    }

    /// All numbers in the order of declaration.
    fn to_flat(&self) -> GenericArray<Self::Elem, <Self as Counted>::Count>
    where
        Self: Counted,
    {
        let mut flat = GenericArray::ZERO;
        self.copy_to_flat(&mut flat);
        flat
    }
}

#[diagnostic::do_not_recommend]
impl<T: Real> Params for T {
    type Elem = T;
    #[inline(always)]
    fn walk<const M: usize, const R: usize>(
        written: [&mut T; M],
        read: [&T; R],
        path: Path<'_>,
        f: &mut impl FnMut(Leaf<'_>, [&mut [T]; M], [&[T]; R]),
    ) {
        let leaf = Leaf { path, dims: &[] };
        f(leaf, written.map(core::slice::from_mut), read.map(core::slice::from_ref));
    }
}

#[diagnostic::do_not_recommend]
impl<T: Real, S: Shape> Params for Tensor<T, S> {
    type Elem = T;
    #[inline(always)]
    fn walk<const M: usize, const R: usize>(
        written: [&mut Self; M],
        read: [&Self; R],
        path: Path<'_>,
        f: &mut impl FnMut(Leaf<'_>, [&mut [T]; M], [&[T]; R]),
    ) {
        let dims = S::DIMS;
        let leaf = Leaf { path, dims: dims.as_ref() };
        f(leaf, written.map(Tensor::as_mut_slice), read.map(Tensor::as_slice));
    }
}

impl<P: Params, const N: usize> Params for [P; N] {
    type Elem = P::Elem;
    #[inline(always)]
    fn walk<const M: usize, const R: usize>(
        mut written: [&mut Self; M],
        read: [&Self; R],
        path: Path<'_>,
        f: &mut impl FnMut(Leaf<'_>, [&mut [P::Elem]; M], [&[P::Elem]; R]),
    ) {
        for i in 0..N {
            P::walk(written.each_mut().map(|all| &mut all[i]), read.map(|all| &all[i]), path.index(i), f);
        }
    }
}
