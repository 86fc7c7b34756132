//! Networks of one, two and three layers.

use super::Avx2;
use super::layer::{Layer, nested};
use super::loss::{cross_entropy, squared_error};
use super::math::tanh;
use crate::inputs::Arrays;
use crate::peers::{Run, steps};

#[inline(always)]
fn relu(x: f32) -> f32 {
    if x > 0.0 { x } else { 0.0 }
}

#[inline(always)]
fn relu_back<const B: usize, const N: usize>(ct: &mut [[f32; N]; B], h: &[[f32; N]; B]) {
    for i in 0..B {
        for j in 0..N {
            ct[i][j] = if h[i][j] > 0.0 { ct[i][j] } else { 0.0 };
        }
    }
}

/// Room for a batch of values.
fn room<const B: usize, const N: usize>() -> Box<[[f32; N]; B]> {
    nested(&vec![0.0; B * N])
}

fn labels<const B: usize>(numbers: &[f32]) -> [usize; B] {
    std::array::from_fn(|i| numbers[i] as usize)
}

pub fn regression<const B: usize, const I: usize, const O: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (x, y) = (nested(&arrays[0]), labels::<B>(&arrays[1]));
    let state = (Layer::<I, O>::new(&arrays[2..]), room::<B, O>(), 0.0);
    let avx2 = Avx2::detect()?;
    let step = move |(layer, ct, loss): &mut (Layer<I, O>, Box<[[f32; O]; B]>, f32)| {
        avx2.run(
            #[inline(always)]
            || {
                let x = std::hint::black_box(&x);
                layer.forward(x, ct, |x| x);
                *loss = cross_entropy(ct, &y);
                layer.step(x, ct);
            },
        )
    };
    steps(state, step, |(layer, _, loss)| std::iter::once(*loss).chain(layer.numbers()).collect())
}

struct OneHidden<const B: usize, const I: usize, const H: usize, const O: usize> {
    layers: (Layer<I, H>, Layer<H, O>),
    h: Box<[[f32; H]; B]>,
    ct_h: Box<[[f32; H]; B]>,
    ct: Box<[[f32; O]; B]>,
    loss: f32,
}

impl<const B: usize, const I: usize, const H: usize, const O: usize> OneHidden<B, I, H, O> {
    fn new(arrays: &Arrays) -> Self {
        let layers = (Layer::new(&arrays[2..]), Layer::new(&arrays[4..]));
        OneHidden { layers, h: room(), ct_h: room(), ct: room(), loss: 0.0 }
    }

    fn result(&mut self) -> Vec<f32> {
        let parameters = self.layers.0.numbers().chain(self.layers.1.numbers());
        std::iter::once(self.loss).chain(parameters).collect()
    }
}

pub fn tanh_squared<const B: usize, const I: usize, const H: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let (x, y) = (nested(&arrays[0]), nested(&arrays[1]));
    let avx2 = Avx2::detect()?;
    let step = move |n: &mut OneHidden<B, I, H, O>| {
        avx2.run(
            #[inline(always)]
            || {
                let x = std::hint::black_box(&x);
                n.layers.0.forward(x, &mut n.h, tanh);
                n.layers.1.forward(&n.h, &mut n.ct, |x| x);
                n.loss = squared_error(&mut n.ct, &y);
                n.layers.1.backward(&n.ct, &mut n.ct_h);
                for i in 0..B {
                    for j in 0..H {
                        n.ct_h[i][j] *= 1.0 - n.h[i][j] * n.h[i][j];
                    }
                }
                n.layers.1.step(&n.h, &n.ct);
                n.layers.0.step(x, &n.ct_h);
            },
        )
    };
    steps(OneHidden::new(arrays), step, OneHidden::result)
}

pub fn relu_entropy<const B: usize, const I: usize, const H: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let (x, y) = (nested(&arrays[0]), labels::<B>(&arrays[1]));
    let avx2 = Avx2::detect()?;
    let step = move |n: &mut OneHidden<B, I, H, O>| {
        avx2.run(
            #[inline(always)]
            || {
                let x = std::hint::black_box(&x);
                n.layers.0.forward(x, &mut n.h, relu);
                n.layers.1.forward(&n.h, &mut n.ct, |x| x);
                n.loss = cross_entropy(&mut n.ct, &y);
                n.layers.1.backward(&n.ct, &mut n.ct_h);
                relu_back(&mut n.ct_h, &n.h);
                n.layers.1.step(&n.h, &n.ct);
                n.layers.0.step(x, &n.ct_h);
            },
        )
    };
    steps(OneHidden::new(arrays), step, OneHidden::result)
}

struct TwoHidden<const B: usize, const I: usize, const H: usize, const O: usize> {
    layers: (Layer<I, H>, Layer<H, H>, Layer<H, O>),
    h: [Box<[[f32; H]; B]>; 2],
    ct_h: [Box<[[f32; H]; B]>; 2],
    ct: Box<[[f32; O]; B]>,
    loss: f32,
}

impl<const B: usize, const I: usize, const H: usize, const O: usize> TwoHidden<B, I, H, O> {
    fn new(arrays: &Arrays) -> Self {
        let layers = (Layer::new(&arrays[2..]), Layer::new(&arrays[4..]), Layer::new(&arrays[6..]));
        TwoHidden { layers, h: [room(), room()], ct_h: [room(), room()], ct: room(), loss: 0.0 }
    }

    #[inline(always)]
    fn forward(&mut self, x: &[[f32; I]; B]) {
        let [h, g] = &mut self.h;
        self.layers.0.forward(x, h, relu);
        self.layers.1.forward(h, g, relu);
        self.layers.2.forward(g, &mut self.ct, |x| x);
    }
}

pub fn relu_squared<const B: usize, const I: usize, const H: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let (x, y) = (nested(&arrays[0]), nested(&arrays[1]));
    let avx2 = Avx2::detect()?;
    let step = move |n: &mut TwoHidden<B, I, H, O>| {
        avx2.run(
            #[inline(always)]
            || {
                let x = std::hint::black_box(&x);
                n.forward(x);
                n.loss = squared_error(&mut n.ct, &y);
                let ([h, g], [ct_h, ct_g]) = (&n.h, &mut n.ct_h);
                n.layers.2.backward(&n.ct, ct_g);
                relu_back(ct_g, g);
                n.layers.1.backward(ct_g, ct_h);
                relu_back(ct_h, h);
                n.layers.2.step(g, &n.ct);
                n.layers.1.step(h, ct_g);
                n.layers.0.step(x, ct_h);
            },
        )
    };
    steps(TwoHidden::new(arrays), step, |n| {
        let (first, second, third) = &n.layers;
        let parameters = first.numbers().chain(second.numbers()).chain(third.numbers());
        std::iter::once(n.loss).chain(parameters).collect()
    })
}

pub fn inference<const B: usize, const I: usize, const H: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let x = nested(&arrays[0]);
    let avx2 = Avx2::detect()?;
    let step = move |n: &mut TwoHidden<B, I, H, O>| {
        avx2.run(
            #[inline(always)]
            || n.forward(std::hint::black_box(&x)),
        )
    };
    steps(TwoHidden::new(arrays), step, |n| n.ct.as_flattened().to_vec())
}
