//! The operations of `shapes.txt` by their names and the shapes of their inputs.

use tapeless::linalg::{NotPositiveDefinite, Singular};
use tapeless::prelude::*;

use super::number::{Texts, Written, read};
use super::table::Case;

/// A result as the table writes it: its shape, then its numbers. Several follow each other.
pub trait Shaped {
    fn shaped(&self) -> Vec<String>;
}
fn lengths<S: Shape>() -> String {
    let lengths: Vec<_> = S::LENGTHS.iter().map(usize::to_string).collect();
    if lengths.is_empty() { "number".into() } else { lengths.join("×") }
}
impl<T: Element, S: Shape> Shaped for Tensor<T, S> {
    fn shaped(&self) -> Vec<String> {
        [vec![lengths::<S>()], self.texts()].concat()
    }
}
macro_rules! numbers {
    ($($T:ty),*) => {$(
        impl Shaped for $T {
            fn shaped(&self) -> Vec<String> {
                vec!["number".into(), format!("{self:?}")]
            }
        }
    )*};
}
numbers!(f32, f64, i32);
impl<Y: Shaped, Z: Shaped> Shaped for (Y, Z) {
    fn shaped(&self) -> Vec<String> {
        [self.0.shaped(), self.1.shaped()].concat()
    }
}
impl<Y: Shaped, const N: usize> Shaped for [Y; N] {
    fn shaped(&self) -> Vec<String> {
        self.iter().flat_map(Y::shaped).collect()
    }
}
impl<Y: Shaped, E: Refusal> Shaped for Result<Y, E> {
    fn shaped(&self) -> Vec<String> {
        self.as_ref().map_or_else(|_| vec!["error".into()], Y::shaped)
    }
}
pub trait Refusal {}
impl Refusal for Singular {}
impl Refusal for NotPositiveDefinite {}

/// What stands in a case as input.
pub trait Input: Sized {
    fn shape() -> String;
    fn read(texts: &[&str]) -> Self;
}
impl<T: Written, S: Shape> Input for Tensor<T, S> {
    fn shape() -> String {
        lengths::<S>()
    }
    fn read(texts: &[&str]) -> Self {
        read(texts)
    }
}
impl<const B: usize, const C: usize> Input for Labels<B, C> {
    fn shape() -> String {
        B.to_string()
    }
    fn read(texts: &[&str]) -> Self {
        let classes: Vec<u8> = texts.iter().map(|text| text.parse().expect("a class")).collect();
        Labels::from_slice(&classes).expect("as many classes as that, each below C")
    }
}

fn one<X: Input, Y: Shaped>(case: &Case, op: &str, f: impl Fn(X) -> Y) -> Option<Vec<String>> {
    let [x] = &case.inputs[..] else { return None };
    (case.op == format!("{op}/{}", X::shape())).then(|| f(X::read(x)).shaped())
}

fn two<A: Input, B: Input, Y: Shaped>(case: &Case, op: &str, f: impl Fn(A, B) -> Y) -> Option<Vec<String>> {
    let [a, b] = &case.inputs[..] else { return None };
    (case.op == format!("{op}/{},{}", A::shape(), B::shape())).then(|| f(A::read(a), B::read(b)).shaped())
}

/// The first of these whose name and shapes are those of the case.
macro_rules! first {
    ($case:expr; $($arguments:ident $op:literal $f:expr;)*) => {
        None$(.or_else(|| $arguments($case, $op, $f)))*
    };
}

fn moved<T: Written>(case: &Case) -> Option<Vec<String>> {
    first! { case;
        one "transpose" |x: Matrix<T, 2, 3>| x.transpose();
        one "transpose" |x: Matrix<T, 1, 4>| x.transpose();
        one "transpose" |x: Matrix<T, 0, 2>| x.transpose();
        one "swap_axes_0_2" |x: Tensor3<T, 2, 3, 4>| x.swap_axes::<0, 2>();
        one "permute_2_0_1" |x: Tensor3<T, 2, 3, 4>| x.permute::<2, 0, 1>();
        one "permute_1_3_0_2" |x: Tensor4<T, 2, 1, 3, 2>| x.permute::<1, 3, 0, 2>();
        one "split_0_2" |x: Vector<T, 5>| x.split::<0, 2>();
        one "split_0_0" |x: Vector<T, 3>| x.split::<0, 0>();
        one "split_1_1" |x: Matrix<T, 2, 4>| x.split::<1, 1>();
        one "chunks_0_3" |x: Vector<T, 6>| x.chunks::<0, 3>();
        one "chunks_1_2" |x: Matrix<T, 3, 4>| x.chunks::<1, 2>();
        one "slice_0..2,.." |x: Matrix<T, 3, 4>| x.slice(s![0..2, ..]);
        one "slice_1..,..2" |x: Matrix<T, 3, 4>| x.slice(s![1.., ..2]);
        one "slice_..,1" |x: Matrix<T, 3, 4>| x.slice(s![.., 1]);
        one "slice_2..2,.." |x: Matrix<T, 3, 4>| x.slice(s![2..2, ..]);
        one "slice_1,..,1..3" |x: Tensor3<T, 2, 3, 4>| x.slice(s![1, .., 1..3]);
        one "row_1" |x: Matrix<T, 3, 4>| x.row(1);
        one "col_2" |x: Matrix<T, 3, 4>| x.col(2);
        one "at_1_3" |x: Matrix<T, 3, 4>| Scalar::from_index(|_| x.at(1, 3));
        one "pad_0_1_2" |x: Vector<T, 3>| x.pad::<0, 1, 2>(seven());
        one "pad_1_2_0" |x: Matrix<T, 2, 3>| x.pad::<1, 2, 0>(seven());
        one "pad_0_0_0" |x: Matrix<T, 2, 3>| x.pad::<0, 0, 0>(seven());
        one "repeat_0_3" |x: Vector<T, 2>| x.repeat::<0, 3>();
        one "repeat_1_2" |x: Matrix<T, 2, 3>| x.repeat::<1, 2>();
        one "tile_0_3" |x: Vector<T, 2>| x.tile::<0, 3>();
        one "tile_1_2" |x: Matrix<T, 2, 3>| x.tile::<1, 2>();
        one "broadcast_to" |x: Vector<T, 3>| x.broadcast_to::<shape![2, 3]>();
        one "broadcast_to" |x: Tensor<T, shape![2, 1]>| x.broadcast_to::<shape![2, 3]>();
        one "broadcast_to" |x: Tensor<T, shape![1, 1]>| x.broadcast_to::<shape![2, 0]>();
        one "reshape_3_2" |x: Matrix<T, 2, 3>| x.reshape::<shape![3, 2]>();
        one "reshape_2_2_3" |x: Vector<T, 12>| x.reshape::<shape![2, 2, 3]>();
        one "flatten" |x: Tensor3<T, 2, 3, 4>| -> Vector<T, 24> { x.flatten() };
        one "flatten_from_1" |x: Tensor3<T, 2, 3, 4>| x.flatten_from::<1>();
        one "unflatten_0_2_3" |x: Matrix<T, 6, 2>| x.unflatten::<0, shape![2, 3]>();
        one "squeeze_1" |x: Tensor<T, shape![3, 1]>| x.squeeze::<1>();
        one "unsqueeze_1" |x: Vector<T, 3>| x.unsqueeze::<1>();
    }
}

fn seven<T: Number>() -> T {
    T::from_f64(7.0)
}

fn joined<T: Written>(case: &Case) -> Option<Vec<String>> {
    first! { case;
        two "concat_0" |a: Vector<T, 3>, b: Vector<T, 1>| a.concat::<0>(&b);
        two "concat_0" |a: Vector<T, 0>, b: Vector<T, 2>| a.concat::<0>(&b);
        two "concat_0" |a: Matrix<T, 2, 3>, b: Tensor<T, shape![1, 3]>| a.concat::<0>(&b);
        two "concat_1" |a: Matrix<T, 3, 4>, b: Matrix<T, 3, 5>| a.concat::<1>(&b);
        two "concat_1" |a: Tensor<T, shape![2, 1, 3]>, b: Tensor3<T, 2, 2, 3>| a.concat::<1>(&b);
        two "stack_0" |a: Vector<T, 3>, b: Vector<T, 3>| a.stack::<0>(&b);
        two "stack_1" |a: Vector<T, 3>, b: Vector<T, 3>| [&a, &b].stack::<1>();
        two "stack_1" |a: Matrix<T, 2, 3>, b: Matrix<T, 2, 3>| a.stack::<1>(&b);
        two "stack_2" |a: Matrix<T, 2, 3>, b: Matrix<T, 2, 3>| a.stack::<2>(&b);
        one "one_hot" |labels: Labels<4, 3>| labels.one_hot::<T>();
        one "one_hot" |labels: Labels<1, 3>| labels.one_hot::<T>();
        one "one_hot" |labels: Labels<0, 3>| labels.one_hot::<T>();
        two "gather" |x: Matrix<T, 3, 2>, labels: Labels<4, 3>| x.gather(&labels);
        two "pick" |x: Matrix<T, 4, 3>, labels: Labels<4, 3>| x.pick(&labels);
    }
}

fn multiplied<T: Written + Shaped>(case: &Case) -> Option<Vec<String>> {
    first! { case;
        two "dot" |a: Vector<T, 3>, b: Vector<T, 3>| a.dot(&b);
        two "dot" |a: Vector<T, 1>, b: Vector<T, 1>| a.dot(&b);
        two "dot" |a: Vector<T, 0>, b: Vector<T, 0>| a.dot(&b);
        two "outer" |a: Vector<T, 3>, b: Vector<T, 2>| a.outer(&b);
        two "outer" |a: Vector<T, 1>, b: Vector<T, 1>| a.outer(&b);
        two "matvec" |a: Matrix<T, 2, 3>, x: Vector<T, 3>| a.matvec(&x);
        two "matvec" |a: Matrix<T, 2, 0>, x: Vector<T, 0>| a.matvec(&x);
        two "vecmat" |x: Vector<T, 3>, b: Matrix<T, 3, 2>| x.vecmat(&b);
        two "matmul" |a: Matrix<T, 2, 3>, b: Matrix<T, 3, 2>| a.matmul(&b);
        two "matmul" |a: Matrix<T, 1, 1>, b: Matrix<T, 1, 1>| a.matmul(&b);
        two "matmul" |a: Matrix<T, 3, 1>, b: Matrix<T, 1, 2>| a.matmul(&b);
        two "matmul" |a: Matrix<T, 2, 0>, b: Matrix<T, 0, 2>| a.matmul(&b);
        two "matmul" |a: Tensor3<T, 2, 2, 3>, b: Matrix<T, 3, 2>| a.matmul(&b);
        two "bmm" |a: Tensor3<T, 2, 2, 3>, b: Tensor3<T, 2, 3, 2>| a.bmm(&b);
        two "bmm" |a: Tensor4<T, 2, 1, 1, 2>, b: Tensor4<T, 2, 1, 2, 1>| a.bmm(&b);
        one "cumsum_0" |x: Matrix<T, 2, 3>| x.cumsum::<0>();
        one "cumsum_1" |x: Matrix<T, 2, 3>| x.cumsum::<1>();
        one "cumsum_1" |x: Matrix<T, 2, 1>| x.cumsum::<1>();
        one "trace" |x: Matrix<T, 2, 2>| x.trace();
        one "trace" |x: Matrix<T, 1, 1>| x.trace();
        one "trace" |x: Matrix<T, 0, 0>| x.trace();
    }
}

fn of_square<T: Written + Real + Shaped, const N: usize>(case: &Case) -> Option<Vec<String>> {
    first! { case;
        one "determinant" |a: Matrix<T, N, N>| a.determinant();
        one "inverse" |a: Matrix<T, N, N>| a.inverse();
        one "cholesky" |a: Matrix<T, N, N>| a.cholesky();
        one "inverse_spd" |a: Matrix<T, N, N>| a.inverse_spd();
        two "solve" |a: Matrix<T, N, N>, b: Vector<T, N>| a.solve(&b);
        two "solve" |a: Matrix<T, N, N>, b: Matrix<T, N, 2>| a.solve(&b);
        two "solve_spd" |a: Matrix<T, N, N>, b: Vector<T, N>| a.solve_spd(&b);
        two "solve_spd" |a: Matrix<T, N, N>, b: Matrix<T, N, 2>| a.solve_spd(&b);
        two "solve_or_nan" |a: Matrix<T, N, N>, b: Vector<T, N>| a.solve_or_nan(&b);
        two "solve_or_nan" |a: Matrix<T, N, N>, b: Matrix<T, N, 2>| a.solve_or_nan(&b);
    }
}

/// The result of an operation that all numbers have.
pub fn of_numbers<T: Written + Shaped>(case: &Case) -> Option<Vec<String>> {
    moved::<T>(case).or_else(|| joined::<T>(case)).or_else(|| multiplied::<T>(case))
}

/// The result of an operation that reals have.
pub fn of_reals<T: Written + Real + Shaped>(case: &Case) -> Option<Vec<String>> {
    let of_square = [of_square::<T, 0>, of_square::<T, 1>, of_square::<T, 2>, of_square::<T, 3>];
    of_numbers::<T>(case).or_else(|| of_square.iter().find_map(|of_square| of_square(case)))
}
