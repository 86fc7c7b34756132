//! exp and tanh without branches, so that a loop of them becomes instructions on vectors.

/// Moshier, *Cephes*: a polynomial of degree 5, times a power of two.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0; // adding 1.5 · 2²³ leaves no bits for a fraction
    let x = x.clamp(-87.0, 88.0);
    let n = x.mul_add(std::f32::consts::LOG2_E, ROUND) - ROUND;
    let r = n.mul_add(2.121_944_4e-4, n.mul_add(-0.693_359_4, x));
    let p = [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5, 1.0, 1.0]
        .into_iter()
        .fold(1.987_569_1e-4, |sum, c| r.mul_add(sum, c));
    p * f32::from_bits(((n as i32 + 127) << 23) as u32)
}

/// A rational function, as in Eigen.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-7.905_311, 7.905_311);
    let s = x * x;
    let above =
        [2.000_188e-13, -8.604_672e-11, 5.122_297_2e-8, 1.485_722_35e-5, 6.372_619_4e-4, 4.893_524_6e-3]
            .into_iter()
            .fold(-2.760_768_5e-16, |sum, c| s.mul_add(sum, c));
    let below = [1.185_347_1e-4, 2.268_434_6e-3, 4.893_525e-3]
        .into_iter()
        .fold(1.198_258_4e-6, |sum, c| s.mul_add(sum, c));
    x * above / below
}
