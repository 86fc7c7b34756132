//! The inputs of the programs, and functions that they call.

use tapeless::prelude::*;

/// A layer with a method of its own.
#[derive(Params)]
pub struct Layer<T: Real> {
    /// Weights.
    pub w: Matrix<T, 3, 3>,
    /// Bias.
    pub b: Vector<T, 3>,
}

#[differentiable]
impl<T: Real> Layer<T> {
    /// tanh(v·w + b)
    pub fn forward(&self, v: &Vector<T, 3>) -> Vector<T, 3> {
        (v.vecmat(&self.w) + &self.b).tanh()
    }
}

/// Structs in structs, arrays of them, tensors, a number.
#[derive(Params)]
pub struct Net<T: Real> {
    /// Two of a kind.
    pub layers: [Layer<T>; 2],
    /// A matrix by itself.
    pub m: Matrix<T, 2, 3>,
    /// A vector by itself.
    pub v: Vector<T, 2>,
    /// A number by itself.
    pub gain: T,
}

/// All that a program can be differentiated with respect to.
#[derive(Params)]
pub struct Inputs<T: Real> {
    /// Parameters.
    pub net: Net<T>,
    /// A tensor.
    pub x: Matrix<T, 3, 2>,
    /// A number.
    pub s: T,
}

/// Generic over an axis.
#[differentiable]
pub fn affine<T: Real, B: Axis>(
    x: &Tensor<T, (B, Dim<2>)>,
    m: &Matrix<T, 2, 3>,
    s: T,
) -> Tensor<T, (B, Dim<3>)> {
    (x.matmul(m) * s).sin()
}

/// Two results.
#[differentiable]
pub fn pair<T: Real>(v: &Vector<T, 3>, gain: T) -> (Vector<T, 3>, T) {
    let h = v.sigmoid() * gain;
    (h.cos(), h.dot(v))
}

/// A number, of a whole parameter struct.
#[differentiable]
pub fn energy<T: Real>(layer: &Layer<T>, v: &Vector<T, 3>) -> T {
    v.dot(&layer.forward(v)) + layer.b.sum()
}

/// A loop in the callee.
#[differentiable]
pub fn through<T: Real>(layers: &[Layer<T>; 2], v: &Vector<T, 3>) -> Vector<T, 3> {
    let mut h = v.tanh();
    for i in 0..2 {
        h = layers[i].forward(&h) + &h;
    }
    h
}
