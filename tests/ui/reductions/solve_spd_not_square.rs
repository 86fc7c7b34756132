use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f64, 3, 2>::zeros();
    let _ = x.solve_spd(&Vector::<f64, 3>::zeros());
}
//~ solve_spd
