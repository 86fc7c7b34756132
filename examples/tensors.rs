//! The mathematics of tensors, operation by operation, each with its result and its type.
//!
//! `cargo run --release --example tensors`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 2.1 and 2.3.

mod course;

use std::fmt::Display;

use tapeless::prelude::*;
use tapeless::random::seeded;

/// The expression, the type of its result without paths, and the result.
fn show<X: Display>(expression: &str, result: X) -> X {
    let ty = std::any::type_name::<X>().replace("tapeless::tensor::", "").replace("tapeless::axis::", "");
    println!("{expression}: {ty}\n{result}\n");
    result
}

macro_rules! show {
    ($e:expr) => {
        show(stringify!($e), $e)
    };
}

fn title(text: &str) {
    println!("--- {text}\n");
}

fn main() -> course::Result {
    course::no_options()?;
    // ANCHOR: creation
    title("creation");
    let x = show!(Vector::<f32, 12>::arange());
    let m: Matrix<f32, 3, 4> = show!(x.reshape::<shape![3, 4]>());
    show!(Tensor3::<f32, 2, 3, 4>::zeros());
    show!(Matrix::<f32, 2, 3>::ones());
    show!(Matrix::<f32, 3, 3>::eye());
    show!(Vector::<f64, 5>::linspace(0.0, 1.0));
    show!(Matrix::<i32, 2, 3>::from_fn(|[i, j]| (10 * i + j) as i32));
    show!(Matrix::<f32, 2, 3>::normal(0.0, 1.0, &mut seeded(1)));
    let y = show!(Matrix::from([[2.0_f32, 1.0, 4.0, 3.0], [1.0, 2.0, 3.0, 4.0], [4.0, 3.0, 2.0, 1.0]]));
    let read = Vector::<f32, 3>::from_slice(&[1.0, 2.0]);
    println!("Vector::<f32, 3>::from_slice(&[1.0, 2.0]): {}\n", read.expect_err("two are not three"));
    // ANCHOR_END: creation

    // ANCHOR: elementwise
    title("elementwise");
    show!(&m + &y);
    show!(&m - &y);
    show!(&m * &y);
    show!(&m / &y);
    show!(y.pow(2.0));
    show!(m.exp());
    show!(m.cast::<i32>());
    // ANCHOR_END: elementwise

    title("logic");
    let equal = show!(m.eq(&y));
    show!(m.gt(&y));
    show!(equal.count());
    show!(equal.any());
    show!(equal.select(&m, 0.0));

    // ANCHOR: products
    title("products");
    let (u, v) = (Vector::from([0.0_f32, 1.0, 2.0, 3.0]), Vector::<f32, 4>::ones());
    show!(u.dot(&v));
    show!(m.matvec(&u));
    let product: Matrix<f32, 3, 3> = show!(m.matmul(&y.transpose()));
    assert_eq!(product.transpose(), y.matmul(&m.transpose()));
    show!(u.outer(&v));
    show!(m.transpose());
    // ANCHOR_END: products

    // ANCHOR: joining
    title("joining and cutting");
    let joined: Matrix<f32, 3, 9> = show!(m.concat::<1>(&Matrix::<f32, 3, 5>::ones()));
    assert_eq!(joined.dims(), [3, 9]);
    show!(m.concat::<0>(&y));
    show!(m.stack::<0>(&y));
    show!(m.slice(s![1..3, ..]));
    show!(m.slice(s![.., 1]));
    show!(m.row(2));
    println!("m[[1, 2]]: f32\n{}\n", m[[1, 2]]);
    // ANCHOR_END: joining

    // ANCHOR: broadcasting
    title("broadcasting");
    let (a, b) = (
        Tensor::<f32, shape![3, 1]>::from_fn(|[i, _]| i as f32),
        Tensor::<f32, shape![1, 2]>::from_fn(|[_, j]| j as f32),
    );
    show!(&a + &b);
    show!(&m + &u);
    // ANCHOR_END: broadcasting

    // ANCHOR: reductions
    title("reductions, with and without the axis");
    show!(m.sum());
    show!(m.sum_axis::<0>());
    show!(m.sum_axis::<1>());
    let kept = show!(m.sum_keep::<1>());
    show!(&m / &kept);
    show!(m.mean());
    show!(m.mean_axis::<0>());
    show!(m.max_axis::<1>());
    show!(m.argmax_axis::<1>());
    show!(m.cumsum::<0>());
    show!(m.softmax());
    // ANCHOR_END: reductions

    title("norms");
    let w = Vector::from([3.0_f32, -4.0]);
    show!(w.norm_l2());
    show!(w.norm_l1());
    show!(w.norm_max());
    show!(w.norm_lp(3.0));
    show!(Matrix::<f32, 4, 9>::ones().norm_frobenius());

    title("a small system of equations");
    let spd = Matrix::from([[4.0, 2.0], [2.0, 3.0]]);
    let solution = show!(spd.solve_spd(&Vector::from([2.0, 1.0]))?);
    assert!(spd.matvec(&solution).is_close(&Vector::from([2.0, 1.0]), 1e-12, 0.0));
    let singular = Matrix::from([[1.0, 2.0], [2.0, 4.0]]);
    println!("a singular matrix: {}", singular.inverse().expect_err("its rows are parallel"));
    Ok(())
}
