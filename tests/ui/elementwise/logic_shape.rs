//! Logic broadcasts as `+` does.
use tapeless::prelude::*;

fn main() {
    let a = Matrix::<bool, 3, 4>::zeros();
    let _ = &a & &Vector::<bool, 3>::zeros();
}
//~ &
