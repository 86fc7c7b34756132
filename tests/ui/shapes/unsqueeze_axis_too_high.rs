use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.unsqueeze::<3>();
}
//~ unsqueeze
