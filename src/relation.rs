//! Relations between shapes that fail in one sentence.

/// Implemented by nothing.
pub trait Never {}
/// In a bound, makes it one that rustc cannot decide before it knows the other type.
#[derive(Debug)]
pub enum Nobody {}

/// Implements a relation for every shape that satisfies some bounds: `relation! { [generics] S: Relation<R> [bounds] type Out = X or Y; }`
///
/// With a single impl rustc would take it, then complain about each of its bounds and about `Out` as well. So there is a
/// second impl, for what never is (its `Out` is `Y`): forced to choose, rustc weighs the bounds, rejects both, and reports
/// the relation itself, once, at the user's token and in the words of its `on_unimplemented`.
macro_rules! relation {
    ([$($generics:tt)*] $S:ty: $Relation:ty, [$($bounds:tt)*] $(type $Out:ident = $Holds:ty, or $Never:ty;)*) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $Relation for $S where $($bounds)* {
            $(type $Out = $Holds;)*
        }
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $Relation for $S where ($S, $crate::relation::Nobody): $crate::relation::Never {
            $(type $Out = $Never;)*
        }
    };
}
pub(crate) use relation;
