//! Chains of elementwise operations that run as one loop.

use core::marker::PhantomData;

use super::prelude::*;

/// `B` after `A`: `Then<Then<relu, square>, tanh>` is x ↦ tanh(relu(x)²).
///
/// One loop, no intermediate tensor. The backward pass computes the values between again, element by element, instead
/// of storing them.
pub struct Then<A, B>(PhantomData<(A, B)>);

impl<T: Number, A: Pointwise<T>, B: Pointwise<T>> Pointwise<T> for Then<A, B> {
    type NeedsIn = <A::NeedsIn as Bool>::Or<<A::NeedsOut as Bool>::Or<B::NeedsIn>>;
    type NeedsOut = B::NeedsOut;
    #[inline(always)]
    fn value(x: T) -> T {
        B::value(A::value(x))
    }
    /// ct_x = A'(x) · B'(A(x)) · ct
    #[inline(always)]
    fn cotangent(x: T, y: T, ct: T) -> T {
        let middle = A::value(x);
        A::cotangent(x, middle, B::cotangent(middle, y, ct))
    }
}

unary!(@rules [T: Number, A: Pointwise<T>, B: Pointwise<T>] Then<A, B>);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::{exp, relu, square, tanh};

    type Chain = Then<Then<relu, square>, tanh>;

    #[test]
    fn a_chain_is_an_operation() {
        check!(Chain, |T| random::<Tensor<T, D2<3, 4>>>(1));
        check!(Chain, |T| random::<T>(2));
        check!(Then<tanh, Then<exp, square>>, |T| random::<Tensor<T, D1<5>>>(3));
    }

    #[test]
    fn a_chain_has_the_value_and_the_cotangent_of_its_parts() {
        let x = Vector::from([-1.0, 0.0, 0.5, 2.0]);
        let y = eval1::<Chain, _>(&x);
        assert_eq!(y, x.relu().square().tanh());
        let (dx,) = cotangents::<Chain, _>(&(x.clone(),), &Vector::from([1.0; 4]));
        let expected = |x: f64| if x > 0.0 { (1.0 - (x * x).tanh().powi(2)) * 2.0 * x } else { 0.0 };
        for (found, &x) in dx.as_slice().iter().zip(x.as_slice()) {
            assert!((found - expected(x)).abs() < 1e-15);
        }
    }
}
