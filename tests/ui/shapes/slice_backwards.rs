use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.slice(s![2..1, ..]);
}
//~ s![2..1, ..]
