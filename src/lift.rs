//! From values to values over dual numbers and back: what `jvp` and `hvp` of a derived function do at their ends.

use core::marker::PhantomData;

use crate::axis::Axis;
use crate::derived::Derived;
use crate::dual::Dual;
use crate::element::Real;
use crate::labels::ClassLabels;
use crate::noise::Noise;
use crate::report::Place;
use crate::shape::Shape;
use crate::storage::Zeroed;
use crate::tensor::Tensor;
use crate::value::Value;

/// A value that exists over dual numbers too: numbers, tensors, tuples, arrays, and parameter structs that are generic over
/// their element. What has no derivative lifts to itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not exist over dual numbers",
    note = "`jvp` and `hvp` need parameter structs that are generic over their element: `struct Net<T: Real> {{ w: Matrix<T, 2, 3> }}`"
)]
pub trait Lift: Value {
    /// The same over dual numbers.
    type Dual: Value;
    /// `dual ← self + tangent·ε`; without a tangent, a constant.
    fn lift(&self, tangent: Option<&Self>, dual: &mut Self::Dual);
    /// `self ← the value in dual`.
    fn set_primal(&mut self, dual: &Self::Dual);
    /// `self ← the derivative in dual`.
    fn set_tangent(&mut self, dual: &Self::Dual);
}

impl<T: Real> Lift for T {
    type Dual = Dual<T>;
    #[inline(always)]
    fn lift(&self, tangent: Option<&T>, dual: &mut Dual<T>) {
        *dual = Dual { re: *self, eps: tangent.copied().unwrap_or(T::ZERO) };
    }
    #[inline(always)]
    fn set_primal(&mut self, dual: &Dual<T>) {
        *self = dual.re;
    }
    #[inline(always)]
    fn set_tangent(&mut self, dual: &Dual<T>) {
        *self = dual.eps;
    }
}

impl<T: Real, S: Shape> Lift for Tensor<T, S> {
    type Dual = Tensor<Dual<T>, S>;
    fn lift(&self, tangent: Option<&Self>, dual: &mut Self::Dual) {
        let duals = dual.as_mut_slice().iter_mut().zip(self.as_slice());
        match tangent {
            Some(tangent) => duals.zip(tangent.as_slice()).for_each(|((dual, x), t)| x.lift(Some(t), dual)),
            None => duals.for_each(|(dual, x)| x.lift(None, dual)),
        }
    }
    fn set_primal(&mut self, dual: &Self::Dual) {
        self.as_mut_slice().iter_mut().zip(dual.as_slice()).for_each(|(x, dual)| *x = dual.re);
    }
    fn set_tangent(&mut self, dual: &Self::Dual) {
        self.as_mut_slice().iter_mut().zip(dual.as_slice()).for_each(|(x, dual)| *x = dual.eps);
    }
}

macro_rules! constants {
    ($([$($G:tt)*] $V:ty),* $(,)?) => {$(
        impl<$($G)*> Lift for $V {
            type Dual = Self;
            fn lift(&self, _: Option<&Self>, dual: &mut Self) {
                dual.assign(self);
            }
            fn set_primal(&mut self, dual: &Self) {
                self.assign(dual);
            }
            fn set_tangent(&mut self, _: &Self) {
                self.set_zero();
            }
        }
    )*};
}
constants!(
    [] (), [] bool, [] u8, [] u16, [] u32, [] u64, [] usize, [] i8, [] i16, [] i32, [] i64, [] isize,
    [] Noise, [B: Axis, C: Axis] ClassLabels<B, C>,
    [S: Shape] Tensor<bool, S>, [S: Shape] Tensor<u8, S>, [S: Shape] Tensor<u16, S>, [S: Shape] Tensor<u32, S>,
    [S: Shape] Tensor<u64, S>, [S: Shape] Tensor<usize, S>, [S: Shape] Tensor<i32, S>, [S: Shape] Tensor<i64, S>,
);

impl<V: Lift, const N: usize> Lift for [V; N] {
    type Dual = [V::Dual; N];
    fn lift(&self, tangent: Option<&Self>, dual: &mut Self::Dual) {
        for (i, (dual, x)) in dual.iter_mut().zip(self).enumerate() {
            x.lift(tangent.map(|t| &t[i]), dual);
        }
    }
    fn set_primal(&mut self, dual: &Self::Dual) {
        self.iter_mut().zip(dual).for_each(|(x, dual)| x.set_primal(dual));
    }
    fn set_tangent(&mut self, dual: &Self::Dual) {
        self.iter_mut().zip(dual).for_each(|(x, dual)| x.set_tangent(dual));
    }
}

macro_rules! tuples {
    ($(($($V:ident $i:tt),+))*) => {$(
        impl<$($V: Lift),+> Lift for ($($V,)+) {
            type Dual = ($($V::Dual,)+);
            fn lift(&self, tangent: Option<&Self>, dual: &mut Self::Dual) {
                $(self.$i.lift(tangent.map(|t| &t.$i), &mut dual.$i);)+
            }
            fn set_primal(&mut self, dual: &Self::Dual) {
                $(self.$i.set_primal(&dual.$i);)+
            }
            fn set_tangent(&mut self, dual: &Self::Dual) {
                $(self.$i.set_tangent(&dual.$i);)+
            }
        }
    )*};
}
tuples!((A 0)(A 0, B 1)(A 0, B 1, C 2)(A 0, B 1, C 2, D 3)(A 0, B 1, C 2, D 3, E 4)(A 0, B 1, C 2, D 3, E 4, F 5));

/// A derived function that is generic over its element, and so can run on dual numbers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not generic over its element, and so cannot run on dual numbers",
    note = "write the element as a type parameter: `fn f<T: Real>(x: &Vector<T, 3>) -> T`"
)]
pub trait OverDuals {
    /// Its arguments over dual numbers, the gradient over dual numbers, and its own workspace there.
    type Storage: Zeroed;
    /// The result.
    type Out: Value;
}

/// The function `F` on dual numbers: `Workspace<Tangent<f<f32>>>` is what `f::jvp` and `f::hvp` need.
pub struct Tangent<F>(PhantomData<F>);

impl<F: OverDuals> Derived for Tangent<F> {
    type Storage = F::Storage;
    type Out = F::Out;
    const PLACES: &'static [Place] = &[];
}
