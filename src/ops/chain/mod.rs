//! Chains of operations that a differentiable function writes as one: elementwise formulas that run as one loop.
//!
//! The macro sees only that operators, and methods without arguments, follow each other within one expression. What they
//! are is known to types: [`Then`] is one loop where each operation joins the loop before it ([`Kind`]), else the two one
//! after the other ([`Apart`]).

mod apart;
mod each;
mod fold;
mod formula;
mod kind;
#[cfg(test)]
mod tests;

pub use apart::Apart;
pub use each::{Each, Operands};
pub use fold::Fold;
pub use formula::{Arg, Formula, Of, Set};
pub use kind::{Cheap, Costly, Joins, Kind, Opaque, Reduces, Then};
