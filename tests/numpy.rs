//! Every operation on numbers at its edges (NaN, infinities, signed zeros, subnormals, ties, overflow, nothing) against
//! what NumPy gives, bit by bit, or to as many units in the last place as `ulps` says.
//!
//! `tests/numpy/edges.txt` and `shapes.txt` are NumPy's, written by `edges.py` and `shapes.py`. Where we differ on purpose, our
//! result stands in `differences.txt` under the reason; a line there that is no difference fails.

#[path = "numpy/number.rs"]
mod number;
#[path = "numpy/operations.rs"]
mod operations;
#[path = "numpy/shapes.rs"]
mod shapes;
#[path = "numpy/table.rs"]
mod table;

use std::collections::{HashMap, HashSet};

use number::{Written, agree};
use table::{Case, cases};

/// How far an operation may be from NumPy's, whose functions are not exact either.
fn ulps(case: &Case) -> u64 {
    let op = case.op;
    match op.split('/').next().unwrap_or(op) {
        "exp" | "expm1" | "ln" | "log1p" | "sin" | "cos" | "tan" | "tanh" | "pow" | "elu" => 4,
        // Two roundings: of the power, of its reciprocal.
        "powi_-3" => 1,
        "gelu" => 6,
        "gelu_tanh" => {
            // The exponential enlarges the rounding error of its argument 2u.
            let x: f64 = case.inputs[0][0].parse().unwrap_or(0.0);
            let argument = (2.0 * 0.797_884_6 * (x + 0.044_715 * x * x * x)).abs().min(1e3);
            4 + 2 * argument as u64
        }
        // Both solve by elimination, in another order.
        "determinant" | "inverse" | "inverse_spd" | "solve" | "solve_spd" | "solve_or_nan" | "cholesky" => 8,
        "sigmoid" | "silu" | "softplus" | "softmax" | "log_softmax" | "logsumexp" | "norm_lp" => 4,
        _ => 0,
    }
}

const EDGES: &str = include_str!("numpy/edges.txt");
const SHAPES: &str = include_str!("numpy/shapes.txt");

/// The lines of a table where the operations of an element are not as stated.
fn compare<T: Written>(
    table: &'static str,
    element: &str,
    ours: impl Fn(&Case) -> Option<Vec<String>>,
) -> Vec<String> {
    let here: HashSet<_> = cases(table).map(|case| case.op).collect();
    let differences = cases(include_str!("numpy/differences.txt"))
        .filter(|case| case.element == element && here.contains(case.op));
    let mut on_purpose: HashMap<_, _> = differences.map(|case| (case.key(), case.result)).collect();
    let mut wrong = Vec::new();
    for case in cases(table).filter(|case| case.element == element) {
        let (key, limit) = (case.key(), ulps(&case));
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
    ($($name:ident: $T:ident in $table:ident by $operations:ident::$of:ident;)*) => {$(
        #[test]
        fn $name() {
            let wrong = compare::<$T>($table, stringify!($T), $operations::$of::<$T>);
            assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
        }
    )*};
}
elements! {
    single_precision: f32 in EDGES by operations::of_reals;
    double_precision: f64 in EDGES by operations::of_reals;
    integers: i32 in EDGES by operations::of_numbers;
    shapes_in_single_precision: f32 in SHAPES by shapes::of_reals;
    shapes_in_double_precision: f64 in SHAPES by shapes::of_reals;
    shapes_of_integers: i32 in SHAPES by shapes::of_numbers;
}

#[test]
fn every_difference_is_of_an_operation_in_a_table() {
    let known: HashSet<_> = cases(EDGES).chain(cases(SHAPES)).map(|case| (case.element, case.op)).collect();
    for case in cases(include_str!("numpy/differences.txt")) {
        assert!(known.contains(&(case.element, case.op)), "{}", case.key());
    }
}

/// The documentation of an operation, from where it is written.
fn documentation(op: &str) -> String {
    let source =
        |file: String| std::fs::read_to_string(format!("{}/src/{file}", env!("CARGO_MANIFEST_DIR"))).ok();
    let file = if op == "to_i32" { "cast" } else { op };
    let lines = match source(format!("ops/rules/{file}.rs")) {
        Some(text) => text,
        None => {
            let text = source("linalg.rs".into()).expect("a readable file");
            let (before, _) =
                text.split_once(&format!("pub fn {op}<")).unwrap_or_else(|| panic!("{op} is nowhere"));
            before.rsplit("\n\n").next().unwrap_or_default().to_owned()
        }
    };
    lines.lines().filter(|line| line.trim_start().starts_with("///")).collect()
}

#[test]
fn every_difference_is_said_where_the_operation_is_documented() {
    for case in cases(include_str!("numpy/differences.txt")) {
        let op = case.op.split('/').next().unwrap_or(case.op);
        assert!(documentation(op).contains("NumPy"), "the documentation of `{op}` does not mention NumPy");
    }
}
