//! The variables in sight.

use super::random::Random;
use super::shape::Shape;

#[derive(Clone)]
pub struct Variable {
    /// As the program writes it: `h`, `t.0`, `net.layers[1].w`.
    pub text: String,
    pub shape: Shape,
    /// A reference already.
    pub borrowed: bool,
    /// Declared with `let mut`.
    pub mutable: bool,
    /// Input, as it came: no element is near 0, where kinks are.
    pub raw: bool,
}

impl Variable {
    pub fn local(name: &str, shape: &[usize]) -> Self {
        Variable { text: name.into(), shape: shape.into(), borrowed: false, mutable: false, raw: false }
    }

    pub fn input(text: &str, shape: &[usize], borrowed: bool) -> Self {
        Variable { borrowed, raw: true, ..Variable::local(text, shape) }
    }

    /// The name that stands before the first dot.
    fn name(&self) -> &str {
        self.text.split('.').next().expect("a split has a first part")
    }

    /// As the operand of an operator or an argument.
    pub fn operand(&self) -> String {
        if self.borrowed || self.shape.is_empty() { self.text.clone() } else { format!("&{}", self.text) }
    }
}

#[derive(Clone, Default)]
pub struct Scope {
    pub variables: Vec<Variable>,
    /// Loop indices with the number of turns.
    pub indices: Vec<(String, usize)>,
}

impl Scope {
    /// `let`: hides what had the name.
    pub fn bind(&mut self, variable: Variable) {
        self.hide(variable.name());
        self.variables.push(variable);
    }

    pub fn hide(&mut self, name: &str) {
        self.variables.retain(|v| v.name() != name);
        self.indices.retain(|(index, _)| index != name);
    }

    /// A variable of the shape; the younger, the likelier.
    pub fn find(&self, shape: &[usize], random: &mut Random) -> Option<Variable> {
        self.among(|v| v.shape == shape, random)
    }

    pub fn among(&self, accept: impl Fn(&Variable) -> bool, random: &mut Random) -> Option<Variable> {
        let fitting: Vec<_> = self.variables.iter().rev().filter(|v| accept(v)).collect();
        if fitting.is_empty() {
            return None;
        }
        let (a, b) = (random.below(fitting.len()), random.below(fitting.len()));
        Some(fitting[a.min(b)].clone())
    }
}
