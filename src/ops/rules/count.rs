//! How many elements of a mask are true: some, all, a number.

use crate::ops::prelude::*;

/// A summary of a mask, without derivative.
macro_rules! summary {
    ($(#[$doc:meta])* $op:ident -> $Out:ty: |$mask:ident| $value:expr) => {
        #[doc = concat!("The operation behind [`Tensor::", stringify!($op), "`].")]
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        pub enum $op {}

        impl<S: Shape> Tensor<bool, S> {
            $(#[$doc])*
            pub fn $op(&self) -> $Out {
                eval1::<$op, _>(self)
            }
        }
        method!($op for [S: Shape] Tensor<bool, S>);

        impl<S: Shape> Rule<(Tensor<bool, S>,)> for $op {
            type Out = $Out;
            type Saved = ();
            type Scratch = ();
            type Needs = (No, No);
        }
        impl<S: Shape> Op1<Tensor<bool, S>> for $op {
            fn forward(mask: &Tensor<bool, S>, out: &mut $Out, _: &mut (), _: &mut ()) {
                let $mask = mask.as_slice();
                *out = $value;
            }
            fn backward<M: Mode>(
                _: Gone<'_, Tensor<bool, S>>,
                _: Gone<'_, $Out>,
                _: &(),
                _: &mut (),
                _: &$Out,
                _: Sink<'_, Tensor<bool, S>, M>,
            ) {
            }
        }
    };
}

summary! {
    /// Whether any element is true; of no elements, none is.
    ///
    /// # Shapes
    /// Any; the result is a `bool`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert!(Vector::from([1.0, f64::NAN]).gt(0.0).any());
    /// ```
    any -> bool: |mask| mask.iter().any(|&x| x)
}
summary! {
    /// Whether all elements are true; of no elements, all are.
    ///
    /// # Shapes
    /// Any; the result is a `bool`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert!(!Vector::from([1.0, f64::NAN]).gt(0.0).all());
    /// ```
    all -> bool: |mask| mask.iter().all(|&x| x)
}
summary! {
    /// How many elements are true.
    ///
    /// # Shapes
    /// Any; the result is a number.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([1.0, -1.0, 3.0]).gt(0.0).count(), 2);
    /// ```
    count -> usize: |mask| mask.iter().filter(|&&x| x).count()
}

#[cfg(test)]
pub(super) fn cases() {
    let mask = || Matrix::from([[true, false, false], [false, true, false]]);
    check!(any, |T| mask());
    check!(all, |T| mask());
    check!(count, |T| mask());
    assert_eq!((mask().any(), mask().all(), mask().count()), (true, false, 2));
    let empty = Vector::<bool, 0>::zeros();
    assert_eq!((empty.any(), empty.all(), empty.count()), (false, true, 0));
}
