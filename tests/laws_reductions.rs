//! Laws of reductions, norms, softmax, losses and small linear algebra, on random tensors of several shapes.

use proptest::collection::vec;
use proptest::prelude::*;
use tapeless::prelude::*;
use tapeless::reduce::{At, Last, Reduce};

/// A tensor of this many random numbers.
fn tensor<S: Shape>(numbers: std::ops::Range<f64>) -> impl Strategy<Value = Tensor<f64, S>> {
    vec(numbers, S::NUMEL).prop_map(|x| Tensor::from_index(|i| x[i]))
}

/// Panics unless all elements agree to `tolerance`, relative to their size or 1.
#[track_caller]
fn close(a: &[f64], b: &[f64], tolerance: f64) {
    assert_eq!(a.len(), b.len());
    for (a, b) in a.iter().zip(b) {
        assert!((a - b).abs() <= tolerance * b.abs().max(1.0), "{a} and {b} differ");
    }
}

/// `f` of the numbers that fold into each result when the axes of `folded` are reduced, found the slow way: by
/// coordinates.
fn slowly<S: Shape, R>(x: &Tensor<f64, S>, folded: &[usize], f: impl Fn(&[f64]) -> R) -> Vec<R> {
    let dims = S::DIMS;
    let dims = dims.as_ref();
    let kept = (0..dims.len()).filter(|axis| !folded.contains(axis)).map(|axis| dims[axis]).product();
    let mut lanes = vec![Vec::new(); kept];
    for (i, &x) in x.as_slice().iter().enumerate() {
        let (mut rest, mut lane, mut stride) = (i, 0, 1);
        for axis in (0..dims.len()).rev() {
            if !folded.contains(&axis) {
                lane += rest % dims[axis] * stride;
                stride *= dims[axis];
            }
            rest /= dims[axis];
        }
        lanes[lane].push(x);
    }
    lanes.iter().map(|lane| f(lane)).collect()
}

fn mean(x: &[f64]) -> f64 {
    x.iter().sum::<f64>() / x.len() as f64
}
fn variance(x: &[f64], ddof: f64) -> f64 {
    let mean = mean(x);
    x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (x.len() as f64 - ddof).max(0.0)
}
fn largest(x: &[f64]) -> f64 {
    x.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}
fn smallest(x: &[f64]) -> f64 {
    x.iter().copied().fold(f64::INFINITY, f64::min)
}

/// Every reduction of a shape over these axes is what a loop over coordinates gives, without the axes and with them.
macro_rules! reductions_are_loops {
    ($($name:ident: $S:ty, $($axis:literal)+;)*) => {
        proptest! {$(
            #[test]
            fn $name(x in tensor::<$S>(-3.0..3.0)) {
                type Over = axes![$($axis),+];
                let all = [$($axis),+];
                macro_rules! check {
                    ($axes:ident $keep_axes:ident $tolerance:literal $f:expr) => {
                        let (dropped, kept) = (x.$axes::<Over>(), x.$keep_axes::<Over>());
                        assert_eq!(dropped.as_slice(), kept.as_slice());
                        for (axis, &length) in kept.dims().iter().enumerate() {
                            assert_eq!(length, if all.contains(&axis) { 1 } else { x.dims()[axis] });
                        }
                        close(dropped.as_slice(), &slowly(&x, &all, $f), $tolerance);
                    };
                }
                check!(sum_axes sum_keep_axes 1e-12 |x| x.iter().sum());
                check!(mean_axes mean_keep_axes 1e-12 mean);
                check!(var_axes var_keep_axes 1e-12 |x| variance(x, 0.0));
                check!(std_axes std_keep_axes 1e-12 |x| variance(x, 0.0).sqrt());
                check!(prod_axes prod_keep_axes 1e-10 |x| x.iter().product());
                check!(max_axes max_keep_axes 0.0 largest);
                check!(min_axes min_keep_axes 0.0 smallest);
                check!(logsumexp_axes logsumexp_keep_axes 1e-12 |x| x.iter().map(|x| x.exp()).sum::<f64>().ln());
                check!(norm_l1_axes norm_l1_keep_axes 1e-12 |x| x.iter().map(|x| x.abs()).sum());
                check!(norm_l2_axes norm_l2_keep_axes 1e-12 |x| x.iter().map(|x| x * x).sum::<f64>().sqrt());
                check!(norm_max_axes norm_max_keep_axes 0.0 |x| x.iter().fold(0.0, |max, x| x.abs().max(max)));
                let at_largest = slowly(&x, &all, |x| x.iter().position(|&y| y == largest(x)).unwrap());
                assert_eq!(x.argmax_axes::<Over>().as_slice(), at_largest);
                let at_smallest = slowly(&x, &all, |x| x.iter().position(|&y| y == smallest(x)).unwrap());
                assert_eq!(x.argmin_axes::<Over>().as_slice(), at_smallest);
            }
        )*}
    };
}
reductions_are_loops! {
    a_vector: shape![37], 0;
    rows: shape![3, 19], 1;
    columns: shape![5, 19], 0;
    a_matrix: shape![3, 19], 0 1;
    a_long_row: shape![2, 600], 1;
    long_columns: shape![70, 9], 0;
    a_middle_axis: shape![2, 5, 11], 1;
    the_ends: shape![3, 4, 5], 0 2;
    the_front: shape![3, 4, 5], 0 1;
    channels: shape![2, 3, 4, 5], 0 2 3;
    the_inside: shape![2, 3, 4, 5], 1 2;
    every_other: shape![2, 3, 4, 5], 0 2;
    the_other_every_other: shape![2, 3, 4, 5], 1 3;
    every_other_of_six: shape![2, 1, 3, 2, 2, 3], 0 2 4;
}

proptest! {
    #[test]
    fn axes_reduce_in_any_order(x in tensor::<shape![3, 4, 5]>(-3.0..3.0)) {
        let at_once = x.sum_axes::<axes![0, 2]>();
        close(x.sum_axis::<0>().sum_axis::<1>().as_slice(), at_once.as_slice(), 1e-12);
        close(x.sum_axis::<2>().sum_axis::<0>().as_slice(), at_once.as_slice(), 1e-12);
        close(&[at_once.sum()], &[x.sum()], 1e-12);
        prop_assert_eq!(x.max_axis::<0>().max_axis::<1>(), x.max_axes::<axes![0, 2]>());
    }

    #[test]
    fn the_mean_times_the_count_is_the_sum(x in tensor::<shape![3, 17]>(-3.0..3.0)) {
        close(&[x.mean() * 51.0], &[x.sum()], 1e-13);
    }

    #[test]
    fn variances_are_two_passes(x in tensor::<shape![3, 17]>(-3.0..3.0), far in -1e6..1e6) {
        close(&[x.var(), x.var_unbiased()], &[variance(x.as_slice(), 0.0), variance(x.as_slice(), 1.0)], 1e-13);
        close(&[x.std_unbiased().powi(2)], &[x.var_unbiased()], 1e-13);
        let moved = x.clone() + far;
        close(&[moved.var()], &[x.var()], 1e-8);
    }

    #[test]
    fn one_axis_is_a_set_of_one(x in tensor::<shape![3, 4, 5]>(-3.0..3.0)) {
        prop_assert_eq!(x.var_axis::<1>(), x.var_axes::<axes![1]>());
        prop_assert_eq!(x.var_unbiased_keep::<1>(), x.var_unbiased_keep_axes::<axes![1]>());
        prop_assert_eq!(x.sum_axis::<2>(), x.sum_axes::<Last>());
    }

    #[test]
    fn kept_axes_broadcast_back(x in tensor::<shape![3, 4, 5]>(-3.0..3.0)) {
        let centred = &x - x.mean_keep::<1>();
        close(centred.mean_axis::<1>().as_slice(), &[0.0; 15], 1e-14);
    }

    #[test]
    fn cumulative_sums_end_in_the_sum(x in tensor::<shape![3, 7, 2]>(-3.0..3.0)) {
        let sums = x.cumsum::<1>();
        for (i, &sum) in sums.as_slice().iter().enumerate() {
            let before = if i / 2 % 7 == 0 { 0.0 } else { sums.as_slice()[i - 2] };
            close(&[sum - before], &[x.as_slice()[i]], 1e-13);
        }
        let last = Vec::from_iter((0..6).map(|i| sums.as_slice()[i / 2 * 14 + 12 + i % 2]));
        close(&last, x.sum_axis::<1>().as_slice(), 1e-13);
    }

    #[test]
    fn norms_are_norms(
        x in tensor::<shape![3, 5]>(-3.0..3.0), y in tensor::<shape![3, 5]>(-3.0..3.0), c in -3.0..3.0, p in 1.0..9.0,
    ) {
        type M = Matrix<f64, 3, 5>;
        let norms: [&dyn Fn(&M) -> f64; 6] = [
            &|x| x.norm_l1(), &|x| x.norm_l2(), &|x| x.norm_max(), &|x| x.norm_frobenius(), &|x| x.norm_lp(p),
            &|x| x.norm_lpi::<3>(),
        ];
        for norm in norms {
            prop_assert!(norm(&(&x + &y)) <= norm(&x) + norm(&y) + 1e-12);
            close(&[norm(&(&x * c))], &[norm(&x) * f64::abs(c)], 1e-12);
            prop_assert_eq!(norm(&M::zeros()), 0.0);
        }
        close(&[x.norm_lp(1.0), x.norm_lp(2.0)], &[x.norm_l1(), x.norm_l2()], 1e-13);
        close(&[x.norm_lpi::<1>(), x.norm_lpi::<2>()], &[x.norm_l1(), x.norm_l2()], 1e-13);
        close(&[x.norm_lpi::<4>()], &[x.norm_lp(4.0)], 1e-13);
        prop_assert!(x.norm_max() <= x.norm_lp(p) * (1.0 + 1e-14));
        prop_assert!(x.norm_lp(p) <= x.norm_l1() * (1.0 + 1e-14));
    }

    #[test]
    fn softmax_is_a_distribution_that_does_not_see_shifts(
        x in tensor::<shape![3, 11]>(-1000.0..1000.0), shift in -1000.0..1000.0,
    ) {
        let p = x.softmax();
        prop_assert!(p.as_slice().iter().all(|p| (0.0..=1.0).contains(p)));
        close(p.sum_axis::<1>().as_slice(), &[1.0; 3], 1e-14);
        // A shift by ±1000 rounds the logits to 1e-13.
        close((&x + shift).softmax().as_slice(), p.as_slice(), 1e-12);
        close(x.softmax_axis::<1>().as_slice(), p.as_slice(), 0.0);
        close(x.softmax_axis::<0>().sum_axis::<0>().as_slice(), &[1.0; 11], 1e-14);
    }

    #[test]
    fn log_softmax_is_the_logarithm_of_softmax(x in tensor::<shape![3, 11]>(-30.0..30.0)) {
        close(x.log_softmax().as_slice(), x.softmax().ln().as_slice(), 1e-12);
        close(x.log_softmax().as_slice(), (&x - x.logsumexp_keep::<1>()).as_slice(), 1e-13);
        close(x.log_softmax_axis::<0>().as_slice(), x.softmax_axis::<0>().ln().as_slice(), 1e-12);
    }

    #[test]
    fn logsumexp_is_near_the_maximum(x in tensor::<shape![13]>(-1000.0..1000.0)) {
        let (max, y) = (x.max(), x.logsumexp());
        prop_assert!(max <= y && y <= max + 13f64.ln() * (1.0 + 1e-15));
    }

    #[test]
    fn losses_agree_with_what_they_fuse(
        x in tensor::<shape![3, 5]>(-9.0..9.0), t in tensor::<shape![3, 5]>(0.01..1.0), labels in vec(0u8..5, 3),
    ) {
        let labels = Labels::<3, 5>::from_slice(&labels).unwrap();
        close(&[x.mse(&t)], &[(&x - &t).square().mean()], 1e-13);
        close(&[x.mae(&t)], &[(&x - &t).abs().mean()], 1e-13);
        close(&[x.huber(&t, 1e9)], &[x.mse(&t) / 2.0], 1e-13);
        close(&[x.huber(&t, 1e-9) / 1e-9], &[x.mae(&t)], 1e-6);
        close(&[x.cross_entropy(&labels)], &[x.log_softmax().nll(&labels)], 1e-13);
        let one_hot = Matrix::<f64, 3, 5>::from_index(|i| (labels.as_slice()[i / 5] as usize == i % 5) as u8 as f64);
        close(&[x.soft_cross_entropy(&one_hot)], &[x.cross_entropy(&labels)], 1e-13);
        let p = x.sigmoid();
        let bce = -(&t * p.ln() + (1.0 - &t) * (1.0 - &p).ln()).mean();
        close(&[x.bce_with_logits(&t)], &[bce], 1e-11);
        close(&[x.gaussian_nll(&t, &1.0)], &[x.mse(&t) / 2.0], 1e-13);
        let target = t.softmax();
        let entropy = target.soft_cross_entropy(&target) - target.log_softmax().kl_div(&target);
        close(&[entropy], &[(&target * target.ln()).sum() / -3.0], 1e-12);
        prop_assert!(x.log_softmax().kl_div(&target) >= -1e-15);
        let right = x.argmax_axis::<1>().as_slice().iter().zip(labels.as_slice()).filter(|(p, l)| **p == **l as usize).count();
        prop_assert_eq!(x.accuracy(&labels), right as f64 / 3.0);
    }

    #[test]
    fn cholesky_factors_multiply_back(x in tensor::<shape![5, 5]>(-1.0..1.0), b in tensor::<shape![5, 2]>(-1.0..1.0)) {
        let identity = Matrix::<f64, 5, 5>::from_index(|i| (i % 6 == 0) as u8 as f64);
        let a = x.matmul(&x.transpose()) + &identity;
        let l = a.cholesky().unwrap();
        close(l.matmul(&l.transpose()).as_slice(), a.as_slice(), 1e-13);
        close(a.matmul(&a.solve_spd(&b).unwrap()).as_slice(), b.as_slice(), 1e-12);
        close(a.matmul(&a.inverse_spd().unwrap()).as_slice(), identity.as_slice(), 1e-12);
        close(&[a.determinant()], &[(0..5).map(|i| l.as_slice()[i * 6].powi(2)).product()], 1e-11);
        prop_assert!((&a - &identity * (2.0 * a.trace())).cholesky().is_err());
    }

    #[test]
    fn solutions_solve(x in tensor::<shape![5, 5]>(-1.0..1.0), b in tensor::<shape![5]>(-1.0..1.0)) {
        let identity = Matrix::<f64, 5, 5>::from_index(|i| (i % 6 == 0) as u8 as f64);
        let a = &x + &identity * 4.0;
        let column = Matrix::<f64, 5, 1>::from_index(|i| a.solve(&b).unwrap().as_slice()[i]);
        close(a.matmul(&column).as_slice(), b.as_slice(), 1e-12);
        close(a.inverse().unwrap().matmul(&a).as_slice(), identity.as_slice(), 1e-12);
        close(&[a.determinant() * a.inverse().unwrap().determinant()], &[1.0], 1e-11);
        prop_assert_eq!(a.solve_or_nan(&b), a.solve(&b).unwrap());
        // Two equal columns.
        let singular = Matrix::<f64, 5, 5>::from_index(|i| x.as_slice()[if i % 5 == 4 { i - 3 } else { i }]);
        prop_assert_eq!(singular.solve(&b).unwrap_err().rank, 4);
    }
}

/// No reduction over axes asks a generic function for a bound, also where it is differentiated.
#[differentiable]
fn normalised<T: Real, B: Axis, C: Axis>(x: &Tensor<T, (B, C)>) -> T {
    let centred = x - x.mean_keep::<1>();
    let scaled = &centred / x.std_keep_axes::<axes![1]>();
    let p = scaled.softmax() * scaled.max_keep::<0>();
    p.logsumexp_axis::<0>().norm_l2() + x.cumsum::<1>().var_axes::<axes![0, 1]>().sum() + x.norm_lpi::<3>()
}

#[test]
fn gradients_of_programs_of_reductions() {
    let x = Matrix::<f64, 3, 4>::from_index(|i| ((i * 7 % 12) as f64 - 5.5) / 4.0);
    let mut gradient = Matrix::zeros();
    normalised::value_and_grad(&x, &mut Workspace::new(), &mut gradient);
    let differences = tapeless::testing::five_point(&(x,), 1e-3, |(x,)| normalised(x));
    close(gradient.as_slice(), &differences, 1e-8);
}

/// The accuracy beside the loss.
#[differentiable]
fn loss_and_accuracy<B: Axis, C: Axis>(
    logits: &Tensor<f32, (B, C)>,
    labels: &tapeless::ClassLabels<B, C>,
) -> (f32, f32) {
    (logits.cross_entropy(labels), logits.accuracy(labels))
}

#[test]
fn accuracy_stands_beside_a_loss() {
    let logits = Matrix::from([[0.0, 1.0], [3.0, 0.0]]);
    let labels = Labels::from_slice(&[1u8, 1]).unwrap();
    assert_eq!(loss_and_accuracy(&logits, &labels).1, 0.5);
}

#[test]
fn a_reduction_needs_its_axes_alone() {
    fn shape<S: Reduce<At<1>>>() -> (usize, usize) {
        (<S::Dropped as Shape>::RANK, <S::Kept as Shape>::RANK)
    }
    assert_eq!(shape::<shape![2, 3, 4]>(), (2, 3));
}
