//! Our functions against those of the crate `libm` in `f64`, which are right to less than 1 ulp, at points of all sizes.

use super::{double, single};

/// How far `y` is from `exact` in units in the last place of an `f32`; of what cannot be told apart, 0.
fn ulp_f32(y: f32, exact: f64) -> f64 {
    let nearest = exact as f32;
    if y.to_bits() == nearest.to_bits() || y.is_nan() && nearest.is_nan() {
        return 0.0;
    }
    let exponent = ((nearest.to_bits() >> 23) & 0xff).max(1) as i32 - 150;
    // Not 0.0 for −0.0, not infinite for finite, not a number for NaN.
    let same_kind =
        y.is_sign_negative() == nearest.is_sign_negative() && y.is_finite() && nearest.is_finite();
    if same_kind { (y as f64 - exact).abs() / 2f64.powi(exponent) } else { f64::INFINITY }
}

/// As for `f32`; `reference` is itself a little wrong.
fn ulp_f64(y: f64, reference: f64) -> f64 {
    if y.to_bits() == reference.to_bits() || y.is_nan() && reference.is_nan() {
        return 0.0;
    }
    let exponent = ((reference.to_bits() >> 52) & 0x7ff).max(1) as i32 - 1075;
    let same_kind =
        y.is_sign_negative() == reference.is_sign_negative() && y.is_finite() && reference.is_finite();
    let last_place = f64::from_bits(if exponent < -1022 {
        1 << (exponent + 1074)
    } else {
        ((exponent + 1023) as u64) << 52
    });
    if same_kind { (y - reference).abs() / last_place } else { f64::INFINITY }
}

/// Every kind of float: all exponents, both signs, subnormals, infinities, NaN; then −20 … 20 once more.
fn points_f32() -> impl Iterator<Item = f32> {
    let near = (-20_000..=20_000).map(|i| i as f32 * 1.000_3e-3);
    (0..=u32::MAX).step_by(65_537).map(f32::from_bits).chain(near)
}
fn points_f64() -> impl Iterator<Item = f64> {
    let near = (-20_000..=20_000).map(|i| i as f64 * 1.000_3e-3);
    points_f32().map(|x| f64::from_bits((x.to_bits() as u64) << 32 | 0x1234_5678)).chain(near).chain([
        0.0,
        -0.0,
        f64::INFINITY,
        -f64::INFINITY,
    ])
}

macro_rules! accurate {
    ($($name:ident: f32 $ulp_f32:literal, f64 $ulp_f64:literal, $reference:ident;)*) => {$(
        #[test]
        fn $name() {
            for x in points_f32().chain([0.0, -0.0, f32::INFINITY, -f32::INFINITY]) {
                let (y, exact) = (single::$name(x), libm_crate::$reference(x as f64));
                assert!(ulp_f32(y, exact) <= $ulp_f32, "{} {x:e}: {y:e}, expected {exact:e}", stringify!($name));
            }
            for x in points_f64() {
                let (y, exact) = (double::$name(x), libm_crate::$reference(x));
                assert!(ulp_f64(y, exact) <= $ulp_f64 + 1.0, "{} {x:e}: {y:e}, expected {exact:e}", stringify!($name));
            }
        }
    )*};
}
accurate! {
    exp: f32 1.2, f64 1.0, exp;
    expm1: f32 2.1, f64 2.0, expm1;
    ln: f32 1.0, f64 1.0, log;
    log1p: f32 1.0, f64 1.0, log1p;
    tanh: f32 2.5, f64 1.5, tanh;
    sin: f32 2.0, f64 1.0, sin;
    cos: f32 2.0, f64 1.0, cos;
    tan: f32 4.0, f64 2.5, tan;
    erf: f32 1.5, f64 1.0, erf;
    sqrt: f32 0.5, f64 0.0, sqrt;
    floor: f32 0.0, f64 0.0, floor;
    round: f32 0.0, f64 0.0, rint;
}

#[test]
fn normal_cdf() {
    for x in points_f32() {
        let (y, exact) = (single::normal_cdf(x), double::normal_cdf(x.into()));
        let limit = if exact < f32::MIN_POSITIVE.into() { 64.0 } else { 6.0 };
        assert!(ulp_f32(y, exact) <= limit, "{x:e}: {y:e}, expected {exact:e}");
    }
    // By mpmath.
    for (x, exact) in [
        (0.0, 0.5),
        (-0.5, 0.308_537_538_725_986_9),
        (-1.2, 0.115_069_670_221_708_28),
        (-1.7, 0.044_565_462_758_543_04),
        (-1.8, 0.035_930_319_112_925_81),
        (-3.0, 0.001_349_898_031_630_094_6),
        (-10.0, 7.619_853_024_160_526e-24),
        (-37.0, 5.725_571_222_524_577e-300),
        (3.0, 0.998_650_101_968_369_9),
        (f64::INFINITY, 1.0),
        (f64::NEG_INFINITY, 0.0),
        (f64::NAN, f64::NAN),
    ] {
        let y = double::normal_cdf(x);
        assert!(ulp_f64(y, exact) <= 4.0, "{x:e}: {y:e}, expected {exact:e}");
    }
}

#[test]
fn pow() {
    const SPECIAL: [f64; 21] = [
        0.0,
        -0.0,
        0.5,
        -0.5,
        1.0,
        -1.0,
        2.0,
        -2.0,
        2.5,
        -2.5,
        3.0,
        -3.0,
        1e300,
        -1e300,
        1e-310,
        -1e-310,
        4_503_599_627_370_497.0,
        9_007_199_254_740_994.0,
        f64::INFINITY,
        -f64::INFINITY,
        f64::NAN,
    ];
    let dense = (1..400).flat_map(|i| (-200..200).map(move |j| (i as f64 * 0.013, j as f64 * 1.77)));
    let special = SPECIAL.iter().flat_map(|&x| SPECIAL.iter().map(move |&y| (x, y)));
    for (x, y) in special.chain(dense) {
        let (power, exact) = (double::pow(x, y), libm_crate::pow(x, y));
        assert!(ulp_f64(power, exact) <= 2.0, "{x:e}^{y:e}: {power:e}, expected {exact:e}");
        let (x, y) = (x as f32, y as f32);
        let (power, exact) = (single::pow(x, y), libm_crate::pow(x as f64, y as f64));
        assert!(ulp_f32(power, exact) <= 1.0, "{x:e}^{y:e}: {power:e}, expected {exact:e}");
    }
}

/// The bits of all results as one number. It is the same in debug and release, with and without `std`, on every
/// platform; a change of it is a change of everybody's results.
#[test]
fn the_same_bits_everywhere() {
    fn fold(hash: u64, bits: u64) -> u64 {
        (hash ^ bits).wrapping_mul(0x0100_0000_01b3).rotate_left(17)
    }
    macro_rules! hash {
        ($module:ident $points:ident: $($name:ident)*) => {{
            let numbers = || $points().step_by(7).filter(|x| !x.is_nan());
            [$(numbers().map($module::$name).map(|y| if y.is_nan() { 0 } else { y.to_bits() as u64 }).fold(0, fold)),*]
        }};
    }
    let single = hash!(single points_f32: exp expm1 ln log1p tanh sin cos tan erf sqrt);
    let double = hash!(double points_f64: exp expm1 ln log1p tanh sin cos tan erf sqrt);
    assert_eq!(
        single.map(|hash| hash as u32),
        [
            0x9f40_158d,
            0xdc99_8f97,
            0x9d3b_03b1,
            0xbb09_3a9e,
            0xafc8_86e7,
            0x9d81_7ae5,
            0x16d0_2f14,
            0xd585_490a,
            0xfb7c_171d,
            0xfbf6_7b67
        ]
    );
    assert_eq!(
        double.map(|hash| hash as u32),
        [
            0xb0d9_648e,
            0x57a0_f8fe,
            0x355e_ed62,
            0xbdc8_d3a6,
            0x337a_0daf,
            0x8d51_28f4,
            0xc5e6_9279,
            0xac5c_c043,
            0x46c5_e060,
            0x5e6a_874e
        ]
    );
}

#[test]
fn each_of_many_as_one_by_one() {
    // Blocks of near numbers alone, and with far ones among them.
    let x: std::vec::Vec<f32> =
        (0..1000).map(|i| if i % 300 == 299 { 1e4 * i as f32 } else { (i as f32 - 500.0) * 0.3 }).collect();
    let mut y = std::vec![0.0; x.len()];
    single::sin_each(&x, &mut y);
    assert!(y.iter().zip(&x).all(|(y, &x)| y.to_bits() == single::sin(x).to_bits()));
    single::cos_each(&x, &mut y);
    assert!(y.iter().zip(&x).all(|(y, &x)| y.to_bits() == single::cos(x).to_bits()));
}
