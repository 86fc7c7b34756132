//! Products in blocks that fit into registers, where the compiler knows every length.

use crate::work::RATE;

/// What happens to a run of `W` sums at row `i`, from column `j` on.
pub trait Store {
    fn put<const W: usize>(&mut self, i: usize, j: usize, sums: [f32; W]);
}

/// A block of rows of `N` numbers.
pub struct Rows<'a, const N: usize>(pub &'a mut [[f32; N]]);

impl<const N: usize> Rows<'_, N> {
    #[inline(always)]
    fn at<const W: usize>(&mut self, i: usize, j: usize) -> &mut [f32; W] {
        (&mut self.0[i][j..j + W]).try_into().expect("as many")
    }
}

pub struct Set<'a, const N: usize>(pub Rows<'a, N>);
impl<const N: usize> Store for Set<'_, N> {
    #[inline(always)]
    fn put<const W: usize>(&mut self, i: usize, j: usize, sums: [f32; W]) {
        *self.0.at(i, j) = sums;
    }
}

/// With a bias, and then a function.
pub struct Through<'a, F, const N: usize>(pub Rows<'a, N>, pub &'a [f32; N], pub F);
impl<F: Fn(f32) -> f32, const N: usize> Store for Through<'_, F, N> {
    #[inline(always)]
    fn put<const W: usize>(&mut self, i: usize, j: usize, sums: [f32; W]) {
        let bias: &[f32; W] = self.1[j..j + W].try_into().expect("as many");
        let out = self.0.at::<W>(i, j);
        for w in 0..W {
            out[w] = (self.2)(sums[w] + bias[w]);
        }
    }
}

/// Added to what is there, and then a function.
pub struct Onto<'a, F, const N: usize>(pub Rows<'a, N>, pub F);
impl<F: Fn(f32) -> f32, const N: usize> Store for Onto<'_, F, N> {
    #[inline(always)]
    fn put<const W: usize>(&mut self, i: usize, j: usize, sums: [f32; W]) {
        let out = self.0.at::<W>(i, j);
        for w in 0..W {
            out[w] = (self.1)(sums[w] + out[w]);
        }
    }
}

/// A step of gradient descent.
pub struct Descend<'a, const N: usize>(pub Rows<'a, N>);
impl<const N: usize> Store for Descend<'_, N> {
    #[inline(always)]
    fn put<const W: usize>(&mut self, i: usize, j: usize, sums: [f32; W]) {
        let out = self.0.at::<W>(i, j);
        for w in 0..W {
            out[w] = sums[w].mul_add(-RATE, out[w]);
        }
    }
}

/// a·b, with the element (i, l) of a given by a function.
#[inline(always)]
pub fn product<const N: usize>(
    m: usize,
    a: impl Fn(usize, usize) -> f32,
    b: &[[f32; N]],
    mut out: impl Store,
) {
    let mut i = 0;
    while i + 4 <= m {
        rows::<4, N>(i, &a, b, &mut out);
        i += 4;
    }
    while i < m {
        rows::<1, N>(i, &a, b, &mut out);
        i += 1;
    }
}

#[inline(always)]
fn rows<const R: usize, const N: usize>(
    i: usize,
    a: &impl Fn(usize, usize) -> f32,
    b: &[[f32; N]],
    out: &mut impl Store,
) {
    let mut j = 0;
    if R == 1 {
        while j + 64 <= N {
            block::<R, 64, N>(i, j, a, b, out);
            j += 64;
        }
    }
    while j + 16 <= N {
        block::<R, 16, N>(i, j, a, b, out);
        j += 16;
    }
    while j + 8 <= N {
        block::<R, 8, N>(i, j, a, b, out);
        j += 8;
    }
    while j + 2 <= N {
        block::<R, 2, N>(i, j, a, b, out);
        j += 2;
    }
    if j < N {
        block::<R, 1, N>(i, j, a, b, out);
    }
}

#[inline(always)]
fn block<const R: usize, const W: usize, const N: usize>(
    i: usize,
    j: usize,
    a: &impl Fn(usize, usize) -> f32,
    b: &[[f32; N]],
    out: &mut impl Store,
) {
    let mut sums = [[0.0f32; W]; R];
    for (l, b) in b.iter().enumerate() {
        let b: &[f32; W] = b[j..j + W].try_into().expect("as many");
        for r in 0..R {
            let a = a(i + r, l);
            for w in 0..W {
                sums[r][w] = a.mul_add(b[w], sums[r][w]);
            }
        }
    }
    for (r, sums) in sums.into_iter().enumerate() {
        out.put(i + r, j, sums);
    }
}

/// Σ aᵢ·bᵢ in eight sums at a time.
#[inline(always)]
pub fn dot<const N: usize>(a: &[f32; N], b: &[f32; N]) -> f32 {
    let mut sums = [0.0f32; 8];
    let (a, b) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    for (a, b) in a.0.iter().zip(b.0) {
        for w in 0..8 {
            sums[w] = a[w].mul_add(b[w], sums[w]);
        }
    }
    sums.iter().sum::<f32>() + a.1.iter().zip(b.1).map(|(a, b)| a * b).sum::<f32>()
}

/// bᵀ, where there is room for it.
#[inline(always)]
pub fn transpose<const R: usize, const C: usize>(b: &[[f32; C]; R], out: &mut [[f32; R]; C]) {
    for i in 0..R {
        for j in 0..C {
            out[j][i] = b[i][j];
        }
    }
}
