use tapeless::prelude::*;

#[differentiable]
fn f(x: &Matrix<f64, 3, 2>, y: &Vector<f64, 3>) -> f64 {
    let w = x.solve_or_nan(y);
    w.sum()
}

fn main() {}
//~ solve_or_nan
