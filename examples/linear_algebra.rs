//! Linear algebra: what one needs of it, each law checked on numbers.
//!
//! `cargo run --release --example linear_algebra`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 2.3.

mod course;

use course::plot::{Plot, save};
use tapeless::prelude::*;

fn main() -> course::Result {
    course::no_options()?;
    // ANCHOR: ranks
    let (x, y) = (3.0, 2.0);
    println!("numbers: {} {} {} {}", x + y, x * y, x / y, f64::powf(x, y));
    let v = Vector::<f64, 3>::arange();
    let a: Matrix<f64, 3, 2> = Vector::<f64, 6>::arange().reshape();
    let t: Tensor3<f64, 2, 3, 4> = Vector::<f64, 24>::arange().reshape();
    println!("a vector {v}\na matrix\n{a}\na tensor of shape {:?}\n{t}", t.dims());
    // ANCHOR_END: ranks

    // ANCHOR: transpose
    println!("\nits transpose\n{}", a.transpose());
    let s = Matrix::from([[1.0, 2.0, 3.0], [2.0, 0.0, 4.0], [3.0, 4.0, 5.0]]);
    assert_eq!(a.transpose().transpose(), a);
    assert_eq!(s.transpose(), s); // symmetric
    assert_eq!((&s * 2.0 + &s).transpose(), s.transpose() * 2.0 + s.transpose());
    // ANCHOR_END: transpose

    // ANCHOR: reductions
    println!("\nsum {}, of each column {}, of each row {}", a.sum(), a.sum_axis::<0>(), a.sum_axis::<1>());
    println!("mean {}, of each column {}", a.mean(), a.mean_axis::<0>());
    let sums: Tensor<f64, shape![3, 1]> = a.sum_keep::<1>(); // the axis stays, with length 1
    let shares = &a / &sums; // so that it stretches over the columns again
    println!("each row divided by its sum\n{shares}\nrunning sums of the rows\n{}", a.cumsum::<0>());
    // ANCHOR_END: reductions
    assert_eq!((a.sum(), a.sum_axis::<0>()), (15.0, Vector::from([6.0, 9.0])));
    assert!(shares.sum_axis::<1>().is_close(&Vector::ones(), 1e-15, 0.0));
    assert_eq!(a.cumsum::<0>().row(2), a.sum_axis::<0>());

    // ANCHOR: dot
    let w = Vector::from([0.2, 0.3, 0.5]); // weights that sum to 1: the dot product is a weighted mean
    println!("\n{v} · {w} = {}", v.dot(&w));
    assert_eq!(v.dot(&w), (&v * &w).sum());
    let cosine = v.dot(&w) / (v.norm_l2() * w.norm_l2());
    println!("the angle between them: {:.1}°", cosine.acos().to_degrees());
    // ANCHOR_END: dot

    // ANCHOR: matvec
    let product: Vector<f64, 3> = a.matvec(&Vector::from([1.0, -1.0]));
    println!("\nA x = {product}");
    let rows = Vector::from_fn(|[i]| a.row(i).dot(&Vector::from([1.0, -1.0])));
    let columns = a.col(0) * 1.0 + a.col(1) * -1.0;
    assert_eq!((&product, &product), (&rows, &columns)); // a dot product for each row, or a mixture of the columns
    // ANCHOR_END: matvec

    // ANCHOR: matmul
    let b = Matrix::<f64, 2, 4>::from_fn(|[i, j]| i as f64 - j as f64);
    let c: Matrix<f64, 3, 4> = a.matmul(&b);
    println!("\nA B =\n{c}");
    let dots = Matrix::from_fn(|[i, j]| a.row(i).dot(&b.col(j)));
    let outer_products = a.col(0).outer(&b.row(0)) + a.col(1).outer(&b.row(1));
    assert_eq!((&c, &c), (&dots, &outer_products));
    assert!((0..4).all(|j| c.col(j) == a.matvec(&b.col(j)))); // each column: a mixture of the columns of A
    assert_eq!(c.transpose(), b.transpose().matmul(&a.transpose()));
    // ANCHOR_END: matmul

    // ANCHOR: norms
    let u = Vector::from([3.0, -4.0]);
    println!("\n{u}: L1 {}, L2 {}, L3 {:.4}, L∞ {}", u.norm_l1(), u.norm_l2(), u.norm_lp(3.0), u.norm_max());
    assert_eq!((u.norm_l1(), u.norm_l2(), u.norm_max()), (7.0, 5.0, 4.0));
    assert!((u.norm_lp(3.0) - f64::cbrt(27.0 + 64.0)).abs() < 1e-15);
    let ones = Matrix::<f64, 4, 9>::ones();
    println!("Frobenius norm of a 4 × 9 matrix of ones: {}", ones.norm_frobenius());
    assert_eq!(ones.norm_frobenius(), 6.0);
    let z = Vector::from([-1.0, 2.0]);
    assert!((&u + &z).norm_l2() <= u.norm_l2() + z.norm_l2()); // the triangle inequality
    assert_eq!((&u * -2.0).norm_l2(), 2.0 * u.norm_l2());
    // ANCHOR_END: norms

    // ANCHOR: plot
    /// The points of norm 1: each direction, divided by its norm.
    fn circle(norm: impl Fn(&Vector<f64, 2>) -> f64) -> impl Iterator<Item = (f64, f64)> {
        (0..=240).map(move |i| {
            let angle = i as f64 * std::f64::consts::TAU / 240.0;
            let direction = Vector::from([angle.cos(), angle.sin()]);
            let [x, y] = (&direction / norm(&direction)).to_array();
            (x, y)
        })
    }
    let plot = Plot::new("all x with ‖x‖ = 1", "x₁", "x₂")
        .line("L1", circle(|x| x.norm_l1()))
        .line("L2", circle(|x| x.norm_l2()))
        .line("L4", circle(|x| x.norm_lp(4.0)))
        .line("L∞", circle(|x| x.norm_max()))
        .x_range(-1.2..1.9)
        .y_range(-1.2..1.2);
    save("norms", [plot])
    // ANCHOR_END: plot
}
