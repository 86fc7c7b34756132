use tapeless::prelude::*;

mod helpers {
    use tapeless::prelude::*;

    pub fn squash<const N: usize>(x: &Vector<f32, N>) -> Vector<f32, N> {
        x.tanh()
    }
}

#[differentiable]
fn f<const N: usize>(x: &Vector<f32, N>) -> f32 {
    helpers::squash(x).sum()
}

fn main() {}
