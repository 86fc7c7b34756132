//! What an operation can be in a chain, and what becomes of two.

use core::marker::PhantomData;

use super::{Apart, Each, Fold, Of};
use crate::op::{No, Rule};
use crate::plan::{Answers, Bool};
use crate::storage::Zeroed;

/// What an operation can be in a chain. It says so in its [`Needs`](Rule::Needs): plain answers are [`Opaque`].
pub trait Kind: 'static {
    /// Whether it is a formula that takes longer than to store its value.
    const COSTLY: bool = false;
    /// Of its values that a backward pass looks at, if `B`: whether they are stored.
    type Stored<B: Bool>: Bool;
    /// Whether they are computed again.
    type Again<B: Bool>: Bool;
    /// The operation `P`, which is of this kind, and then `M` of the kind `K` on its result, a `Middle`.
    type Then<P, Middle, M, K: Kind>;
    /// This kind of operation, `M`, after `P`, a cheap formula `F` with a result `Middle`.
    type After<F, P, Middle, M>;
    /// As `After`, where `F` is costly.
    type AfterCostly<F, P, Middle, M>;
}

/// Anything: it runs by itself.
#[derive(Clone, Copy, Debug)]
pub enum Opaque {}
/// A formula of one element of each argument. It may be computed again wherever its value is looked at.
pub struct Cheap<F>(PhantomData<F>);
/// A formula of one element of each argument that takes longer than to store its value.
pub struct Costly<F>(PhantomData<F>);
/// A reduction of all elements to a number.
pub struct Reduces<R>(PhantomData<R>);

impl Kind for Opaque {
    type Stored<B: Bool> = No;
    type Again<B: Bool> = No;
    type Then<P, Middle, M, K: Kind> = Apart<P, M>;
    type After<F, P, Middle, M> = Apart<P, M>;
    type AfterCostly<F, P, Middle, M> = Apart<P, M>;
}
impl<F: 'static> Kind for Cheap<F> {
    type Stored<B: Bool> = No;
    type Again<B: Bool> = B;
    type Then<P, Middle, M, K: Kind> = K::After<F, P, Middle, M>;
    type After<G, P, Middle, M> = Each<Of<M, (G,)>, Middle>;
    type AfterCostly<G, P, Middle, M> = Apart<P, M>;
}
impl<F: 'static> Kind for Costly<F> {
    const COSTLY: bool = true;
    type Stored<B: Bool> = B;
    type Again<B: Bool> = No;
    type Then<P, Middle, M, K: Kind> = K::AfterCostly<F, P, Middle, M>;
    type After<G, P, Middle, M> = Each<Of<M, (G,)>, Middle>;
    type AfterCostly<G, P, Middle, M> = Apart<P, M>;
}
impl<R: 'static> Kind for Reduces<R> {
    type Stored<B: Bool> = No;
    type Again<B: Bool> = No;
    type Then<P, Middle, M, K: Kind> = Apart<P, M>;
    type After<F, P, Middle, M> = Fold<F, R, Middle>;
    type AfterCostly<F, P, Middle, M> = Fold<F, R, Middle>;
}

/// The kind of an operation on arguments `Args`.
type KindOf<P, Args> = <<P as Rule<Args>>::Needs as Answers>::Kind;

/// The operation that is `P` on `Args`, and then `M` on its result, a `Middle`: one loop if both join in, else
/// [`Apart`].
pub type Then<P, Args, Middle, M> = <KindOf<P, Args> as Kind>::Then<P, Middle, M, KindOf<M, (Middle,)>>;

/// The answers `N` of an operation of the kind `K`.
pub struct Joins<N, K>(PhantomData<(N, K)>);
impl<N: Answers, K: Kind> Answers for Joins<N, K> {
    type A = N::A;
    type B = N::B;
    type C = N::C;
    type D = N::D;
    type E = N::E;
    type F = N::F;
    type Out = N::Out;
    type Alone<S: Zeroed, M: Zeroed> = N::Alone<S, M>;
    type Kind = K;
}

/// The answers of a chain by the arguments that its formula reads: `Read<S, …>` of so many.
macro_rules! reads {
    ($Set:ty, $Out:ty: $($N:ident),*) => {
        ($(<$Set as $crate::ops::chain::Set>::$N,)* $Out)
    };
}
pub(super) use reads;
