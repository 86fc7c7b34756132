//! What the code that `#[differentiable]` writes stands on. Public because that code stands in your crate.

use core::marker::PhantomData;

use crate::element::{Element, Real};
use crate::params::{Params, Path};
use crate::relation::relation;
use crate::shape::Shape;
use crate::tensor::Tensor;

pub use crate::call::*;
pub use crate::dual::Dual;
pub use crate::element::Number;
pub use crate::inference::Inference;
pub use crate::kernels::isa::vectorized;
pub use crate::lift::{Lift, OverDuals, Tangent};
pub use crate::op::{Add, Any, If, Kept, Mode, Op1, Op2, Op3, Op4, Op5, Op6, Rule, Set, Sink, Skip, Yes};
pub use crate::ops;
pub use crate::ops::{Arg, Each, Of, Then};
pub use crate::plan::{Answers, Bool, Larger, OrAlone, Primal, Region, Shared, Slot};
pub use crate::report::{Place, Role};
pub use crate::storage::{Zeroed, same, same_mut};
pub use crate::value::Value;
pub use crate::workspace::Workspace;

/// A name as a number (FNV-1a), so that it can be a const parameter: fields and methods are found by it.
pub const fn hash(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let (mut hash, mut i) = (0xcbf2_9ce4_8422_2325_u64, 0);
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}

/// The operation that `receiver.name(…)` stands for in a differentiable function.
#[diagnostic::on_unimplemented(
    message = "this method of `{Self}` has no derivative",
    label = "neither an operation of tapeless nor a `#[differentiable]` method",
    note = "put `#[differentiable]` on the `impl` block that defines it, or call it outside"
)]
pub trait Method<const NAME: u64> {
    /// Its marker type.
    type Op;
}

/// The name of a field, as a type.
pub struct Name<const HASH: u64>;
impl<const HASH: u64> Name<HASH> {
    /// The hash of the name.
    pub const HASH: u64 = HASH;
}

/// A field of a parameter struct or a tuple.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no such parameter",
    label = "not a field of a `#[derive(Params)]` struct"
)]
pub trait Field<Name> {
    /// The field's type.
    type Type;
    /// [`Skip`](crate::op::Skip) if the field is `#[frozen]`, else [`Set`].
    type Wanted: Mode;
}

/// A value whose parts receive cotangents of their own: a parameter struct or a tuple.
pub trait Parts: Sized {
    /// Zeroes every part whose name (as a hash) is not in `used`.
    fn clear_except(&mut self, used: &[u64]);
}

impl<X: Parts, M: Mode> Sink<'_, X, M> {
    /// Zeroes the parts that no use overwrites, if this sink overwrites.
    #[inline(always)]
    pub fn clear_except(&mut self, used: &[u64]) {
        if M::ADD {
            return;
        }
        if let Some(whole) = self.first().slot() {
            whole.clear_except(used);
        }
    }
}

impl<'a, X, M: Mode> Sink<'a, X, M> {
    /// A field of the destination, which nobody wants if it is `#[frozen]`.
    #[inline(always)]
    pub fn field<Name>(
        self,
        field: impl FnOnce(&'a mut X) -> &'a mut X::Type,
    ) -> Sink<'a, X::Type, If<X::Wanted, M>>
    where
        X: Field<Name>,
    {
        self.part(field).only_if()
    }
}

macro_rules! tuple_fields {
    ($($All:tt: $($name:tt $V:ident),*;)*) => {
        $(tuple_fields!(@each $All $($name $V)*);)*
        $(tuple_fields!(@parts $All $($name)*);)*
    };
    (@parts ($($All:ident),*) $($name:tt)*) => {
        impl<$($All: Value),*> Parts for ($($All,)*) {
            #[inline(always)]
            fn clear_except(&mut self, used: &[u64]) {
                $(if !used.contains(&const { hash(stringify!($name)) }) {
                    self.$name.clear();
                })*
            }
        }
    };
    (@each $All:tt $($name:tt $V:ident)*) => {
        $(tuple_fields!(@one $All $name $V);)*
    };
    (@one ($($All:ident),*) $name:tt $V:ident) => {
        impl<$($All),*> Field<Name<{ hash(stringify!($name)) }>> for ($($All,)*) {
            type Type = $V;
            type Wanted = Set;
        }
    };
}
tuple_fields! {
    (A, B): 0 A, 1 B;
    (A, B, C): 0 A, 1 B, 2 C;
    (A, B, C, D): 0 A, 1 B, 2 C, 3 D;
    (A, B, C, D, E): 0 A, 1 B, 2 C, 3 D, 4 E;
    (A, B, C, D, E, F): 0 A, 1 B, 2 C, 3 D, 4 E, 5 F;
}

/// An array of values: what `layers[i]` gives.
pub trait Indexed {
    /// One of them.
    type Item;
}
impl<T, const N: usize> Indexed for [T; N] {
    type Item = T;
}

/// The element type beside which a plain number in an expression stands: `x * 2.0` multiplies by a `T`.
pub trait Numeric {
    /// The type a number takes.
    type Elem;
}

/// A number beside an `X`.
#[inline(always)]
pub fn number<X: Numeric<Elem: Number>>(number: f64) -> X::Elem {
    Number::from_f64(number)
}
impl<T: Element, S: Shape> Numeric for Tensor<T, S> {
    type Elem = T;
}
macro_rules! numeric {
    ($([$($G:tt)*] $T:ty),*) => {$(
        impl<$($G)*> Numeric for $T {
            type Elem = $T;
        }
    )*};
}
numeric!(
    [] f32, [] f64, [T] crate::Dual<T>, [] bool,
    [] u8, [] u16, [] u32, [] u64, [] usize, [] i8, [] i16, [] i32, [] i64, [] isize
);

/// A derived function with its generics filled in.
pub trait Derived {
    /// Everything a forward and a backward pass store.
    type Storage: Zeroed;
    /// The result.
    type Out: Value;
    /// What lies in the storage.
    const PLACES: &'static [crate::report::Place];
}

/// A derived function that forward mode can run: nothing has it, as where forward mode exists, nothing asks.
#[diagnostic::on_unimplemented(
    message = "`jvp` and `hvp` of `{Self}` need the function to be generic over its element",
    label = "this function is written for one element type",
    note = "write the element as a type parameter: `fn f<T: Real>(x: &Vector<T, 3>) -> T`; a struct of parameters has one, too: `struct Net<T: Real> {{ w: Matrix<T, 2, 3> }}`"
)]
pub trait ForwardMode<X> {
    /// What would come of it.
    type Result;
}

/// A derived function whose forward pass stands alone, too: `#[differentiable(inference)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no workspace for inference alone",
    note = "write `#[differentiable(inference)]` on the function"
)]
pub trait Infer {
    /// Everything that this pass stores.
    type Storage: Zeroed;
    /// The result.
    type Out: Value;
    /// What lies in the storage.
    const PLACES: &'static [crate::report::Place];
}

/// The size of a field, asked of the field, so that nobody writes its type twice.
pub const fn bytes_of<S, T>(_: impl FnOnce(&S) -> &T + Copy) -> usize {
    size_of::<T>()
}

/// What `grad` can differentiate: a number, or a tuple that begins with one. The rest of the tuple is carried along.
#[diagnostic::on_unimplemented(
    message = "a gradient needs a function that returns a number, and this one returns {Self}",
    label = "not a number",
    note = "return `.sum()` or `.mean()` of it, or call `vjp` with a cotangent of that type"
)]
pub trait Loss: Value {
    /// The cotangent of the number by itself.
    fn seed() -> Self;
}
#[diagnostic::do_not_recommend]
impl<T: Real> Loss for T {
    fn seed() -> T {
        T::ONE
    }
}
macro_rules! with_auxiliary {
    ($(($($A:ident),+))*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: Real, $($A: Value),+> Loss for (T, $($A,)+) {
            fn seed() -> Self {
                (T::ONE, $($A::ZERO),+)
            }
        }
    )*};
}
with_auxiliary!((A)(A, B)(A, B, C));

/// What a gradient can be taken with respect to: real numbers, and what is made of them.
#[diagnostic::on_unimplemented(
    message = "no gradient exists with respect to `{Self}`",
    label = "this has no derivative",
    note = "put `#[derive(Params)]` on a struct of parameters, or name another parameter in `wrt = …`; gradients exist for f32, f64, tensors of them, and such structs"
)]
pub trait Differentiable: Value {}
#[diagnostic::do_not_recommend]
impl<T: Real> Differentiable for T {}
#[diagnostic::do_not_recommend]
impl<T: Real, S: Shape> Differentiable for Tensor<T, S> {}
#[diagnostic::do_not_recommend]
impl<V: Differentiable, const N: usize> Differentiable for [V; N] {}
macro_rules! differentiable_tuples {
    ($(($($V:ident),+))*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($V: Differentiable),+> Differentiable for ($($V,)+) {}
    )*};
}
differentiable_tuples!((A)(A, B)(A, B, C)(A, B, C, D)(A, B, C, D, E)(A, B, C, D, E, F));

/// Compiles if a gradient exists with respect to `X`.
pub fn assert_differentiable<X: Differentiable>() {}

/// Results whose Jacobian can be taken: numbers and tensors, element by element.
#[diagnostic::on_unimplemented(
    message = "a Jacobian needs a function that returns a tensor or a number, and this one returns {Self}"
)]
pub trait Basis: Value {
    /// How many elements.
    const LEN: usize;
    /// 1 at one element, 0 elsewhere.
    fn unit(i: usize) -> Self;
}
#[diagnostic::do_not_recommend]
impl<T: Real> Basis for T {
    const LEN: usize = 1;
    fn unit(_: usize) -> T {
        T::ONE
    }
}
impl<T: Real, S: Shape> Basis for Tensor<T, S> {
    const LEN: usize = S::NUMEL;
    fn unit(i: usize) -> Self {
        let mut unit = Self::ZERO;
        unit.as_mut_slice()[i] = T::ONE;
        unit
    }
}

/// The rows of a Jacobian: `row` fills each from the cotangent that is 1 at one element of the result, 0 elsewhere.
pub fn rows<Out: Basis, X, const ROWS: usize>(jacobian: &mut [X; ROWS], mut row: impl FnMut(&Out, &mut X)) {
    const { assert!(ROWS == Out::LEN, "a Jacobian has a row for each element of the result") };
    jacobian.iter_mut().enumerate().for_each(|(i, x)| row(&Out::unit(i), x));
}

/// Value and derivative of a value over dual numbers.
pub fn parts<V: crate::Lift>(dual: &V::Dual) -> (V, V) {
    let (mut primal, mut tangent) = (V::ZERO, V::ZERO);
    primal.set_primal(dual);
    tangent.set_tangent(dual);
    (primal, tangent)
}

/// The first field of a parameter struct. It decides on the element.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter",
    label = "expected a number, a tensor of numbers, or a struct of such",
    note = "parameters are f32, f64, tensors of them, `#[derive(Params)]` structs, and arrays of these; keep anything else outside of the struct"
)]
pub trait Leading {
    /// `Self`.
    type Same;
}
relation! { [P] P: Leading, [P: Params] type Same = P, or (); }

/// A field of a parameter struct of elements `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter beside others of {T}",
    label = "expected {T}, a tensor of {T}, or a struct of such",
    note = "one struct has one element type; parameters are numbers, tensors, `#[derive(Params)]` structs, and arrays of these; keep anything else outside of the struct"
)]
pub trait Parameter<T> {
    /// `Self`.
    type Same;
}
relation! { [P, T] P: Parameter<T>, [P: Params<Elem = T>] type Same = P, or (); }

/// `sum += cotangent` in all that is learned.
#[inline(always)]
pub fn accumulate<P: Params>(sum: &mut P, cotangent: &P) {
    P::walk([sum], [cotangent], Path::ROOT, &mut |leaf, [sum], [cotangent]| {
        if !leaf.path.is_frozen() {
            sum.iter_mut().zip(cotangent).for_each(|(sum, &x)| *sum += x);
        }
    });
}

/// Drops the tangents of all numbers.
#[inline(always)]
pub fn detach<P: Params>(values: &mut P) {
    values.visit_mut(|_, numbers| numbers.iter_mut().for_each(Value::detach));
}

/// A copy of a value that is not `Clone`.
#[inline(always)]
pub fn taken<V: Value>(value: &V) -> V {
    let mut copy = V::ZERO;
    copy.assign(value);
    copy
}

/// A type argument of a method (`x.reshape::<shape![2, 3]>()`) as an argument of its operation.
pub struct Type<X: ?Sized>(PhantomData<X>);
impl<X: ?Sized> Type<X> {
    /// The only value.
    pub const VALUE: Self = Type(PhantomData);
}
/// A number in the turbofish of a method (`x.sum_axis::<1>()`) as an argument of its operation.
#[derive(Clone, Copy, Debug, Default)]
pub struct At<const I: usize>;

// ---- what the turns of a loop keep: of all of them, or in a ring of the last two

/// What the turn before left, if there was one, and the place of what this one keeps.
#[inline(always)]
pub fn turn<K, const N: usize>(kept: &mut [K; N], turn: usize) -> (Option<&K>, &mut K) {
    let (before, here) = kept.split_at_mut(turn % N);
    let Some((here, after)) = here.split_first_mut() else { unreachable!("a remainder is less") };
    let last = if turn == 0 { None } else { before.last().or(after.last()) };
    (last, here)
}

/// What the turn before this one left, if there was one.
#[inline(always)]
pub fn kept_before<K, const N: usize>(kept: &[K; N], turn: usize) -> Option<&K> {
    if N == 0 || turn == 0 { None } else { Some(&kept[(turn - 1) % N]) }
}

// ---- the gate: where the user's body does not compile, nothing derived from it says anything

/// The identity on types. Where the constant `OK` cannot be evaluated, every type that passes here is an error
/// type, and rustc is silent about what is built from error types.
pub trait Pass<const OK: usize> {
    /// `Self`.
    type Same: 'static;
}
impl<T: 'static> Pass<0> for T {
    type Same = T;
}

macro_rules! probes {
    ($($probe:ident $($A:ident)*;)*) => {$(
        /// The size of what a function returns: 0 if its body compiles, no constant if not.
        pub const fn $probe<$($A,)* R>(_: impl FnOnce($($A),*) -> R + Copy) -> usize {
            size_of::<R>()
        }
    )*};
}
probes! { probe0; probe1 A; probe2 A B; probe3 A B C; probe4 A B C D; probe5 A B C D E; probe6 A B C D E F; }

/// `op_dense = dense`: the operation that the function `dense` is, under a name of its own.
///
/// A function that is no operation has no such type, and what is found is [`shadow::NoOperation`]: what is imported by name
/// hides what a glob brings, in each namespace by itself. The empty macro is for a function that does not exist: the import is
/// then content, and rustc speaks of the user's call alone.
#[doc(hidden)]
#[macro_export]
macro_rules! __operations {
    ($($name:ident = [$($path:tt)+])*) => {
        mod no_operations {
            $(pub use $crate::derived::shadow::NoOperation as $name;)*
        }
        use no_operations::*;
        $($crate::__operations!(@import $name $($path)+);)*
    };
    (@import $name:ident $function:ident) => {
        macro_rules! $function { () => {} }
        use $function as $name;
    };
    (@import $name:ident $($path:tt)+) => {
        use $($path)+ as $name;
    };
}

/// The graph once more as values of no size, so that the first call without a derivative is reported at its token.
pub mod shadow {
    use super::{Field, Indexed, Method, Numeric, Pass, PhantomData, Rule, Value};

    /// A value of this type, in name only.
    pub type Of<T> = PhantomData<T>;

    /// A field.
    pub fn field<Name, A: Field<Name>>(_: Of<A>) -> Of<A::Type> {
        PhantomData
    }
    /// An element of an array.
    pub fn index<A: Indexed>(_: Of<A>) -> Of<A::Item> {
        PhantomData
    }
    /// A number beside `A`.
    pub fn number<A: Numeric>(_: Of<A>) -> Of<A::Elem> {
        PhantomData
    }
    /// A method call on the first of the arguments.
    pub fn method<const NAME: u64, R: Method<NAME>, A>(_: Of<R>, _: Of<A>) -> Of<<R::Op as Rule<A>>::Out>
    where
        R::Op: Rule<A>,
    {
        PhantomData
    }
    macro_rules! tuples {
        ($($tuple:ident $gated:ident $($a:ident $A:ident)*;)*) => {$(
            /// Arguments as one tuple.
            pub fn $tuple<$($A),*>($(_: Of<$A>),*) -> Of<($($A,)*)> {
                PhantomData
            }
            /// Arguments as one tuple, behind the gate: a wrong number of them is an error of the body's.
            pub fn $gated<const OK: usize, $($A),*>($(_: Of<$A>),*) -> Of<<($($A,)*) as Pass<OK>>::Same>
            where
                ($($A,)*): Pass<OK>,
            {
                PhantomData
            }
        )*};
    }
    tuples! { tuple1 gated1 a A; tuple2 gated2 a A b B; tuple3 gated3 a A b B c C; tuple4 gated4 a A b B c C d D; tuple5 gated5 a A b B c C d D e E; tuple6 gated6 a A b B c C d D e E f F; }

    /// What a function is that is no operation: see `__operations!`.
    pub enum NoOperation {}
    /// Nothing has it.
    #[diagnostic::on_unimplemented(
        message = "this function has no derivative",
        label = "neither an operation of tapeless nor a `#[differentiable]` function",
        note = "put `#[differentiable]` on the function, or call it outside and pass its result as a parameter"
    )]
    pub trait Derivative {
        /// The result.
        type Out: Value;
    }
    impl NoOperation {
        /// As [`Call::call_in_name`], which it hides.
        pub fn call_in_name<A: Derivative>(_: Of<A>) -> Of<A::Out> {
            PhantomData
        }
    }

    /// A call of an operation by its path.
    pub trait Call {
        /// The result.
        fn call_in_name<A>(_: Of<A>) -> Of<<Self as Rule<A>>::Out>
        where
            Self: Rule<A>,
        {
            PhantomData
        }
    }
    impl<O> Call for O {}
}
