//! Laws of the elementwise operations, on random tensors of several shapes.

use proptest::collection::vec;
use proptest::prelude::*;
use tapeless::op::{Add, Op2, Set, Sink};
use tapeless::plan::Primal;
use tapeless::prelude::*;
use tapeless::{Dual, ops};

/// A tensor of this many random numbers.
fn tensor<S: Shape>(numbers: std::ops::Range<f64>) -> impl Strategy<Value = Tensor<f64, S>> {
    vec(numbers, S::NUMEL).prop_map(|x| Tensor::from_index(|i| x[i]))
}

/// Panics unless all elements agree to `tolerance`, relative to their size or 1.
fn close<S: Shape>(a: &Tensor<f64, S>, b: &Tensor<f64, S>, tolerance: f64) {
    for (a, b) in a.as_slice().iter().zip(b.as_slice()) {
        assert!((a - b).abs() <= tolerance * b.abs().max(1.0), "{a} and {b} differ");
    }
}

/// For every element of a result of shape `O` the index of the operand's, found the slow way: by coordinates.
fn expansion<S: Shape, O: Shape>() -> Vec<usize> {
    let (dims, out) = (S::DIMS, O::DIMS);
    let (dims, out) = (dims.as_ref(), out.as_ref());
    (0..O::NUMEL)
        .map(|mut i| {
            let (mut at, mut stride) = (0, 1);
            for axis in (0..out.len()).rev() {
                let position = i % out[axis];
                i /= out[axis];
                if let Some(own) = (axis + dims.len()).checked_sub(out.len()) {
                    at += if dims[own] == 1 { 0 } else { position * stride };
                    stride *= dims[own];
                }
            }
            at
        })
        .collect()
}

/// Every broadcast of a shape `S` with a shape `R` is what explicit expansion gives, forward and backward.
fn broadcasts<S: Shape + Broadcast<R>, R: Shape>(a: &Tensor<f64, S>, b: &Tensor<f64, R>)
where
    <S as Broadcast<R>>::Out: Broadcast<R, Out = <S as Broadcast<R>>::Out>,
{
    type Out<S, R> = <S as Broadcast<R>>::Out;
    let (at_a, at_b) = (expansion::<S, Out<S, R>>(), expansion::<R, Out<S, R>>());
    let (x, y) = (a.as_slice(), b.as_slice());
    let expected =
        |f: fn(f64, f64) -> f64| Tensor::<f64, Out<S, R>>::from_index(|i| f(x[at_a[i]], y[at_b[i]]));
    assert_eq!(a + b, expected(|a, b| a + b));
    assert_eq!(a - b, expected(|a, b| a - b));
    assert_eq!(a * b, expected(|a, b| a * b));
    assert_eq!(a / b, expected(|a, b| a / b));
    assert_eq!(a.maximum(b), expected(f64::max));
    assert_eq!(a.minimum(b), expected(f64::min));
    assert_eq!(a.lt(b), Tensor::from_index(|i| x[at_a[i]] < y[at_b[i]]));
    let mut in_place = expected(|a, _| a);
    in_place += b;
    assert_eq!(in_place, a + b);

    // The cotangent of a copy goes to the original.
    let ct = a + b;
    let (mut da, mut db) = (Tensor::from_index(|_| 7.0), Tensor::from_index(|_| 1.0));
    let product = a * b;
    let (set, add) = (Sink::<_, Set>::set(&mut da), Sink::<_, Add>::add(&mut db));
    <ops::mul as Op2<_, _>>::backward(
        Primal::of(a),
        Primal::of(b),
        Primal::of(&product),
        &(),
        &mut (),
        &ct,
        set,
        add,
    );
    let (mut expected_da, mut expected_db) = (Tensor::zeros(), Tensor::<f64, R>::from_index(|_| 1.0));
    for (i, ct) in ct.as_slice().iter().enumerate() {
        expected_da.as_mut_slice()[at_a[i]] += ct * y[at_b[i]];
        expected_db.as_mut_slice()[at_b[i]] += ct * x[at_a[i]];
    }
    close(&da, &expected_da, 1e-12);
    close(&db, &expected_db, 1e-12);
}

axis!(Channel = 3);

macro_rules! broadcast_laws {
    ($($name:ident: $S:ty, $R:ty;)*) => {
        proptest! {
            #![proptest_config(ProptestConfig::with_cases(24))]
            $(#[test]
            fn $name(a in tensor::<$S>(-9.0..9.0), b in tensor::<$R>(-9.0..9.0)) {
                broadcasts(&a, &b);
            })*
        }
    };
}
broadcast_laws! {
    broadcast_numbers: (), ();
    broadcast_vectors: shape![5], shape![5];
    broadcast_a_number: shape![2, 3], ();
    broadcast_a_tensor_to_a_number: (), shape![2, 3];
    broadcast_a_bias: shape![4, 3], shape![3];
    broadcast_to_a_bias: shape![3], shape![4, 3];
    broadcast_two_leading_axes: shape![2, 4, 3], shape![3];
    broadcast_a_matrix_over_a_batch: shape![2, 4, 3], shape![4, 3];
    broadcast_a_column: shape![4, 3], shape![4, 1];
    broadcast_a_row: shape![1, 3], shape![4, 3];
    broadcast_row_and_column: shape![1, 3], shape![4, 1];
    broadcast_middle_axis: shape![2, 1, 3], shape![2, 4, 3];
    broadcast_outer_axes: shape![2, 4, 3], shape![1, 4, 1];
    broadcast_both_stretch: shape![2, 1, 3, 1], shape![1, 4, 1, 2];
    broadcast_six_axes: shape![2, 1, 2, 1, 2, 1], shape![1, 2, 2, 1, 1, 3];
    broadcast_length_one_is_not_one: (Dim<1>, Dim<3>), (Dim<1>, One);
    broadcast_empty: shape![2, 0], shape![2, 1];
    broadcast_named: (Dim<2>, Channel, One), (Dim<2>, Channel, Dim<2>);
}

type Shape3 = shape![2, 3, 4];

proptest! {
    #[test]
    fn arithmetic(a in tensor::<Shape3>(-9.0..9.0), b in tensor::<Shape3>(0.5..9.0), c in -9.0..9.0) {
        prop_assert_eq!(&a + &b, &b + &a);
        prop_assert_eq!(&a * &b, &b * &a);
        prop_assert_eq!(&a - &b, -(&b - &a));
        prop_assert_eq!(-(-&a), a.clone());
        prop_assert_eq!(&a - &a, Tensor::zeros());
        prop_assert_eq!((&a + c, &a * c), (c + &a, c * &a));
        prop_assert_eq!(c - &a, -(&a - c));
        close(&(&a * &b / &b), &a, 1e-15);
        close(&(c / &b), &(b.recip() * c), 1e-15);
        let mut in_place = a.clone();
        in_place += &b;
        in_place *= c;
        in_place -= &a;
        in_place /= 2.0;
        prop_assert_eq!(in_place, ((&a + &b) * c - &a) / 2.0);
    }

    #[test]
    fn integers_wrap(a in any::<[i32; 4]>(), b in any::<[i32; 4]>()) {
        let (x, y) = (Vector::from(a), Vector::from(b));
        let each = |f: fn(i32, i32) -> i32| Vector::<i32, 4>::from_index(|i| f(a[i], b[i]));
        prop_assert_eq!(&x + &y, each(i32::wrapping_add));
        prop_assert_eq!(&x - &y, each(i32::wrapping_sub));
        prop_assert_eq!(&x * &y, each(i32::wrapping_mul));
        prop_assert_eq!(&x / &y, each(|a, b| if b == 0 { 0 } else { a.wrapping_div(b) }));
        prop_assert_eq!(-&x, each(|a, _| a.wrapping_neg()));
    }

    #[test]
    fn selection(a in tensor::<Shape3>(-9.0..9.0), b in tensor::<Shape3>(-9.0..9.0), c in tensor::<shape![4]>(-9.0..9.0)) {
        let mask = a.gt(&b);
        prop_assert_eq!(mask.select(&a, &a), a.clone());
        prop_assert_eq!(mask.select(&a, &b), (!&mask).select(&b, &a));
        prop_assert_eq!(mask.select(&a, &b), a.maximum(&b));
        prop_assert_eq!(mask.select(&b, &a), a.minimum(&b));
        prop_assert_eq!(mask.select(&c, 1.5), mask.select(c.clone() + Tensor::<f64, Shape3>::zeros(), 1.5));
        prop_assert_eq!(a.gt(0.0).select(&a, 0.0), a.relu());
    }

    #[test]
    fn logic(a in tensor::<Shape3>(-9.0..9.0), b in tensor::<Shape3>(-9.0..9.0)) {
        let (m, n) = (a.gt(0.0), a.lt(&b));
        prop_assert_eq!(!(&m & &n), !&m | !&n);
        prop_assert_eq!(m.xor(&n), m.or(&n).and(!m.and(&n)));
        prop_assert_eq!(&m ^ &n, m.ne(&n));
        prop_assert_eq!(a.ge(&b), !&n);
        prop_assert_eq!(a.le(&b), a.lt(&b) | a.eq(&b));
        prop_assert_eq!(m.count() + m.not().count(), 24);
        prop_assert_eq!(m.any(), !m.not().all());
        prop_assert_eq!(m.any(), m.count() > 0);
    }

    #[test]
    fn inverses(x in tensor::<Shape3>(1e-3..1e3), y in tensor::<Shape3>(-30.0..30.0)) {
        close(&x.ln().exp(), &x, 1e-14);
        close(&y.exp().ln(), &y, 1e-14);
        close(&x.log1p().expm1(), &x, 1e-13);
        close(&x.sqrt().square(), &x, 1e-15);
        close(&x.recip().recip(), &x, 1e-15);
        prop_assert_eq!(y.square().sqrt(), y.abs());
        prop_assert_eq!(&y.sign() * &y.abs(), y);
    }

    #[test]
    fn powers(x in tensor::<Shape3>(0.1..9.0), p in -3.0..3.0f64, n in -6..6i32) {
        close(&x.pow(2.0), &x.square(), 1e-15);
        close(&x.pow(p), &(x.ln() * p).exp(), 1e-14);
        close(&x.powi(n), &x.powf(n as f64), 1e-14);
        close(&(x.pow(p) * x.pow(-p)), &(&x / &x), 1e-14);
        prop_assert_eq!(x.power::<typenum::P3>(), x.powi(3));
        prop_assert_eq!(x.power::<typenum::N2>(), x.powi(-2));
    }

    #[test]
    fn activations(x in tensor::<Shape3>(-40.0..40.0), slope in 0.0..1.0) {
        let one = Tensor::<f64, Shape3>::from_index(|_| 1.0);
        close(&(x.sigmoid() + (-&x).sigmoid()), &one, 1e-15);
        close(&((&x * 0.5).tanh() * 0.5 + 0.5), &x.sigmoid(), 1e-15);
        prop_assert_eq!(x.relu() - (-&x).relu(), x.clone());
        for f in [Tensor::softplus, Tensor::silu, Tensor::gelu, Tensor::gelu_tanh] {
            close(&(f(&x) - f(&-&x)), &x, 1e-14);
        }
        close(&x.gelu(), &x.gelu_tanh(), 1e-3);
        close(&x.leaky_relu(slope), &x.maximum(&x * slope), 0.0);
        close(&x.elu(slope), &x.gt(0.0).select(&x, x.expm1() * slope), 0.0);
        close(&x.elu(1.0), &(x.relu() + x.minimum(0.0).expm1()), 0.0);
    }

    #[test]
    fn angles(x in tensor::<Shape3>(-9.0..9.0)) {
        close(&(x.sin().square() + x.cos().square()), &(&x - &x + 1.0), 1e-15);
        close(&(x.tan() * x.cos()), &x.sin(), 1e-15);
    }

    #[test]
    fn rounding(x in tensor::<Shape3>(-9.0..9.0)) {
        prop_assert!((&x - x.floor()).ge(0.0).and((&x - x.floor()).lt(1.0)).all());
        prop_assert_eq!(x.ceil(), -(-&x).floor());
        prop_assert!((&x - x.round()).abs().le(0.5).all());
        prop_assert_eq!(x.clamp(-1.0, 2.0), x.maximum(-1.0).minimum(2.0));
        prop_assert_eq!(x.clamp(-1.0, 2.0).clamp(-1.0, 2.0), x.clamp(-1.0, 2.0));
    }

    /// Whatever the argument, what is bounded stays in its bounds, and NaN comes from NaN alone.
    #[test]
    fn any_float(x in any::<f32>()) {
        let x = Vector::from([x]);
        for (f, lo, hi) in [
            (Tensor::sigmoid as fn(&Vector<f32, 1>) -> Vector<f32, 1>, 0.0, 1.0),
            (Tensor::tanh, -1.0, 1.0),
            (Tensor::relu, 0.0, f32::INFINITY),
            (Tensor::softplus, 0.0, f32::INFINITY),
            (Tensor::gelu, -0.2, f32::INFINITY),
            (Tensor::gelu_tanh, -0.2, f32::INFINITY),
            (Tensor::silu, -0.3, f32::INFINITY),
            (Tensor::sign, -1.0, 1.0),
        ] {
            let y = f(&x);
            prop_assert!(y.ge(lo).all() && y.le(hi).all() || x.ne(&x).all() && y.ne(&y).all(), "{x:?} gives {y:?}");
        }
    }

    /// A function of duals has the value of the function of their values.
    #[test]
    fn duals_have_the_same_values(re in -5.0..5.0, eps in -5.0..5.0) {
        let (x, dual) = (Vector::from([re]), Vector::from([Dual { re, eps }]));
        macro_rules! same {
            ($($f:ident)*) => {$(
                prop_assert_eq!(dual.$f().as_slice()[0].re, x.$f().as_slice()[0]);
            )*};
        }
        same!(abs ceil cos exp expm1 floor gelu gelu_tanh recip relu round sigmoid sign silu sin softplus square tan tanh);
    }
}
