use crate::noise::Noise;
use crate::ops::prelude::*;

operation!(dropout);

impl<T: Real, S: Shape> Tensor<T, S> {
    /// Each element dropped with probability `p`, and what is kept made larger, so that the mean stays (inverted dropout).
    ///
    /// y = x / (1 − p) with probability 1 − p, else 0; y = x where the noise is [off](Noise::OFF)
    ///
    /// The same noise drops the same elements. For p = 0 and below nothing is dropped, for p = 1 and above everything is.
    /// `p` is a constant: it has no derivative.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Vector::<f32, 1000>::ones();
    /// let y = x.dropout(0.2, &Noise::new(1));
    /// assert!(y.iter().all(|&y| y == 0.0 || y == 1.25));
    /// assert!((y.mean() - 1.0).abs() < 0.05);
    /// assert_eq!(x.dropout(0.2, &Noise::OFF), x);
    /// ```
    ///
    /// Source: Srivastava et al., *Dropout* (2014); Zhang et al., *Dive into Deep Learning*, 5.6.
    pub fn dropout(&self, p: f64, noise: &Noise) -> Tensor<T, S> {
        eval3::<dropout, _, _, _>(self, &p, noise)
    }
}
method!(dropout for [T: Real, S: Shape] Tensor<T, S>);

impl dropout {
    /// `send(i, f(x[i]))` for each element, where `f` drops or scales.
    #[inline(always)]
    fn each<T: Real>(x: &[T], p: f64, noise: &Noise, mut send: impl FnMut(usize, T)) {
        if !noise.is_on() {
            return x.iter().enumerate().for_each(|(i, &x)| send(i, x));
        }
        let threshold = (p * (1u64 << 32) as f64) as u32;
        // The largest threshold keeps one in 2³²: for p = 1 that one becomes 0 too.
        let scale = T::from_f64(if p < 1.0 { 1.0 / (1.0 - p.max(0.0)) } else { 0.0 });
        for (i, &x) in x.iter().enumerate() {
            send(i, if noise.bits(i) < threshold { T::ZERO } else { x * scale });
        }
    }
}

impl<T: Real, S: Shape> Rule<(Tensor<T, S>, f64, Noise)> for dropout {
    type Out = Tensor<T, S>;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, Yes, Yes, No);
}
impl<T: Real, S: Shape> Op3<Tensor<T, S>, f64, Noise> for dropout {
    #[inline(always)]
    fn forward(x: &Tensor<T, S>, p: &f64, noise: &Noise, out: &mut Tensor<T, S>, _: &mut (), _: &mut ()) {
        let out = out.as_mut_slice();
        dropout::each(x.as_slice(), *p, noise, |i, y| out[i] = y);
    }
    /// dx = ct / (1 − p) where x was kept, else 0
    #[inline(always)]
    fn backward<M: Mode, N: Mode, O: Mode>(
        _: Gone<'_, Tensor<T, S>>,
        p: Kept<'_, f64>,
        noise: Kept<'_, Noise>,
        _: Gone<'_, Tensor<T, S>>,
        _: &(),
        _: &mut (),
        ct: &Tensor<T, S>,
        dx: Sink<'_, Tensor<T, S>, M>,
        mut dp: Sink<'_, f64, N>,
        _: Sink<'_, Noise, O>,
    ) {
        dp.clear();
        let Some(dx) = dx.slot() else { return };
        let dx = dx.as_mut_slice();
        dropout::each(ct.as_slice(), *p, &noise, |i, ct| if M::ADD { dx[i] += ct } else { dx[i] = ct });
    }
}

/// With p and the noise as constants, which is how they are meant.
#[cfg(test)]
enum Fixed {}
#[cfg(test)]
impl Fixed {
    const P: f64 = 0.4;
    const NOISE: Noise = Noise::new(3);
}
#[cfg(test)]
impl<T: Real, S: Shape> Rule<(Tensor<T, S>,)> for Fixed {
    type Out = Tensor<T, S>;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No);
}
#[cfg(test)]
impl<T: Real, S: Shape> Op1<Tensor<T, S>> for Fixed {
    fn forward(x: &Tensor<T, S>, out: &mut Tensor<T, S>, _: &mut (), _: &mut ()) {
        dropout::forward(x, &Self::P, &Self::NOISE, out, &mut (), &mut ());
    }
    fn backward<M: Mode>(
        x: Gone<'_, Tensor<T, S>>,
        out: Gone<'_, Tensor<T, S>>,
        _: &(),
        _: &mut (),
        ct: &Tensor<T, S>,
        dx: Sink<'_, Tensor<T, S>, M>,
    ) {
        let (p, noise) = (Primal::of(&Self::P), Primal::of(&Self::NOISE));
        dropout::backward(x, p, noise, out, &(), &mut (), ct, dx, Sink::skip(), Sink::skip());
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(Fixed, |T| random::<Tensor<T, D2<3, 4>>>(1));
    type X = Tensor<f64, D2<20, 50>>;
    let (x, noise) = (X::ones(), Noise::new(5));
    let kept = |p: f64| x.dropout(p, &noise).iter().filter(|&&y| y != 0.0).count();
    assert_eq!([kept(0.0), kept(-1.0), kept(1.0), kept(2.0)], [1000, 1000, 0, 0]);
    assert!(x.dropout(1.0, &noise).iter().all(|&y| y == 0.0));
    assert_eq!((x.dropout(0.0, &noise), x.dropout(-1.0, &noise)), (x.clone(), x.clone()));
    for p in [0.1, 0.5, 0.9] {
        let mean: f64 = (0..200).map(|seed| x.dropout(p, &Noise::new(seed)).mean()).sum::<f64>() / 200.0;
        assert!((mean - 1.0).abs() < 0.02, "{mean}");
        assert!((kept(p) as f64 / 1000.0 - (1.0 - p)).abs() < 0.05);
    }
    // Linear in x, with p and the noise as constants: a cotangent goes the way its element went.
    let ct = random::<X>(2);
    for noise in [noise, Noise::OFF] {
        for start in [0.0, 7.0] {
            let mut dx = X::full(start);
            let sinks = (Sink::add(&mut dx), Sink::skip(), Sink::skip());
            let (x, p) = (Primal::of(&x), 0.3);
            <dropout as Op3<_, _, _>>::backward(
                x, Primal::of(&p), Primal::of(&noise), Primal::of(&ct), &(), &mut (), &ct, sinks.0, sinks.1, sinks.2,
            );
            assert_eq!(dx, ct.dropout(0.3, &noise) + start);
        }
        let (mut dx, mut dp) = (X::full(7.0), 7.0);
        let (x, p) = (Primal::of(&x), 0.3);
        <dropout as Op3<_, _, _>>::backward(
            x, Primal::of(&p), Primal::of(&noise), Primal::of(&ct), &(), &mut (), &ct, Sink::set(&mut dx), Sink::set(&mut dp), Sink::skip(),
        );
        assert_eq!((dx, dp), (ct.dropout(0.3, &noise), 0.0));
    }
}
