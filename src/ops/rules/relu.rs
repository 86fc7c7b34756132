use crate::ops::prelude::*;

unary! {
    /// The rectified linear unit, element by element.
    ///
    /// yᵢ = max(xᵢ, 0)
    ///
    /// NaN gives 0. The derivative at 0 is 0, as in PyTorch.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([-1.0, 2.0]).relu(), Vector::from([0.0, 2.0]));
    /// ```
    ///
    /// Source: Nair and Hinton, *Rectified Linear Units Improve Restricted Boltzmann Machines* (2010).
    relu;
    value |x| if x > T::ZERO { x } else { T::ZERO };
    cotangent |x, y, ct| if y > T::ZERO { ct } else { T::ZERO };
    needs (No, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(relu, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(relu, |T| random::<T>(2));
    assert_eq!(Vector::from([0.0, -0.0, 3.0]).relu(), Vector::from([0.0, 0.0, 3.0]));
}
