use crate::ops::prelude::*;

/// The operation behind [`Tensor::clamp`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum clamp {}

impl<T: Number, S: Shape> Tensor<T, S> {
    /// Each element, but not below `lo` and not above `hi`.
    ///
    /// yᵢ = min(max(xᵢ, lo), hi)
    ///
    /// The derivative is 1 from `lo` to `hi`, at the bounds too (as in PyTorch), and 0 outside, where the bound gets
    /// it. NaN stays NaN, and with a bound that is NaN everything is NaN; if `lo > hi`, everything is `hi`; as in NumPy.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([-2.0, 0.5, 3.0]).clamp(0.0, 1.0), Vector::from([0.0, 0.5, 1.0]));
    /// ```
    pub fn clamp(&self, lo: T, hi: T) -> Tensor<T, S> {
        eval3::<clamp, _, _, _>(self, &lo, &hi)
    }
}
method!(clamp for [T: Number, S: Shape] Tensor<T, S>);
method!(clamp for [T: Number] T);

/// Which of the three the result is.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Inside,
    Low,
    High,
}

#[inline(always)]
fn part<T: Number>(x: T, lo: T, hi: T) -> Part {
    if lanes::is_nan(lo) {
        Part::Low
    } else if x > hi || (x < lo && lo > hi) || lanes::is_nan(hi) {
        Part::High
    } else if x < lo {
        Part::Low
    } else {
        Part::Inside
    }
}

macro_rules! rules {
    ([$($G:tt)*] $X:ty) => {
        impl<$($G)*> Rule<($X, T, T)> for clamp {
            type Out = $X;
            type Saved = ();
            type Scratch = ();
            type Needs = (Yes, Yes, Yes, No);
        }
        impl<$($G)*> Op3<$X, T, T> for clamp {
            #[inline(always)]
            fn forward(x: &$X, &lo: &T, &hi: &T, out: &mut $X, _: &mut (), _: &mut ()) {
                map(x.elements(), out.elements_mut(), |x: T| match part(x, lo, hi) {
                    Part::Inside => x,
                    Part::Low => lo,
                    Part::High => hi,
                });
            }
            /// ct where x is inside; each bound gets the sum of ct where it is the result.
            #[inline(always)]
            fn backward<M: Mode, N: Mode, O: Mode>(
                x: Kept<'_, $X>,
                lo: Kept<'_, T>,
                hi: Kept<'_, T>,
                _: Gone<'_, $X>,
                _: &(),
                _: &mut (),
                ct: &$X,
                dx: Sink<'_, $X, M>,
                dlo: Sink<'_, T, N>,
                dhi: Sink<'_, T, O>,
            ) {
                let (x, lo, hi, ct) = (x.elements(), *lo, *hi, ct.elements());
                let masked = |i: usize, which: Part| if part(x[i], lo, hi) == which { ct[i] } else { T::ZERO };
                send(dx, |i| masked(i, Part::Inside));
                let total = |which| (0..x.len()).fold(T::ZERO, |sum, i| sum + masked(i, which));
                send(dlo, |_| total(Part::Low));
                send(dhi, |_| total(Part::High));
            }
        }
    };
}
rules!([T: Number, S: Shape] Tensor<T, S>);
rules!([T: Number] T);

#[cfg(test)]
pub(super) fn cases() {
    check!(clamp, |T| random::<Tensor<T, D2<3, 4>>>(1), T::from_f64(-0.3), T::from_f64(0.4));
    check!(clamp, |T| random::<T>(1), T::from_f64(-0.01), T::from_f64(0.01));
    let x = Vector::from([f64::NEG_INFINITY, 0.0, 0.5, 1.0, f64::INFINITY]);
    assert_eq!(x.clamp(0.0, 1.0), Vector::from([0.0, 0.0, 0.5, 1.0, 1.0]));
    assert_eq!(x.clamp(1.0, 0.0), Vector::from([0.0; 5]));
    assert!(Vector::from([f64::NAN]).clamp(0.0, 1.0).as_slice()[0].is_nan());
    for (lo, hi) in [(f64::NAN, 1.0), (0.0, f64::NAN)] {
        assert!(x.clamp(lo, hi).as_slice().iter().all(|y| y.is_nan()));
    }
    assert_eq!(Vector::from([1u8, 9]).clamp(2, 5), Vector::from([2, 5]));
    let grads = cotangents::<clamp, _>(&(x, 0.0, 1.0), &Vector::from([1.0; 5]));
    assert_eq!(grads, (Vector::from([0.0, 1.0, 1.0, 1.0, 0.0]), 1.0, 1.0));
}
