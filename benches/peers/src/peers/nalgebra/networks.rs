//! Networks of two and three layers.

use std::hint::black_box;

use super::layer::{Batch, Layer, batch, room, squared_error};
use crate::inputs::Arrays;
use crate::peers::{Run, steps};

struct OneHidden<const B: usize, const I: usize, const H: usize, const O: usize> {
    layers: (Layer<I, H>, Layer<H, O>),
    h: Batch<H, B>,
    ct_h: Batch<H, B>,
    ct: Batch<O, B>,
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
    let (x, y) = (batch(&arrays[0]), batch(&arrays[1]));
    let step = move |n: &mut OneHidden<B, I, H, O>| {
        let x = black_box(&x);
        n.layers.0.forward(x, &mut n.h);
        n.h.apply(|h| *h = h.tanh());
        n.layers.1.forward(&n.h, &mut n.ct);
        n.loss = squared_error(&mut n.ct, &y);
        n.layers.1.backward(&n.ct, &mut n.ct_h);
        n.ct_h.zip_apply(&*n.h, |ct, h| *ct *= 1.0 - h * h);
        n.layers.1.step(&n.h, &n.ct);
        n.layers.0.step(x, &n.ct_h);
    };
    steps(OneHidden::new(arrays), step, OneHidden::result)
}

fn relu_back(ct: &mut f32, h: f32) {
    *ct = if h > 0.0 { *ct } else { 0.0 };
}

struct TwoHidden<const B: usize, const I: usize, const H: usize, const O: usize> {
    layers: (Layer<I, H>, Layer<H, H>, Layer<H, O>),
    h: [Batch<H, B>; 2],
    ct_h: [Batch<H, B>; 2],
    ct: Batch<O, B>,
    loss: f32,
}

impl<const B: usize, const I: usize, const H: usize, const O: usize> TwoHidden<B, I, H, O> {
    fn new(arrays: &Arrays) -> Self {
        let layers = (Layer::new(&arrays[2..]), Layer::new(&arrays[4..]), Layer::new(&arrays[6..]));
        TwoHidden { layers, h: [room(), room()], ct_h: [room(), room()], ct: room(), loss: 0.0 }
    }

    fn forward(&mut self, x: &Batch<I, B>) {
        let [h, g] = &mut self.h;
        self.layers.0.forward(x, h);
        h.apply(|h| *h = h.max(0.0));
        self.layers.1.forward(h, g);
        g.apply(|g| *g = g.max(0.0));
        self.layers.2.forward(g, &mut self.ct);
    }
}

pub fn relu_squared<const B: usize, const I: usize, const H: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let (x, y) = (batch(&arrays[0]), batch(&arrays[1]));
    let step = move |n: &mut TwoHidden<B, I, H, O>| {
        let x = black_box(&x);
        n.forward(x);
        n.loss = squared_error(&mut n.ct, &y);
        let ([h, g], [ct_h, ct_g]) = (&n.h, &mut n.ct_h);
        n.layers.2.backward(&n.ct, ct_g);
        ct_g.zip_apply(&**g, relu_back);
        n.layers.1.backward(ct_g, ct_h);
        ct_h.zip_apply(&**h, relu_back);
        n.layers.2.step(g, &n.ct);
        n.layers.1.step(h, ct_g);
        n.layers.0.step(x, ct_h);
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
    let x = batch(&arrays[0]);
    let step = move |n: &mut TwoHidden<B, I, H, O>| n.forward(black_box(&x));
    steps(TwoHidden::new(arrays), step, |n| n.ct.as_slice().to_vec())
}
