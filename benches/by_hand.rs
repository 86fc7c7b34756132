//! What a careful programmer writes without the library: loops over arrays of constant sizes, multiply-adds fused.

/// A matrix.
pub type Mat<const M: usize, const N: usize> = [[f32; N]; M];

/// `c ← a·b`
#[inline(always)]
pub fn ab<const M: usize, const K: usize, const N: usize>(a: &Mat<M, K>, b: &Mat<K, N>, c: &mut Mat<M, N>) {
    for (c, a) in c.iter_mut().zip(a) {
        let mut row = [0.0; N];
        for (&x, b) in a.iter().zip(b) {
            for (c, &y) in row.iter_mut().zip(b) {
                *c = x.mul_add(y, *c);
            }
        }
        *c = row;
    }
}

/// `c += aᵀ·b`
#[inline(always)]
pub fn add_atb<const M: usize, const K: usize, const N: usize>(
    a: &Mat<K, M>,
    b: &Mat<K, N>,
    c: &mut Mat<M, N>,
) {
    for (a, b) in a.iter().zip(b) {
        for (c, &x) in c.iter_mut().zip(a) {
            for (c, &y) in c.iter_mut().zip(b) {
                *c = x.mul_add(y, *c);
            }
        }
    }
}

/// `c ← a·bᵀ`
#[inline(always)]
pub fn abt<const M: usize, const K: usize, const N: usize>(a: &Mat<M, K>, b: &Mat<N, K>, c: &mut Mat<M, N>) {
    for (c, a) in c.iter_mut().zip(a) {
        let mut row = [0.0; N];
        for (l, &x) in a.iter().enumerate() {
            for (c, b) in row.iter_mut().zip(b) {
                *c = x.mul_add(b[l], *c);
            }
        }
        *c = row;
    }
}

/// A fully connected layer and its gradient.
#[derive(Clone)]
pub struct Dense<const I: usize, const O: usize> {
    pub w: Mat<I, O>,
    pub b: [f32; O],
}

impl<const I: usize, const O: usize> Dense<I, O> {
    pub const ZERO: Self = Dense { w: [[0.0; O]; I], b: [0.0; O] };

    /// Small numbers of both signs.
    pub fn some() -> Self {
        let number = |i: usize| (i * 7919 % 1013) as f32 / 2026.0 - 0.25;
        Dense {
            w: core::array::from_fn(|i| core::array::from_fn(|j| number(i * O + j) / (I as f32).sqrt())),
            b: [0.01; O],
        }
    }
    #[inline(always)]
    pub fn forward<const B: usize>(&self, x: &Mat<B, I>, y: &mut Mat<B, O>, f: impl Fn(f32) -> f32) {
        ab(x, &self.w, y);
        for y in y {
            y.iter_mut().zip(&self.b).for_each(|(y, b)| *y = f(*y + b));
        }
    }
    /// Adds the cotangents of the parameters.
    #[inline(always)]
    pub fn pull<const B: usize>(&mut self, x: &Mat<B, I>, ct: &Mat<B, O>) {
        add_atb(x, ct, &mut self.w);
        for ct in ct {
            self.b.iter_mut().zip(ct).for_each(|(b, ct)| *b += ct);
        }
    }
    #[inline(always)]
    pub fn step(&mut self, gradient: &Self, rate: f32) {
        for (w, g) in self.w.iter_mut().zip(&gradient.w) {
            w.iter_mut().zip(g).for_each(|(w, g)| *w -= rate * g);
        }
        self.b.iter_mut().zip(&gradient.b).for_each(|(b, g)| *b -= rate * g);
    }
}

/// `ct ← ct · f'(y)`, element by element.
#[inline(always)]
pub fn through<const B: usize, const N: usize>(
    ct: &mut Mat<B, N>,
    y: &Mat<B, N>,
    slope: impl Fn(f32) -> f32,
) {
    for (ct, y) in ct.iter_mut().zip(y) {
        ct.iter_mut().zip(y).for_each(|(ct, y)| *ct *= slope(*y));
    }
}

/// The mean squared error, and its cotangent in place of `y`.
#[inline(always)]
pub fn mse<const B: usize, const N: usize>(y: &mut Mat<B, N>, t: &Mat<B, N>) -> f32 {
    let count = (B * N) as f32;
    let mut loss = 0.0;
    for (y, t) in y.iter_mut().zip(t) {
        for (y, t) in y.iter_mut().zip(t) {
            let e = *y - t;
            loss += e * e;
            *y = 2.0 / count * e;
        }
    }
    loss / count
}

/// The mean cross-entropy, and its cotangent in place of the logits.
#[inline(always)]
pub fn cross_entropy<const B: usize, const N: usize>(
    y: &mut Mat<B, N>,
    labels: &[u8; B],
    exp: impl Fn(f32) -> f32,
) -> f32 {
    let mut loss = 0.0;
    for (y, &label) in y.iter_mut().zip(labels) {
        let max = y.iter().fold(f32::MIN, |m, &y| if y > m { y } else { m });
        let chosen = y[label as usize] - max;
        y.iter_mut().for_each(|y| *y = exp(*y - max));
        let sum: f32 = y.iter().sum();
        loss += sum.ln() - chosen;
        y.iter_mut().for_each(|y| *y *= 1.0 / (sum * B as f32));
        y[label as usize] -= 1.0 / B as f32;
    }
    loss / B as f32
}

/// eˣ, its last places not looked after, and nothing below the normal numbers: a polynomial after Cody and Waite's reduction.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const WHOLE: f32 = 12_582_912.0 + 127.0;
    let x = if x > 88.7 { 88.7 } else { x };
    let x = if x < -87.3 { -87.3 } else { x };
    let shifted = x.mul_add(std::f32::consts::LOG2_E, WHOLE);
    let n = shifted - WHOLE;
    let r = n.mul_add(1.904_654_3e-9, n.mul_add(-std::f32::consts::LN_2, x));
    let y = [0.008_333_334, 0.041_666_67, 0.166_666_67, 0.5, 1.0, 1.0];
    y.into_iter().fold(0.001_388_888_9, |y: f32, c| y.mul_add(r, c)) * f32::from_bits(shifted.to_bits() << 23)
}

/// tanh x, within 6 units in the last place: the quotient of polynomials that Eigen and XLA have, too.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = if x > 9.02 { 9.02 } else { x };
    let x = if x < -9.02 { -9.02 } else { x };
    let square = x * x;
    let polynomial = |first: f32, rest: [f32; 4]| rest.into_iter().fold(first, |y, c| y.mul_add(square, c));
    x * polynomial(1.338_239_4e-8, [2.063_446_4e-5, 3.497_376_6e-3, 0.133_826_2, 1.0])
        / polynomial(7.789_474e-7, [3.288_383_5e-4, 0.025_884_055, 0.467_159_4, 1.0])
}
