//! Which shapes multiply, and the shape of the product.

use crate::element::Number;
use crate::shape::Shape;
use crate::tensor::Tensor;

/// A shape that can stand to the right of the shape `L` in the product `Op`.
///
/// It is the right shape that has the trait, not the left: rustc then looks at the right operand before it chooses, so that a
/// mistake is told in these words, and what is unknown of the operand is still inferred.
#[diagnostic::on_unimplemented(
    message = "a tensor of shape {L} cannot be multiplied by one of shape {Self}",
    label = "the right factor, of shape {Self}; the left one has {L}",
    note = "`matmul` takes (…, M, K) and (K, N), `bmm` (…, M, K) and (…, K, N), `matvec` (M, K) and (K), `vecmat` (K) and (K, N), `dot` (K) and (K), `outer` (M) and (N): both K are one axis",
    note = "`transpose` exchanges the axes of a matrix"
)]
pub trait Factor<Op, L: Shape>: Shape {
    /// The shape of the product.
    type Product: Shape;
    /// a·b
    #[doc(hidden)]
    fn product<T: Number>(a: &Tensor<T, L>, b: &Tensor<T, Self>) -> Tensor<T, Self::Product>;
}
