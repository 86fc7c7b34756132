use crate::ops::prelude::*;
use crate::value::Value;

/// A copy in a place of its own: what a differentiable function needs where a value stands for two things.
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum identity {}

impl<X: Value> Rule<(X,)> for identity {
    type Out = X;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No);
}
impl<X: Value> Op1<X> for identity {
    #[inline(always)]
    fn forward(x: &X, out: &mut X, _: &mut (), _: &mut ()) {
        out.assign(x);
    }
    #[inline(always)]
    fn backward<M: Mode>(_: Gone<'_, X>, _: Gone<'_, X>, _: &(), _: &mut (), ct: &X, dx: Sink<'_, X, M>) {
        dx.put(ct);
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(identity, |T| random::<Tensor<T, D2<3, 4>>>(1));
}
