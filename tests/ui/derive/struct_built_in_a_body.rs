use tapeless::prelude::*;

#[derive(Params)]
struct State {
    h: Vector<f32, 3>,
}

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let state = State { h: x.tanh() };
    state.h.sum()
}

fn main() {}
