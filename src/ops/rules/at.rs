use crate::ops::prelude::*;

operation!(at);

macro_rules! at {
    ($($Op:ident $eval:ident: $($i:ident $A:ident $N:ident $Index:ident),+;)*) => {$(
        impl<T: Element, $($A: Axis),+> Tensor<T, ($($A,)+)> {
            /// One element, by an index for each axis: `x[[i, j]]` for differentiable functions.
            ///
            /// For ranks 1 to 5; for rank 6 see [`row`](Tensor::row).
            ///
            /// y = xᵢⱼ…
            ///
            /// # Shapes
            /// Any; the result is a number.
            ///
            /// # Panics
            /// If an index is not below the length of its axis.
            ///
            /// ```
            /// use tapeless::prelude::*;
            /// assert_eq!(Matrix::from([[1.0, 2.0], [3.0, 4.0]]).at(1, 0), 3.0);
            /// ```
            pub fn at(&self, $($i: usize),+) -> T {
                $eval::<at, Self, $($Index),+>(self, $(&$i),+)
            }
        }
        method!(at for [T: Element, $($A: Axis),+] Tensor<T, ($($A,)+)>);

        impl<T: Element, $($A: Axis),+> Rule<(Tensor<T, ($($A,)+)>, $($Index),+)> for at {
            type Out = T;
            type Saved = ();
            type Scratch = ();
            type Needs = (No, $(at!(@yes $A),)+ No);
        }
        impl<T: Element, $($A: Axis),+> $Op<Tensor<T, ($($A,)+)>, $($Index),+> for at {
            fn forward(x: &Tensor<T, ($($A,)+)>, $($i: &usize,)+ out: &mut T, _: &mut (), _: &mut ()) {
                *out = x[[$(*$i),+]];
            }
            /// The cotangent goes to the element taken, 0 to all others.
            fn backward<MX: Mode, $($N: Mode),+>(
                _: Gone<'_, Tensor<T, ($($A,)+)>>,
                $($i: Kept<'_, usize>,)+
                _: Gone<'_, T>,
                _: &(),
                _: &mut (),
                ct: &T,
                dx: Sink<'_, Tensor<T, ($($A,)+)>, MX>,
                $(_: Sink<'_, usize, $N>,)+
            ) {
                let Some(dx) = dx.slot_to_add() else { return };
                dx[[$(*$i),+]].accumulate(ct);
            }
        }
    )*};
    (@yes $A:ident) => { Yes };
}
at! {
    Op2 eval2: i A MI usize;
    Op3 eval3: i A MI usize, j B MJ usize;
    Op4 eval4: i A MI usize, j B MJ usize, k C MK usize;
    Op5 eval5: i A MI usize, j B MJ usize, k C MK usize, l D ML usize;
    Op6 eval6: i A MI usize, j B MJ usize, k C MK usize, l D ML usize, m E MM usize;
}

#[cfg(test)]
pub(super) fn cases() {
    check!(at, |T| random::<Tensor<T, D1<3>>>(1), 2usize);
    check!(at, |T| random::<Tensor<T, D2<3, 4>>>(1), 2usize, 1usize);
    check!(at, |T| random::<Tensor<T, shape![2, 3, 2]>>(1), 1usize, 2usize, 0usize);
    check!(at, |T| random::<Tensor<T, shape![2, 1, 3, 2, 2]>>(1), 1usize, 0usize, 2usize, 0usize, 1usize);
    assert!(Tensor::from([[false, true]]).at(0, 1));
    assert_eq!(Tensor::<u8, shape![2, 2, 2, 2, 2]>::from_index(|i| i as u8).at(1, 0, 1, 0, 1), 0b10101);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic = "index [0, 4] is out of range of a tensor of shape [3, 4]"]
    fn an_index_out_of_range_says_index_and_shape() {
        Matrix::<f32, 3, 4>::zeros().at(0, 4);
    }
}
