//! Axes of one length with different names do not mix.
use tapeless::prelude::*;

fn main() {
    axis!(Batch = 4);
    axis!(Hidden = 4);
    let x = Tensor::<f32, (Batch, Dim<2>)>::zeros();
    let other = Tensor::<f32, (Hidden, Dim<2>)>::zeros();
    let _ = x.max_abs_diff(&other);
}
//~ &other
