//! An operation of a user's crate is an operation like ours; and nothing derived needs the user to allow unsafe code.
#![forbid(unsafe_code)]
use tapeless::op::{Gone, Kept, Mode, No, Op1, Rule, Sink, Yes, eval1};
use tapeless::prelude::*;
use tapeless::testing::{assert_close, check, five_point, list, random};

/// x² / (1 + x²), element by element.
#[allow(non_camel_case_types)]
enum saturate {}

fn saturate<T: Real, S: Shape>(x: &Tensor<T, S>) -> Tensor<T, S> {
    eval1::<saturate, _>(x)
}

impl<T: Real, S: Shape> Rule<(Tensor<T, S>,)> for saturate {
    type Out = Tensor<T, S>;
    type Saved = ();
    type Scratch = ();
    type Needs = (Yes, No);
}
impl<T: Real, S: Shape> Op1<Tensor<T, S>> for saturate {
    fn forward(x: &Tensor<T, S>, out: &mut Tensor<T, S>, _: &mut (), _: &mut ()) {
        for (y, &x) in out.as_mut_slice().iter_mut().zip(x.as_slice()) {
            *y = x * x / (T::ONE + x * x);
        }
    }
    /// d = ct · 2x / (1 + x²)²
    fn backward<M: Mode>(
        x: Kept<'_, Tensor<T, S>>,
        _: Gone<'_, Tensor<T, S>>,
        _: &(),
        _: &mut (),
        ct: &Tensor<T, S>,
        dx: Sink<'_, Tensor<T, S>, M>,
    ) {
        let Some(slot) = dx.slot() else { return };
        for ((d, &x), &ct) in slot.as_mut_slice().iter_mut().zip(x.as_slice()).zip(ct.as_slice()) {
            let below = T::ONE + x * x;
            let cotangent = ct * (x + x) / (below * below);
            if M::ADD { *d += cotangent } else { *d = cotangent }
        }
    }
}

#[derive(Params)]
struct Net {
    w: Matrix<f64, 3, 3>,
}

#[differentiable]
fn uses_it(net: &Net, x: &Matrix<f64, 2, 3>) -> f64 {
    let h = saturate(&x.matmul(&net.w));
    (saturate(&h) * &h).sum()
}

#[test]
fn it_passes_the_checks_of_ours() {
    check!(saturate, |T| random::<Tensor<T, (Dim<3>, Dim<4>)>>(1));
}

#[test]
fn it_works_in_a_derived_function() {
    let (net, x, mut grad) = (Net { w: random(1) }, random(2), Net::ZERO);
    uses_it::grad(&net, &x, &mut Workspace::new(), &mut grad);
    let differences = five_point(&net.w, 1e-3, |w| uses_it(&Net { w: w.clone() }, &x));
    assert_close("gradient", &list(&grad.w), &differences, 1e-7);
}
