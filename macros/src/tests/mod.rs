//! The passes without the compiler: small functions as text, and what each pass makes of them.

mod chains;
mod golden;
mod lower;
mod plan;
mod print;
mod refusals;
mod reverse;

use crate::graph::{Graph, ValueId};
use crate::lower::lower;
use crate::signature::{Function, Options};

fn function(text: &str) -> syn::Result<Function> {
    Function::from_item(&syn::parse_str(text).expect("a function"), Options::default())
}

/// The graph of a function.
fn graph(text: &str) -> Graph {
    let function = function(text).expect("a differentiable signature");
    lower(&function).unwrap_or_else(|error| panic!("{error}"))
}

/// The value of this name.
fn value(graph: &Graph, name: &str) -> ValueId {
    let found = graph.values.iter().position(|value| value.name == name);
    found.unwrap_or_else(|| panic!("no value is called {name}"))
}
