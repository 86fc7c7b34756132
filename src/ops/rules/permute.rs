use crate::axes::TakenOnce;
use crate::ops::prelude::*;

operation!(permute);

/// The strides of the source along the axes of the result.
const fn strides_in_order(lengths: &[usize], order: &[usize]) -> [usize; 6] {
    let (strides, mut ordered, mut axis) = (row_major(lengths), [0; 6], 0);
    while axis < order.len() {
        ordered[axis] = strides[order[axis]];
        axis += 1;
    }
    ordered
}

macro_rules! orders {
    ($($Permute:ident, $no_order:literal: $($A:ident $I:ident),*; $Free:ty;)*) => {$(
        /// The order of the axes after a permutation.
        #[diagnostic::on_unimplemented(
            message = $no_order,
            label = "not an order of its axes",
            note = "each axis stands in the order once, counted from 0"
        )]
        pub trait $Permute<$(const $I: usize),*>: Shape {
            /// The shape with its axes in that order.
            type Permuted: Shape;
        }
        relation! {
            [$($A: Axis,)* $(const $I: usize),*] ($($A),*): $Permute<$($I),*>,
            [Self: $(HasAxis<$I> +)*, $Free: TakenOnce<($(At<$I>),*)>]
            type Permuted = ($(AxisOf<Self, $I>),*), or ();
        }
    )*};
}
orders! {
    Permute2, "`{I}, {J}` is no order of the axes of a tensor of shape {Self}": A I, B J; (Dim<0>, Dim<0>);
    Permute3, "`{I}, {J}, {K}` is no order of the axes of a tensor of shape {Self}":
        A I, B J, C K; (Dim<0>, Dim<0>, Dim<0>);
    Permute4, "`{I}, {J}, {K}, {L}` is no order of the axes of a tensor of shape {Self}":
        A I, B J, C K, D L; (Dim<0>, Dim<0>, Dim<0>, Dim<0>);
    Permute5, "`{I}, {J}, {K}, {L}, {M}` is no order of the axes of a tensor of shape {Self}":
        A I, B J, C K, D L, E M; (Dim<0>, Dim<0>, Dim<0>, Dim<0>, Dim<0>);
}

macro_rules! permute {
    ($($Permute:ident $Op:ident $eval:ident: $($A:ident $I:ident $N:ident),*;)*) => {$(
        impl<T: Element, $($A: Axis),*> Tensor<T, ($($A),*)> {
            /// The tensor with its axes in another order: axis `k` of the result is the `k`-th of the list.
            ///
            /// For ranks 2 to 5; for rank 6 see [`swap_axes`](Tensor::swap_axes).
            ///
            /// of `permute::<2, 0, 1>`: yₖᵢⱼ = xᵢⱼₖ
            ///
            /// # Shapes
            /// `permute::<2, 0, 1>`: `(A, B, C)` → `(C, A, B)`
            ///
            /// ```
            /// use tapeless::prelude::*;
            /// let x = Tensor3::<f32, 2, 3, 4>::zeros();
            /// let y: Tensor3<f32, 4, 2, 3> = x.permute::<2, 0, 1>();
            /// ```
            pub fn permute<$(const $I: usize),*>(&self) -> Tensor<T, <($($A),*) as $Permute<$($I),*>>::Permuted>
            where
                ($($A),*): $Permute<$($I),*>,
            {
                $eval::<permute, Self, $(At<$I>),*>(self, $(&At::<$I>),*)
            }
        }

        movement! {
            permute: $Op [S: $Permute<$($I),*>, $(const $I: usize),*] S, $(_: At<$I>, (No $N)),* => S::Permuted;
            const {
                let from = strides_in_order(S::LENGTHS, &[$($I),*]);
                Moves::nested(S::Permuted::LENGTHS, &from, &row_major(S::Permuted::LENGTHS))
            }
        }
    )*};
}
permute! {
    Permute2 Op3 eval3: A I N, B J O;
    Permute3 Op4 eval4: A I N, B J O, C K P;
    Permute4 Op5 eval5: A I N, B J O, C K P, D L Q;
    Permute5 Op6 eval6: A I N, B J O, C K P, D L Q, E M R;
}
method!(permute for [T: Element, S: Shape] Tensor<T, S>);

#[cfg(test)]
pub(super) fn cases() {
    check!(permute, |T| random::<Tensor<T, D2<2, 3>>>(1), At::<1>, At::<0>);
    check!(permute, |T| random::<Tensor<T, (Dim<2>, Dim<3>, Dim<4>)>>(1), At::<2>, At::<0>, At::<1>);
    check!(
        permute,
        |T| random::<Tensor<T, (Dim<2>, Dim<3>, One, Dim<2>)>>(1),
        At::<3>,
        At::<1>,
        At::<0>,
        At::<2>
    );
    check!(
        permute,
        |T| random::<Tensor<T, shape![2, 1, 3, 2, 2]>>(1),
        At::<4>,
        At::<2>,
        At::<0>,
        At::<3>,
        At::<1>
    );
    let x = Tensor::from([[[1, 2, 3], [4, 5, 6]]]);
    assert_eq!(x.permute::<2, 0, 1>(), Tensor::from([[[1, 4]], [[2, 5]], [[3, 6]]]));
    let five = Tensor::<u8, shape![2, 3, 1, 4, 5]>::from_index(|i| i as u8);
    assert_eq!(five.permute::<4, 2, 0, 3, 1>().dims(), [5, 1, 2, 4, 3]);
    assert_eq!(five.permute::<0, 1, 2, 4, 3>().as_slice()[..6], [0, 5, 10, 15, 1, 6]);
}
