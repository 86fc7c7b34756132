use crate::ops::prelude::*;

/// The operation behind [`Tensor::select`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum select {}

type Out2<S, A> = <S as Broadcast<A>>::Out;
type Out3<S, A, B> = Out2<Out2<S, A>, B>;

/// Elements that decide: `bool`.
#[diagnostic::on_unimplemented(
    message = "`select` is a method of a condition, and this is a tensor of `{Self}`",
    label = "expected a tensor of `bool`",
    note = "a comparison gives a condition: `x.gt(0.0).select(&a, &b)` has the elements of `a` where x > 0, of `b` elsewhere"
)]
pub trait Condition: Element {
    /// Each by its name.
    #[doc(hidden)]
    fn conditions(elements: &[Self]) -> &[bool];
}
#[diagnostic::do_not_recommend]
impl Condition for bool {
    #[inline(always)]
    fn conditions(elements: &[bool]) -> &[bool] {
        elements
    }
}

impl<M: Element, S: Shape> Tensor<M, S> {
    /// Elements of `a` where the mask is true, of `b` where it is false; each a tensor or a number, broadcast.
    ///
    /// yᵢ = aᵢ if maskᵢ else bᵢ
    ///
    /// What is not taken gets the cotangent 0, even if it is infinite or NaN. But 0 times an infinite derivative
    /// further back is NaN: where a function has no derivative, select before it too.
    ///
    /// # Shapes
    /// `a` broadcasts with the mask, `b` with the result of that.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Vector::from([4.0, 0.0]);
    /// let positive = x.gt(0.0);
    /// // √x, and 0 with derivative 0 where x is not positive.
    /// let root = positive.select(positive.select(&x, 1.0).sqrt(), 0.0);
    /// assert_eq!(root, Vector::from([2.0, 0.0]));
    /// ```
    pub fn select<T: Element, A: Operand<T>, B: Operand<T>>(
        &self,
        a: A,
        b: B,
    ) -> Tensor<T, Out3<S, A::Shape, B::Shape>>
    where
        M: Condition,
        S: Broadcast<A::Shape>,
        Out2<S, A::Shape>: Broadcast<B::Shape>,
    {
        let mut out = Tensor::ZERO;
        let y = Tensor::as_mut_slice(&mut out);
        choose::<T, S, A::Shape, B::Shape, Out3<S, A::Shape, B::Shape>>(
            M::conditions(self.as_slice()),
            a.elements(),
            b.elements(),
            y,
        );
        out
    }
}
method!(select for [S: Shape] Tensor<bool, S>);

/// `out = mask ? a : b`
#[inline(always)]
fn choose<T: Element, S: Shape, SA: Shape, SB: Shape, O: Shape>(mask: &[bool], a: &[T], b: &[T], out: &mut [T]) {
    let walk = const { Walk::new([S::SIX_DIMS, SA::SIX_DIMS, SB::SIX_DIMS], O::SIX_DIMS) };
    for row in 0..walk.rows {
        let [at_mask, at_a, at_b] = walk.start(row);
        let (mask, a, b) = (walk.part(0, mask, at_mask), walk.part(1, a, at_a), walk.part(2, b, at_b));
        for (j, y) in out[row * walk.run..][..walk.run].iter_mut().enumerate() {
            let (a, b) = (a[j * walk.steps[1]], b[j * walk.steps[2]]);
            *y = if mask[j * walk.steps[0]] { a } else { b };
        }
    }
}

macro_rules! rules {
    ([$($G:tt)*] $A:ty, $SA:ty, $B:ty, $SB:ty $(, where $($bound:tt)*)?) => {
        impl<T: Element, $($G)*> Rule<(Tensor<bool, S>, $A, $B)> for select $(where $($bound)*)? {
            type Out = Tensor<T, Out3<S, $SA, $SB>>;
            type Saved = ();
            type Scratch = ();
            type Needs = (Yes, No, No, No);
        }
        impl<T: Element, $($G)*> Op3<Tensor<bool, S>, $A, $B> for select $(where $($bound)*)? {
            #[inline(always)]
            fn forward(mask: &Tensor<bool, S>, a: &$A, b: &$B, out: &mut Self::Out, _: &mut (), _: &mut ()) {
                choose::<T, S, $SA, $SB, Out3<S, $SA, $SB>>(
                    mask.as_slice(), a.elements(), b.elements(), out.as_mut_slice(),
                );
            }
            /// da = mask ? ct : 0, db = mask ? 0 : ct
            #[inline(always)]
            fn backward<M: Mode, N: Mode, O: Mode>(
                mask: Kept<'_, Tensor<bool, S>>,
                a: Gone<'_, $A>,
                b: Gone<'_, $B>,
                out: Gone<'_, Self::Out>,
                _: &(),
                _: &mut (),
                ct: &Self::Out,
                _: Sink<'_, Tensor<bool, S>, M>,
                da: Sink<'_, $A, N>,
                db: Sink<'_, $B, O>,
            ) {
                let (mask, a, b, y, ct) = (seen(mask), seen(a), seen(b), seen(out), ct.as_slice());
                let taken = |_: T, mask: bool, _: T, ct: T| if mask { ct } else { T::ZERO };
                let left = |_: T, mask: bool, _: T, ct: T| if mask { T::ZERO } else { ct };
                let da = da.slot().map(OperandMut::elements_mut);
                send_pair::<T, bool, $SA, S, Out3<S, $SA, $SB>, N>(da, (a, mask, y), ct, taken);
                let db = db.slot().map(OperandMut::elements_mut);
                send_pair::<T, bool, $SB, S, Out3<S, $SA, $SB>, O>(db, (b, mask, y), ct, left);
            }
        }
    };
}
rules!([S: Shape + Broadcast<A>, A: Shape, B: Shape] Tensor<T, A>, A, Tensor<T, B>, B, where Out2<S, A>: Broadcast<B>);
rules!([S: Shape + Broadcast<A>, A: Shape] Tensor<T, A>, A, T, ());
rules!([S: Shape + Broadcast<B>, B: Shape] T, (), Tensor<T, B>, B);
rules!([S: Shape] T, (), T, ());

#[cfg(test)]
pub(super) fn cases() {
    let mask = || Matrix::from([[true, false, true], [false, false, true]]);
    check!(select, |T| mask(), random::<Tensor<T, D2<2, 3>>>(1), random::<Tensor<T, D2<2, 3>>>(2));
    check!(select, |T| mask(), random::<Tensor<T, D1<3>>>(1), random::<T>(2));
    check!(select, |T| mask(), random::<T>(1), random::<Tensor<T, (Dim<2>, One)>>(2));
    check!(select, |T| Vector::from([true, false, true]), random::<Tensor<T, D2<2, 3>>>(1), random::<T>(2));
    check!(select, |T| mask(), random::<T>(1), random::<T>(2));
    let (x, mask) = (Vector::from([f64::NAN, 1.0]), Vector::from([false, true]));
    assert_eq!(mask.select(&x, 5.0), Vector::from([5.0, 1.0]));
    let (_, dx, d5) = cotangents::<select, _>(&(mask.clone(), x, 5.0), &Vector::from([1.0, f64::INFINITY]));
    assert_eq!((dx, d5), (Vector::from([0.0, f64::INFINITY]), 1.0));
    assert_eq!(mask.select(Vector::from([true, true]), false), mask);
    assert_eq!(mask.select(1u8, 2), Vector::from([2, 1]));
}
