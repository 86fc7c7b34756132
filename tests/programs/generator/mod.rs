//! Programs out of a seed: differentiable functions over inputs of one kind, as text.

mod expression;
mod program;
mod random;
mod scope;
mod shape;
mod statement;

use std::ops::Range;

/// The programs of these seeds, each with its test.
pub fn programs(seeds: Range<u64>) -> String {
    let mut text = String::from("use programs::prelude::*;\n");
    let mut callable = Vec::new();
    for seed in seeds {
        let program = program::program(seed, &callable);
        text += &program.text;
        callable.extend(program.callable);
    }
    text
}
