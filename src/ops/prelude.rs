//! What every operation's file starts from.

pub(crate) use super::define::{binary, method, unary};
pub(crate) use super::elementwise::{
    Elements, Pointwise, Pointwise2, element_of, map_pair, operand_index, send, send_pair,
};
pub(crate) use crate::axis::{Axis, Dim, One};
pub(crate) use crate::broadcast::Broadcast;
pub(crate) use crate::element::{Element, Number, Real};
pub(crate) use crate::op::{Gone, Kept, Mode, No, Op1, Op2, Op3, Rule, Sink, Yes, eval1, eval2, eval3};
pub(crate) use crate::plan::Primal;
pub(crate) use crate::shape::{D1, D2, Shape};
pub(crate) use crate::storage::Zeroed;
pub(crate) use crate::tensor::{Matrix, Tensor, Vector};
#[cfg(test)]
pub(crate) use crate::testing::{Dual64, check, random};
