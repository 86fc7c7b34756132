use crate::ops::prelude::*;

reduction_methods! {
    /// The sum of all elements.
    ///
    /// y = Σᵢ xᵢ
    ///
    /// Of nothing: 0. Numbers are added by halves, in an order that depends on the shape alone: the rounding error grows
    /// with the logarithm of their number. Integers wrap.
    Sum: sum, sum_axis, sum_keep, sum_axes, sum_keep_axes, for Number -> T;
    example [[1.0, 2.0], [3.0, 4.0]] => 10.0, rows [3.0, 7.0];
}

reduction! {
    /// Σ x, and its cotangents ct.
    [T: Number] Sum -> T;
    pivot Nothing; fold Plus;
    term |_, x, _| x;
    finish |sum, _, _| sum;
    aid Nothing;
    cotangent |_, _, _, ct, _| ct;
    needs (No, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(sum, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(sum_axis, |T| random::<Tensor<T, (Dim<3>,)>>(1), At::<0>);
    check!(sum_axis, |T| random::<Tensor<T, D2<3, 4>>>(1), At::<0>);
    check!(sum_keep, |T| random::<Tensor<T, D2<3, 19>>>(1), At::<1>);
    check!(sum_keep, |T| random::<Tensor<T, D3<2, 70, 11>>>(1), At::<1>);
    check!(sum_axes, |T| random::<Tensor<T, D3<2, 3, 4>>>(1), Type::<axes![0, 2]>::VALUE);
    check!(sum_keep_axes, |T| random::<Tensor<T, D4<2, 3, 4, 2>>>(1), Type::<axes![0, 2, 3]>::VALUE);
    check!(sum_axes, |T| random::<Tensor<T, D3<5, 2, 3>>>(1), Type::<axes![0, 2]>::VALUE);

    let x = Tensor::<f64, D3<2, 2, 3>>::from_index(|i| i as f64);
    assert_eq!(x.sum_axis::<0>(), Matrix::from([[6.0, 8.0, 10.0], [12.0, 14.0, 16.0]]));
    assert_eq!(x.sum_axis::<1>(), Matrix::from([[3.0, 5.0, 7.0], [15.0, 17.0, 19.0]]));
    assert_eq!(x.sum_axis::<2>(), Matrix::from([[3.0, 12.0], [21.0, 30.0]]));
    assert_eq!(x.sum_axes::<axes![0, 2]>(), Vector::from([24.0, 42.0]));
    assert_eq!(x.sum_axes::<axes![0, 1]>(), Vector::from([18.0, 22.0, 26.0]));
    assert_eq!(x.sum_keep_axes::<axes![0, 2]>().dims(), [1, 2, 1]);
    assert_eq!(Vector::from([1u8, 2, 3]).sum(), 6);
    assert_eq!(Tensor::<i32, (Dim<3>, Dim<0>)>::zeros().sum_axis::<1>(), Vector::from([0, 0, 0]));
    assert_eq!(Tensor::<f64, (Dim<0>, Dim<3>)>::zeros().sum_axis::<0>(), Vector::from([0.0, 0.0, 0.0]));
    assert_eq!(Tensor::<f64, (Dim<0>, Dim<3>)>::zeros().sum_axis::<1>().dims(), [0]);
    assert_eq!(Tensor::<f64, D3<0, 2, 0>>::zeros().sum_axes::<axes![0, 2]>(), Vector::from([0.0, 0.0]));
    assert_eq!(Tensor::from(5.0).sum(), 5.0);
    assert!(Vector::from([1.0, f64::NAN]).sum().is_nan());
    assert!(Vector::from([f64::INFINITY, f64::NEG_INFINITY]).sum().is_nan());
    // The order of the additions is fixed: these are the bits in every build, on every machine.
    let harmonic = Vector::<f32, 1000>::from_index(|i| 1.0 / (i + 1) as f32);
    assert_eq!(harmonic.sum().to_bits(), 0x40ef_88fc);
    // One by one, the tenths would drift by 958.
    let mut tenths = Vector::<f32, 1_000_000>::boxed_zero();
    tenths.as_mut_slice().fill(0.1);
    assert!((tenths.sum() - 100_000.0).abs() < 0.1);
}
