#[differentiable]
impl<const I: usize, const O: usize> Linear<I, O> {
    fn forward<B: Axis>(&self, x: &Tensor<f32, (B, Dim<I>)>) -> Tensor<f32, (B, Dim<O>)> {
        x.matmul(&self.w) + &self.b
    }
}
