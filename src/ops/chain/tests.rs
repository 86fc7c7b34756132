//! Chains are operations like others; what they give is, bit for bit, what their parts give one after the other.

use super::*;
use crate::ops::prelude::*;
use crate::ops::{
    add, div, exp, max, mean, mul, neg, norm_l2, relu, sin, softmax, square, sub, sum, tanh, var,
};
use crate::testing::check_both;

type X = Arg<0>;
type Y = Arg<1>;
type Z = Arg<2>;
type T2<T> = Tensor<T, D2<3, 4>>;
type T1<T> = Tensor<T, D1<4>>;
type Column<T> = Tensor<T, (Dim<3>, One)>;
type Row<T> = Tensor<T, (One, Dim<4>)>;

/// `chain!(|T| the operation, argument, …)`: the checks of every operation.
macro_rules! chain {
    (|$T:ident| $Op:ty, $($arg:expr),+) => {{
        type Of64<$T> = $Op;
        let args = { #[allow(dead_code)] type $T = f64; ($($arg,)+) };
        let dual = { #[allow(dead_code)] type $T = Dual64; ($($arg,)+) };
        check_both::<Of64<f64>, Of64<Dual64>, _, _>(args, dual);
    }};
}

#[test]
fn a_formula_is_an_operation_of_as_many_arguments_as_it_has() {
    chain!(|T| Each<Of<square, (X,)>, T2<T>>, random::<T2<T>>(1));
    chain!(|T| Each<Of<relu, (Of<add, (X, Y)>,)>, T2<T>>, random::<T2<T>>(1), random::<T1<T>>(2));
    chain!(|T| Each<Of<tanh, (Of<add, (Of<mul, (X, Y)>, Z)>,)>, T2<T>>, random::<T2<T>>(1), random::<T1<T>>(2), random::<T>(3));
    type Quotient = Of<div, (Of<sub, (X, Y)>, Of<exp, (Z,)>)>;
    chain!(|T| Each<Of<mul, (Quotient, Arg<3>)>, T2<T>>, random::<Column<T>>(1), random::<Row<T>>(2), random::<T>(3), random::<T2<T>>(4));
    type Five = Of<add, (Of<mul, (Quotient, Arg<3>)>, Arg<4>)>;
    chain!(|T| Each<Five, T2<T>>, random::<T2<T>>(1), random::<T2<T>>(2), random::<T1<T>>(3), random::<T>(4), random::<T2<T>>(5));
    type Six = Of<sub, (Of<neg, (Arg<5>,)>, Five)>;
    chain!(|T| Each<Six, T2<T>>, random::<T2<T>>(1), random::<T2<T>>(2), random::<T1<T>>(3), random::<T>(4), random::<T2<T>>(5), random::<Row<T>>(6));
}

#[test]
fn numbers_are_elements_too() {
    chain!(|T| Each<Of<mul, (Of<add, (X, Y)>, Y)>, T>, random::<T>(1), random::<T>(2));
    chain!(|T| Each<Of<mul, (Of<add, (X, Y)>, Y)>, Tensor<T, ()>>, random::<Tensor<T, ()>>(1), random::<T>(2));
}

#[test]
fn an_argument_may_stand_in_several_places() {
    type Blend = Of<add, (Of<mul, (X, Y)>, Of<mul, (Of<sub, (Z, X)>, Y)>)>;
    chain!(|T| Each<Blend, T2<T>>, random::<T2<T>>(1), random::<T1<T>>(2), random::<T>(3));
}

#[test]
fn a_cheap_formula_is_reduced_where_it_is_computed() {
    type Squares<T, M> = Then<Each<Of<square, (Of<sub, (X, Y)>,)>, T2<T>>, (T2<T>, T1<T>), T2<T>, M>;
    chain!(|T| Squares<T, sum>, random::<T2<T>>(1), random::<T1<T>>(2));
    chain!(|T| Squares<T, mean>, random::<T2<T>>(1), random::<T1<T>>(2));
    chain!(|T| Squares<T, max>, random::<T2<T>>(1), random::<T1<T>>(2));
    chain!(|T| Squares<T, norm_l2>, random::<T2<T>>(1), random::<T1<T>>(2));
    chain!(|T| Squares<T, var>, random::<T2<T>>(1), random::<T1<T>>(2));
    type Distance = Of<square, (Of<sub, (X, Y)>,)>;
    fn is_fold<T>(_: core::marker::PhantomData<Fold<Distance, T, T2<f64>>>) {}
    is_fold(core::marker::PhantomData::<Squares<f64, sum>>);
}

#[test]
fn what_joins_no_loop_runs_by_itself() {
    type Weights<T> = Then<Each<Of<add, (X, Y)>, T2<T>>, (T2<T>, T1<T>), T2<T>, softmax>;
    chain!(|T| Weights<T>, random::<T2<T>>(1), random::<T1<T>>(2));
    chain!(|T| Then<softmax, (T2<T>,), T2<T>, square>, random::<T2<T>>(1));
    // A tanh is not computed twice.
    chain!(|T| Then<tanh, (T2<T>,), T2<T>, exp>, random::<T2<T>>(1));
}

#[test]
fn a_costly_formula_is_reduced_where_it_is_computed_and_stored_if_its_values_are_asked_for() {
    type Total<T, O, M> = Then<Each<Of<O, (Of<mul, (X, Y)>,)>, T2<T>>, (T2<T>, T1<T>), T2<T>, M>;
    chain!(|T| Total<T, tanh, sum>, random::<T2<T>>(1), random::<T1<T>>(2));
    chain!(|T| Total<T, tanh, max>, random::<T2<T>>(1), random::<T1<T>>(2));
    chain!(|T| Total<T, tanh, var>, random::<T2<T>>(1), random::<T1<T>>(2));
    chain!(|T| Total<T, sin, sum>, random::<T2<T>>(1), random::<T1<T>>(2));
    chain!(|T| Total<T, sin, norm_l2>, random::<T2<T>>(1), random::<T1<T>>(2));
    chain!(|T| Then<exp, (T2<T>,), T2<T>, mean>, random::<T2<T>>(1));
    const fn saved<O: Rule<(T2<f64>, T1<f64>)>>() -> usize {
        size_of::<O::Saved>()
    }
    // The slope of a tanh is made of its value, that of a sine of its argument.
    assert_eq!(saved::<Total<f64, tanh, sum>>(), size_of::<T2<f64>>());
    assert_eq!(saved::<Total<f64, sin, sum>>(), 0);
    assert_eq!(saved::<Total<f64, sin, max>>(), size_of::<T2<f64>>());
    // Who wants the result alone stores nothing.
    let (x, y, mut saved, mut out) = (random::<T2<f64>>(1), random::<T1<f64>>(2), Zeroed::ZERO, [0.0; 2]);
    type Op = Total<f64, tanh, sum>;
    <Op as Op2<_, _>>::forward(&x, &y, &mut out[0], &mut saved, &mut ());
    <Op as Op2<_, _>>::infer(&x, &y, &mut out[1], &mut ());
    assert_eq!(out[0], out[1]);
}
