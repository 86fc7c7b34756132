use tapeless::prelude::*;

fn f<B: Axis>(x: &Tensor<f32, (B, Dim<3>, Dim<4>)>) {
    x.flatten();
}

fn main() {}
//~ flatten
