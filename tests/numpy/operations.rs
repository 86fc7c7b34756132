//! The operations by their names in the table.

use tapeless::Cast;
use tapeless::prelude::*;

use super::number::{Texts, Written, read};
use super::table::Case;

/// `match` by the name: of methods, or of what has another name there.
macro_rules! by_name {
    ($name:expr; $x:expr => $($method:ident)*; $($other:literal => $result:expr,)*) => {
        match $name {
            $(stringify!($method) => $x.$method().texts(),)*
            $($other => $result.texts(),)*
            _ => return None,
        }
    };
}

fn elementwise<T: Written + Cast<bool>>(case: &Case) -> Option<Vec<String>> {
    let a = read::<T, shape![1]>(&case.inputs[0]);
    let Some(b) = case.inputs.get(1) else {
        return Some(by_name!(case.op; a => abs sign square;
            "neg" => (-a),
            "to_bool" => a.cast::<bool>(),
        ));
    };
    let b = &read::<T, shape![1]>(b);
    Some(by_name!(case.op; a => ;
        "add" => (a + b),
        "sub" => (a - b),
        "mul" => (a * b),
        "div" => (a / b),
        "maximum" => a.maximum(b),
        "minimum" => a.minimum(b),
        "lt" => a.lt(b),
        "le" => a.le(b),
        "gt" => a.gt(b),
        "ge" => a.ge(b),
        "eq" => a.eq(b),
        "ne" => a.ne(b),
    ))
}

fn elementwise_of_reals<T: Written + Real + Cast<i32>>(case: &Case) -> Option<Vec<String>> {
    let x = read::<T, shape![1]>(&case.inputs[0]);
    let number = T::from_f64;
    let Some(b) = case.inputs.get(1) else {
        return Some(by_name!(case.op; x =>
            recip sqrt floor ceil round exp expm1 ln log1p sin cos tan tanh sigmoid relu gelu gelu_tanh silu softplus;
            "clamp" => x.clamp(number(-1.0), number(2.0)),
            "clamp_crossed" => x.clamp(number(2.0), number(-1.0)),
            "clamp_nan_below" => x.clamp(T::NAN, number(1.0)),
            "clamp_nan_above" => x.clamp(number(-1.0), T::NAN),
            "powi_0" => x.powi(0),
            "powi_2" => x.powi(2),
            "powi_3" => x.powi(3),
            "powi_-1" => x.powi(-1),
            "powi_-3" => x.powi(-3),
            "to_i32" => x.cast::<i32>(),
        ));
    };
    let b = &read::<T, shape![1]>(b);
    Some(by_name!(case.op; x => ;
        "pow" => x.pow(b),
        "leaky_relu" => x.leaky_relu(b),
        "elu" => x.elu(b),
        "select" => x.gt(T::ZERO).select(&x, b),
    ))
}

/// Reductions over all elements, and along the axes of a matrix.
macro_rules! reductions {
    ($all:ident, $along:ident for $T:ident: $($reduce:ident $axis:ident $keep:ident,)*) => {
        fn $all<T: Written + $T, const N: usize>(op: &str, x: &Vector<T, N>) -> Option<Vec<String>> {
            Some(by_name!(op; x => $($reduce)*;))
        }
        fn $along<T: Written + $T, const M: usize, const N: usize>(
            op: &str,
            form: &str,
            x: &Matrix<T, M, N>,
        ) -> Option<Vec<String>> {
            Some(match (op, form) {
                $((stringify!($reduce), "axis_0") => x.$axis::<0>().texts(),
                (stringify!($reduce), "axis_1") => x.$axis::<1>().texts(),
                (stringify!($reduce), "keep_1") => x.$keep::<1>().texts(),)*
                _ => return None,
            })
        }
    };
}
reductions! { over_all, along for Number:
    sum sum_axis sum_keep,
    prod prod_axis prod_keep,
    max max_axis max_keep,
    min min_axis min_keep,
    argmax argmax_axis argmax_keep,
    argmin argmin_axis argmin_keep,
}
reductions! { reals_over_all, reals_along for Real:
    mean mean_axis mean_keep,
    var var_axis var_keep,
    std std_axis std_keep,
    var_unbiased var_unbiased_axis var_unbiased_keep,
    std_unbiased std_unbiased_axis std_unbiased_keep,
    logsumexp logsumexp_axis logsumexp_keep,
    norm_l1 norm_l1_axis norm_l1_keep,
    norm_l2 norm_l2_axis norm_l2_keep,
    norm_max norm_max_axis norm_max_keep,
}

fn of_vector<T: Written, const N: usize>(op: &str, x: &Vector<T, N>) -> Option<Vec<String>> {
    over_all(op, x).or_else(|| (op == "cumsum").then(|| x.cumsum::<0>().texts()))
}

fn of_vector_of_reals<T: Written + Real, const N: usize>(op: &str, x: &Vector<T, N>) -> Option<Vec<String>> {
    let positive = x.gt(T::ZERO);
    reals_over_all(op, x).or_else(|| {
        Some(by_name!(op; x => softmax log_softmax;
            "norm_lp" => x.norm_lp(T::from_f64(3.0)),
            "norm_frobenius" => x.unsqueeze::<0>().norm_frobenius(),
            "count_true" => positive.count(),
            "any" => positive.any(),
            "all" => positive.all(),
        ))
    })
}

/// Calls a function on the vector, or the matrix, that a case has as its input.
macro_rules! on_shape {
    ($case:expr, $op:expr, $form:expr; $of_vector:ident, $along:ident of $T:ty) => {
        match ($form.split_once('/'), $case.inputs[0].len()) {
            (None, 0) => $of_vector::<$T, 0>($op, &read(&$case.inputs[0])),
            (None, 1) => $of_vector::<$T, 1>($op, &read(&$case.inputs[0])),
            (None, 4) => $of_vector::<$T, 4>($op, &read(&$case.inputs[0])),
            (Some((axis, "2×4")), _) => $along::<$T, 2, 4>($op, axis, &read(&$case.inputs[0])),
            (Some((axis, "0×2")), _) => $along::<$T, 0, 2>($op, axis, &read(&$case.inputs[0])),
            (Some((axis, "2×0")), _) => $along::<$T, 2, 0>($op, axis, &read(&$case.inputs[0])),
            _ => None,
        }
    };
}

/// The result of an operation that all numbers have.
pub fn of_numbers<T: Written + Cast<bool>>(case: &Case) -> Option<Vec<String>> {
    match case.op.split_once('/') {
        None => elementwise::<T>(case),
        Some((op, form)) => on_shape!(case, op, form; of_vector, along of T),
    }
}

/// The result of an operation that reals have.
pub fn of_reals<T: Written + Real + Cast<bool> + Cast<i32>>(case: &Case) -> Option<Vec<String>> {
    of_numbers::<T>(case).or_else(|| match case.op.split_once('/') {
        None => elementwise_of_reals::<T>(case),
        Some((op, form)) => on_shape!(case, op, form; of_vector_of_reals, reals_along of T),
    })
}
