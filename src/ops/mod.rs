//! The operations. Each lives in a file of its own under `rules/`: rule, forward, backward, formula, and the cases it
//! is checked on.
//!
//! An operation is a function (or a method of [`Tensor`](crate::Tensor)) and a marker type of the same name that
//! implements [`Rule`](crate::op::Rule) and one of [`Op1`](crate::op::Op1) … [`Op6`](crate::op::Op6).

mod along;
#[cfg(test)]
mod cases;
mod chain;
mod define;
mod define_reduction;
pub(crate) mod elementwise;
mod factor;
mod loss;
mod movement;
mod operand;
pub(crate) mod prelude;
mod reduction;
mod rules;
pub(crate) mod scalar;
mod walk;

pub use along::{Along, AlongLast, LaneMap};
pub use chain::{
    Apart, Arg, Cheap, Costly, Each, Fold, Formula, Joins, Kind, Of, Opaque, Operands, Reduces, Set, Then,
};
pub(crate) use elementwise::map;
pub use elementwise::{Pointwise, Pointwise2};
pub use factor::Factor;
pub use loss::{Beside, Loss, MeanOf};
pub use operand::{Operand, OperandMut};
pub use reduction::{Dropping, Keeping, Nothing, OverAll, Reduction, Ties};
pub use rules::exported::*;
