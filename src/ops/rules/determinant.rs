use crate::linalg::Factors;
use crate::ops::prelude::*;

/// The operation behind [`Tensor::determinant`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum determinant {}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The determinant, by LU factors with complete pivoting.
    ///
    /// y = ±Πᵢ uᵢᵢ, and da = ct·(adj A)ᵀ, the cofactors, which exist for singular matrices too
    ///
    /// Of a matrix without rows: 1; of one element: that element, to the bit (NumPy's loses the sign of −0 and the last
    /// digits of the largest numbers). NaN and infinite elements give NaN or an infinity.
    ///
    /// # Shapes
    /// `(N, N)` → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Matrix::from([[1.0, 2.0], [3.0, 4.0]]).determinant(), -2.0);
    /// ```
    pub fn determinant(&self) -> T
    where
        T: Real,
        S: SquareShape,
    {
        eval1::<determinant, Tensor<T, (S::Side, S::Side)>>(same(self))
    }
}
method!(determinant for [T: Real, N: Axis] Tensor<T, (N, N)>);

impl<T: Real, N: Axis> Rule<(Tensor<T, (N, N)>,)> for determinant {
    type Out = T;
    type Saved = Factors<T, N>;
    /// adj A
    type Scratch = Tensor<T, (N, N)>;
    type Needs = (No, No);
}
impl<T: Real, N: Axis> Op1<Tensor<T, (N, N)>> for determinant {
    fn forward(
        a: &Tensor<T, (N, N)>,
        out: &mut T,
        factors: &mut Factors<T, N>,
        _: &mut Tensor<T, (N, N)>,
    ) {
        factors.factor(a);
        *out = factors.determinant();
    }
    fn backward<M: Mode>(
        _: Gone<'_, Tensor<T, (N, N)>>,
        _: Gone<'_, T>,
        factors: &Factors<T, N>,
        adjugate: &mut Tensor<T, (N, N)>,
        ct: &T,
        da: Sink<'_, Tensor<T, (N, N)>, M>,
    ) {
        if M::ACTIVE {
            factors.adjugate(adjugate);
            send(da, |i| *ct * adjugate.as_slice()[i % N::LEN * N::LEN + i / N::LEN]);
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(determinant, |T| random::<Tensor<T, D2<1, 1>>>(1));
    check!(determinant, |T| random::<Tensor<T, D2<4, 4>>>(1));
    // Of rank 1 of 2, 2 of 3, 1 of 3.
    let counting = |i: usize| (i + 1) as f64;
    check!(determinant, |T| Tensor::<T, D2<2, 2>>::from_index(|i| T::from_f64([1.0, 2.0, 2.0, 4.0][i])));
    check!(determinant, |T| Tensor::<T, D2<3, 3>>::from_index(|i| T::from_f64(counting(i))));
    check!(determinant, |T| Tensor::<T, D2<3, 3>>::from_index(|i| T::from_f64(counting(i % 3))));
    assert_eq!(Matrix::<f64, 0, 0>::zeros().determinant(), 1.0);
    assert_eq!(Matrix::<f64, 3, 3>::zeros().determinant(), 0.0);
    assert_eq!(Matrix::from([[0.0, 1.0], [1.0, 0.0]]).determinant(), -1.0);
    let singular = Matrix::from([[1.0, 2.0], [2.0, 4.0]]);
    let cofactors = Matrix::from([[4.0, -2.0], [-2.0, 1.0]]);
    assert_eq!(cotangents::<determinant, _>(&(singular,), &1.0).0, cofactors);
}
