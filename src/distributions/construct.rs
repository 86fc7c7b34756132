//! Distributions of parameters that a differentiable function computes: the constructors as operations.

use super::{Bernoulli, Categorical, Normal, Uniform};
use crate::element::Real;
use crate::op::{Gone, Mode, No, Op1, Op2, Rule, Sink, eval1, eval2};
use crate::storage::Zeroed;
use crate::tensor::Vector;

macro_rules! constructors {
    ($(
        $(#[$doc:meta])*
        $name:ident [$($G:tt)*] $Op:ident $eval:ident
        ($($field:ident: $Argument:ty => $pass:expr, $Field:ty, $M:ident $No:ident $Any:tt),*) -> $Distribution:ty;
    )*) => {$(
        #[doc = concat!("The operation behind [`", stringify!($name), "()`].")]
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        $(#[$doc])*
        pub fn $name<$($G)*>($($field: $Argument),*) -> $Distribution {
            $eval::<$name, $($Any),*>($($pass),*)
        }

        impl<$($G)*> Rule<($($Field,)*)> for $name {
            type Out = $Distribution;
            type Saved = ();
            type Scratch = ();
            type Needs = ($($No,)* No);
        }
        impl<$($G)*> $Op<$($Field),*> for $name {
            fn forward($($field: &$Field,)* out: &mut $Distribution, _: &mut (), _: &mut ()) {
                $(out.$field.assign($field);)*
            }
            fn backward<$($M: Mode),*>(
                $(_: Gone<'_, $Field>,)*
                _: Gone<'_, $Distribution>,
                _: &(),
                _: &mut (),
                ct: &$Distribution,
                $($field: Sink<'_, $Field, $M>),*
            ) {
                $($field.put(&ct.$field);)*
            }
        }
    )*};
}
constructors! {
    /// A [`Bernoulli`] distribution of a computed probability; nothing is checked.
    bernoulli [T: Real] Op1 eval1 (p: T => &p, T, M No _) -> Bernoulli<T>;
    /// A [`Categorical`] distribution of computed probabilities, as of a softmax; nothing is checked.
    categorical [T: Real, const C: usize] Op1 eval1 (p: &Vector<T, C> => p, Vector<T, C>, M No _) -> Categorical<T, C>;
    /// A [`Uniform`] distribution of computed bounds; nothing is checked.
    uniform [T: Real] Op2 eval2 (low: T => &low, T, M No _, high: T => &high, T, N No _) -> Uniform<T>;
    /// A [`Normal`] distribution of a computed mean and standard deviation; nothing is checked.
    normal [T: Real] Op2 eval2 (mean: T => &mean, T, M No _, std: T => &std, T, N No _) -> Normal<T>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;
    use crate::testing::check_grad;

    #[differentiable]
    fn computed(x: &Vector<f64, 3>, label: &Labels<1, 3>, seen: &Vector<bool, 2>) -> f64 {
        let p = x.softmax();
        let class = categorical(&p).log_prob(label).sum();
        let coin = bernoulli(x.mean().sigmoid()).log_prob(seen).sum();
        let density = normal(x.at(0), x.at(1).exp()).log_prob(x).sum();
        let wait = uniform(x.at(2) - 9.0, x.at(1) + 9.0).log_prob(x).sum();
        class + coin + density + wait
    }

    #[test]
    fn distributions_of_computed_parameters() {
        let (label, seen) = (Labels::from_slice(&[2u8]).unwrap(), Vector::from([true, false]));
        let (x, mut grad) = (Vector::from([0.5, -1.0, 0.25]), Vector::zeros());
        computed::grad(&x, &label, &seen, &mut Workspace::new(), &mut grad);
        assert_eq!(check_grad(&x, &grad, |x| computed(x, &label, &seen)), Ok(()));
    }
}
