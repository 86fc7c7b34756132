//! What every operation's file starts from.
#![allow(unused_imports)] // some of it only the cases use

pub(crate) use super::along::{Along, AlongLast, LaneMap, put};
#[cfg(test)]
pub(crate) use super::cases::{above_half, apart, slope, slopes};
pub(crate) use super::chain::{Arg, Cheap, Costly, Joins, Of};
pub(crate) use super::define::{binary, method, operation, predicate, unary};
pub(crate) use super::define_reduction::{reduction, reduction_methods};
pub(crate) use super::elementwise::{
    Pointwise, Pointwise2, Seen, combine, many, map, map_pair, seen, send, send_pair,
};
pub(crate) use super::factor::Factor;
pub(crate) use super::loss::{Beside, Loss, MeanOf};
pub(crate) use super::movement::{movement, send_back, send_parts};
pub(crate) use super::operand::{Operand, OperandMut};
pub(crate) use super::reduction::{Aid, Dropping, Keeping, Nothing, OverAll, Pivot, Reduction, Ties};
pub(crate) use super::walk::Walk;
pub(crate) use crate::alike::{Alike, LabelsOf, RowsOf};
#[cfg(test)]
pub(crate) use crate::axes;
pub(crate) use crate::axes::{AxisOf, HasAxis, InsertAxis, WithAxis};
pub(crate) use crate::axis::{Axis, Dim, One};
pub(crate) use crate::broadcast::Broadcast;
pub(crate) use crate::derived::{At, Type};
pub(crate) use crate::element::{Element, Number, Real};
pub(crate) use crate::kernels::lanes::{
    self, Geometry, Lanes, Larger, Plus, Smaller, Source, Times, Top, tiles,
};
pub(crate) use crate::kernels::moves::{self, Moves, row_major};
pub(crate) use crate::matrix::{MatrixShape, SquareShape};
pub(crate) use crate::op::{
    Gone, Kept, Mode, No, Op1, Op2, Op3, Op4, Op5, Op6, Rule, Sink, Yes, eval1, eval2, eval3, eval4, eval5,
    eval6,
};
pub(crate) use crate::plan::{Bool, Primal};
pub(crate) use crate::reduce::{Last, Reduce};
pub(crate) use crate::relation::relation;
pub(crate) use crate::shape::Shape;
pub(crate) use crate::storage::{Zeroed, same};
pub(crate) use crate::tensor::{Matrix, Tensor, Vector};
#[cfg(test)]
pub(crate) use crate::testing::{D1, D2, D3, D4, Dual64, assert_close, check, cotangents, positive, random};
#[cfg(test)]
pub(crate) use crate::{s, shape};
