//! Several axes are named in increasing order.
use tapeless::prelude::*;

fn main() {
    let x = Tensor3::<f32, 2, 3, 4>::zeros();
    let _ = x.max_axes::<axes![2, 0]>();
}
//~ max_axes
