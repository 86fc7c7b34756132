//! Every operation on numbers at its edges (NaN, infinities, signed zeros, subnormals, ties, overflow, nothing) against
//! what NumPy gives, bit by bit, or to as many units in the last place as `ulps` says.
//!
//! `tests/numpy/edges.txt` is NumPy's, written by `tests/numpy/edges.py`. Where we differ on purpose, our result stands in
//! `tests/numpy/differences.txt` under the reason; a line there that is no difference fails.

#[path = "numpy/number.rs"]
mod number;
#[path = "numpy/operations.rs"]
mod operations;
#[path = "numpy/table.rs"]
mod table;

use std::collections::HashMap;

use number::{Written, agree};
use table::{Case, cases};

/// How far an operation may be from NumPy's, whose functions are not exact either.
fn ulps(op: &str) -> u64 {
    match op.split('/').next().unwrap_or(op) {
        "exp" | "expm1" | "ln" | "log1p" | "sin" | "cos" | "tan" | "tanh" | "pow" | "elu" => 4,
        // Two roundings: of the power, of its reciprocal.
        "powi_-3" => 1,
        // Below 0, 1 + erf x cancels, and the exponential enlarges the rounding error of its argument.
        "gelu" | "gelu_tanh" => 16,
        "sigmoid" | "silu" | "softplus" | "softmax" | "log_softmax" | "logsumexp" | "norm_lp" => 4,
        _ => 0,
    }
}

/// The lines where the operations of an element are not as stated.
fn compare<T: Written>(element: &str, ours: impl Fn(&Case) -> Option<Vec<String>>) -> Vec<String> {
    let differences = cases(include_str!("numpy/differences.txt")).filter(|case| case.element == element);
    let mut on_purpose: HashMap<_, _> = differences.map(|case| (case.key(), case.result)).collect();
    let mut wrong = Vec::new();
    for case in cases(include_str!("numpy/edges.txt")).filter(|case| case.element == element) {
        let (key, limit) = (case.key(), ulps(case.op));
        let Some(answer) = ours(&case) else {
            wrong.push(format!("{key}: this is not compared"));
            continue;
        };
        let difference = on_purpose.remove(&key);
        let expected = difference.as_ref().unwrap_or(&case.result);
        if !agree::<T>(&answer, expected, limit) {
            wrong.push(format!("{key} | {}    # expected {}", answer.join(" "), expected.join(" ")));
        } else if difference.is_some() && agree::<T>(&answer, &case.result, limit) {
            wrong.push(format!("{key}: this is no difference"));
        }
    }
    wrong.extend(on_purpose.into_keys().map(|key| format!("{key}: this is not in the table")));
    wrong
}

macro_rules! elements {
    ($($name:ident: $T:ident by $operations:ident;)*) => {$(
        #[test]
        fn $name() {
            let wrong = compare::<$T>(stringify!($T), operations::$operations::<$T>);
            assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
        }
    )*};
}
elements! {
    single_precision: f32 by of_reals;
    double_precision: f64 by of_reals;
    integers: i32 by of_numbers;
}
