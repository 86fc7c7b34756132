use crate::arithmetic::{Count, FlatAxis, ToAxis};
use crate::ops::prelude::*;

operation!(flatten);
operation!(flatten_from);

/// A shape whose axes from number `I` on can become one.
#[diagnostic::on_unimplemented(
    message = "cannot flatten a tensor of shape {Self} from axis {I} on",
    label = "there is no axis {I}, or the length of an axis is unknown",
    note = "shape arithmetic knows the lengths 0 to 1023, the multiples of 8 below 4096 and of 64 below 16384",
    note = "a function generic over its axes needs the bound `where {Self}: FlattenFrom<{I}>`"
)]
pub trait FlattenFrom<const I: usize>: Shape {
    /// The shape with these axes as one.
    type Flattened: Shape;
}
#[diagnostic::do_not_recommend]
impl FlattenFrom<0> for () {
    type Flattened = (Dim<1>,);
}
macro_rules! flatten_from {
    ($($I:literal: ($($Before:ident),*) ($($After:ident),*);)*) => {$(
        relation! {
            [$($Before: Axis,)* $($After: Axis),*] ($($Before,)* $($After,)*): FlattenFrom<$I>,
            [($($After,)*): Count<Num: ToAxis>]
            type Flattened = ($($Before,)* FlatAxis<($($After,)*)>,), or ();
        }
    )*};
}
flatten_from! {
    0: () (A); 0: () (A, B); 0: () (A, B, C); 0: () (A, B, C, D); 0: () (A, B, C, D, E); 0: () (A, B, C, D, E, F);
    1: (A) (B); 1: (A) (B, C); 1: (A) (B, C, D); 1: (A) (B, C, D, E); 1: (A) (B, C, D, E, F);
    2: (A, B) (C); 2: (A, B) (C, D); 2: (A, B) (C, D, E); 2: (A, B) (C, D, E, F);
    3: (A, B, C) (D); 3: (A, B, C) (D, E); 3: (A, B, C) (D, E, F);
    4: (A, B, C, D) (E); 4: (A, B, C, D) (E, F);
    5: (A, B, C, D, E) (F);
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// All elements as one vector, in row-major order.
    ///
    /// yᵢₙ₊ⱼ = xᵢⱼ, of rows of n elements
    ///
    /// # Shapes
    /// `(A, B, C)` → `(A·B·C,)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x: Vector<i32, 4> = Matrix::from([[1, 2], [3, 4]]).flatten();
    /// assert_eq!(x, Vector::from([1, 2, 3, 4]));
    /// ```
    pub fn flatten<F: Shape>(&self) -> Tensor<T, F>
    where
        S: FlattenFrom<0, Flattened = F>,
    {
        eval1::<flatten, _>(self)
    }

    /// The tensor with its axes from number `I` on as one, in row-major order.
    ///
    /// yᵢₙ₊ⱼ = xᵢⱼ in the joined axes, of rows of n elements
    ///
    /// # Shapes
    /// `flatten_from::<1>`: `(B, C, H, W)` → `(B, C·H·W)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Tensor4::<f32, 32, 16, 5, 5>::zeros();
    /// let y: Matrix<f32, 32, 400> = x.flatten_from::<1>();
    /// ```
    pub fn flatten_from<const I: usize>(&self) -> Tensor<T, <S as FlattenFrom<I>>::Flattened>
    where
        S: FlattenFrom<I>,
    {
        eval2::<flatten_from, _, _>(self, &At::<I>)
    }
}
method!(flatten for [T: Element, S: Shape] Tensor<T, S>);
method!(flatten_from for [T: Element, S: Shape] Tensor<T, S>);

movement! {
    flatten: Op1 [S: FlattenFrom<0>] S => S::Flattened;
    const { Moves::straight(S::NUMEL) }
}
movement! {
    flatten_from: Op2 [S: FlattenFrom<I>, const I: usize] S, _: At<I>, (No N) => S::Flattened;
    const { Moves::straight(S::NUMEL) }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(flatten, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(flatten, |T| random::<Tensor<T, ()>>(1));
    check!(flatten_from, |T| random::<Tensor<T, shape![2, 3, 2]>>(1), At::<1>);
    check!(flatten_from, |T| random::<Tensor<T, shape![2, 3, 2]>>(1), At::<2>);
    assert_eq!(Tensor::<u8, D2<0, 3>>::zeros().flatten().dims(), [0]);
    let large = Tensor::<u8, shape![1000, 1000]>::boxed_zero();
    let mut flat = <flatten as Rule<(Tensor<u8, shape![1000, 1000]>,)>>::Out::boxed_zero();
    flatten::forward(&large, &mut flat, &mut (), &mut ());
    assert_eq!(flat.dims(), [1_000_000]);
}
