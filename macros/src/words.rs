//! Values, calls and chains in words: for who reads derived code, and for tests.

use quote::ToTokens;

use crate::graph::*;

impl Graph {
    pub fn name(&self, value: ValueId) -> String {
        self.values[value].name.to_string()
    }

    /// `net.w`, `xs[t]`, a number as it is spelled.
    pub fn operand(&self, operand: &Operand) -> String {
        let start = match &self.values[operand.value].home {
            Home::Inline(tokens) => tokens.to_string(),
            Home::Number { value, .. } => number(&value.to_string().replace(' ', "")),
            _ => self.name(operand.value),
        };
        operand.path.iter().fold(start, |base, step| match step {
            Step::Field(member) => format!("{base}.{}", member.to_token_stream()),
            Step::Index(index) => format!("{base}[{}]", index.tokens),
        })
    }

    /// `.matmul(x, net.w)`; where an argument is what another of the links gives, that one stands in its place.
    pub fn expression(&self, call: &Call, links: &[Call]) -> String {
        let args = call.args.iter().map(|arg| match links.iter().find(|link| link.out == arg.value) {
            Some(link) => self.expression(link, links),
            None => self.operand(arg),
        });
        format!("{}({})", call.op.name(), args.collect::<Vec<_>>().join(", "))
    }

    /// `h_chain(t, net.b) = Then<Each<add(t, net.b)>, .relu>`
    pub fn definition(&self, chain: &Chain) -> String {
        let (operators, methods) = chain.steps();
        let (head, methods) = match operators.last() {
            Some(last) => (format!("Each<{}>", self.expression(last, operators)), methods),
            None => (self.expression(&methods[0], &[]), &methods[1..]),
        };
        let add = |before, method: &Call| format!("Then<{before}, {}>", method.op.name());
        let args: Vec<_> = chain.arguments().iter().map(|arg| self.operand(arg)).collect();
        format!("{}({}) = {}", chain.name, args.join(", "), methods.iter().fold(head, add))
    }
}

impl Op {
    /// `add`, `.matmul`
    fn name(&self) -> String {
        match self {
            Op::Path(path) | Op::Operator(path) => {
                path.to_string().replace(' ', "").replace("::tapeless::derived::ops::", "")
            }
            Op::Method(name) => format!(".{name}"),
            Op::Chain(chain) => chain.name.to_string(),
        }
    }
}

/// The number in `<T as …>::from(2.0 as f64)`.
fn number(converted: &str) -> String {
    let number = converted.rsplit_once(">(").map_or(converted, |(_, number)| number);
    number.trim_end_matches("asf64)").trim_matches(['(', ')']).into()
}
