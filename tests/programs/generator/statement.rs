//! Statements: bindings, blocks, branches, loops.

use super::expression::shapes;
use super::program::Writer;
use super::scope::{Scope, Variable};
use super::shape::{Shape, type_of};

const NAMES: [&str; 12] = ["h", "a", "b", "c", "u", "q", "r", "y", "z", "x", "s", "g"];

impl Writer<'_> {
    pub fn statement(&mut self) {
        self.budget = self.budget.saturating_sub(1);
        match self.random.below(16) {
            0..=4 => self.binding(),
            5 => self.tuple(),
            6 => self.pair(),
            7 => self.block(),
            8 => self.branch_value(),
            9 => self.branch_statement(),
            10 => self.match_value(),
            11..=13 => self.for_loop(),
            14 => self.while_loop(),
            _ => self.assignment(),
        }
    }

    fn shape(&mut self) -> Shape {
        self.random.pick(&shapes())
    }

    /// A name for a new variable, often one that hides another.
    fn name(&mut self) -> String {
        self.random.pick(&NAMES).to_owned()
    }

    pub fn fresh(&mut self) -> String {
        self.names += 1;
        format!("v{}", self.names)
    }

    /// `let h = …;`
    pub fn binding(&mut self) {
        let shape = self.shape();
        self.binding_of(&shape);
    }

    pub fn binding_of(&mut self, shape: &[usize]) {
        let value = self.expression(shape);
        let name = self.name();
        let mutable = self.random.one_in(2);
        let ty = match self.random.below(4) {
            0 => format!(": {}", type_of(shape, self.element())),
            _ => String::new(),
        };
        self.line(&format!("let {}{name}{ty} = {value};", if mutable { "mut " } else { "" }));
        self.scope.bind(Variable { mutable, ..Variable::local(&name, shape) });
    }

    /// `let (a, b) = (…, …);`, `let t = (…, …);`
    fn tuple(&mut self) {
        let (left, right) = (self.shape(), self.shape());
        let (first, second) = (self.expression(&left), self.expression(&right));
        if self.random.one_in(2) {
            let (a, b) = (self.fresh(), self.fresh());
            self.line(&format!("let ({a}, {b}) = ({first}, {second});"));
            self.scope.bind(Variable::local(&a, &left));
            self.scope.bind(Variable::local(&b, &right));
        } else {
            let t = self.fresh();
            self.line(&format!("let {t} = ({first}, {second});"));
            self.scope.variables.push(Variable::local(&format!("{t}.0"), &left));
            self.scope.variables.push(Variable::local(&format!("{t}.1"), &right));
        }
    }

    /// Both results of a function.
    fn pair(&mut self) {
        let (v, gain) = (self.operand(&[3]), self.operand(&[]));
        let (a, b) = (self.fresh(), self.fresh());
        self.line(&format!("let ({a}, {b}) = pair({v}, {gain});"));
        self.scope.bind(Variable::local(&a, &[3]));
        self.scope.bind(Variable::local(&b, &[]));
    }

    /// `h = …;`, `h += …;`
    pub fn assignment(&mut self) {
        let Some(variable) = self.scope.among(|v| v.mutable, &mut self.random) else { return self.binding() };
        let (name, shape) = (variable.text, variable.shape);
        match self.random.below(3) {
            0 => {
                let operator = self.random.pick(&["+=", "-=", "*="]);
                let value = self.operand(&shape);
                // What is changed in place cannot be borrowed beside it.
                let value = if value == format!("&{name}") { format!("&{name}.sin()") } else { value };
                self.line(&format!("{name} {operator} {value};"));
            }
            _ => {
                let value = self.expression(&shape);
                self.line(&format!("{name} = {value};"));
            }
        }
    }

    /// Lines and a last expression in a block of their own, out of which nothing is seen.
    fn body(&mut self, head: &str, shapes: &[Shape], tail: &str) {
        self.line(&format!("{head}{{"));
        let scope = self.enter();
        for _ in 0..self.random.below(2) {
            self.binding();
        }
        if self.random.one_in(3) {
            self.assignment();
        }
        let values: Vec<_> = shapes.iter().map(|shape| self.expression(shape)).collect();
        match &values[..] {
            [one] => self.line(one),
            more => self.line(&format!("({})", more.join(", "))),
        }
        self.leave(scope);
        self.line(&format!("}}{tail}"));
    }

    pub fn enter(&mut self) -> Scope {
        self.indent += 1;
        self.scope.clone()
    }

    pub fn leave(&mut self, scope: Scope) {
        self.indent -= 1;
        self.scope = scope;
    }

    fn block(&mut self) {
        let (shape, name) = (self.shape(), self.name());
        self.body(&format!("let {name} = "), std::slice::from_ref(&shape), ";");
        self.scope.bind(Variable::local(&name, &shape));
    }

    fn condition(&mut self) -> String {
        let raw = self.scope.among(|v| v.raw && v.shape == [3, 2], &mut self.random);
        match (self.random.below(6), raw) {
            (0, _) => "flag".into(),
            (1, _) => "k > 0".into(),
            (2, _) => "flag && k != 2".into(),
            (3, Some(x)) if !self.generic => format!("{}.at(1, 0) > 0.0", x.text),
            (4, Some(x)) if !self.generic => format!("{}[[2, 1]] < 0.0", x.text),
            (5, _) => "net.v.sum() > net.gain".into(),
            _ => "!flag || k == 1".into(),
        }
    }

    /// `let h = if … { … } else { … };`, also of a tuple.
    fn branch_value(&mut self) {
        let condition = self.condition();
        let shapes: Vec<_> = (0..1 + self.random.below(2)).map(|_| self.shape()).collect();
        let names: Vec<_> = shapes.iter().map(|_| self.fresh()).collect();
        let pattern = if names.len() == 1 { names[0].clone() } else { format!("({})", names.join(", ")) };
        self.body(&format!("let {pattern} = if {condition} "), &shapes, " else");
        self.body("", &shapes, ";");
        for (name, shape) in names.iter().zip(&shapes) {
            self.scope.bind(Variable::local(name, shape));
        }
    }

    /// Assignments in the arms.
    fn branch_statement(&mut self) {
        self.ensure_mutable();
        let condition = self.condition();
        self.line(&format!("if {condition} {{"));
        let scope = self.enter();
        self.assignment_for_sure();
        self.leave(scope);
        if self.random.one_in(2) {
            self.line("} else {");
            let scope = self.enter();
            self.assignment_for_sure();
            self.binding();
            self.leave(scope);
        }
        self.line("}");
    }

    fn match_value(&mut self) {
        let (shape, name) = (self.shape(), self.fresh());
        let shapes = std::slice::from_ref(&shape);
        self.line(&format!("let {name} = match k {{"));
        let scope = self.enter();
        let one = self.expression(&shape);
        self.line(&format!("0 => {one},"));
        let pattern = self.random.pick(&["1", "1 | 7", "1..=5 if flag"]);
        self.body(&format!("{pattern} => "), shapes, "");
        self.body("_ => ", shapes, "");
        self.leave(scope);
        self.line("};");
        self.scope.bind(Variable::local(&name, &shape));
    }

    fn ensure_mutable(&mut self) {
        if self.scope.variables.iter().all(|v| !v.mutable) {
            let (shape, name) = (self.shape(), self.fresh());
            let value = self.expression(&shape);
            self.line(&format!("let mut {name} = {value};"));
            self.scope.bind(Variable { mutable: true, ..Variable::local(&name, &shape) });
        }
    }

    /// `h = …;` with a part of the old value in it.
    fn assignment_for_sure(&mut self) {
        let variable = self.scope.among(|v| v.mutable, &mut self.random).expect("one was made");
        let (name, shape) = (variable.text.clone(), variable.shape.clone());
        let value = self.operand(&shape);
        let line = match self.random.below(3) {
            0 => format!("{name} = ({} * {value}).sin();", variable.operand()),
            1 => format!("{name} = {name}.tanh() + {value};"),
            _ => format!("{name} = {name}.cos() - {value};"),
        };
        self.line(&line);
    }

    fn for_loop(&mut self) {
        if self.loops > 1 {
            return self.binding();
        }
        self.ensure_mutable();
        let turns = self.random.pick(&[2, 2, 3, 3, 0, 1]);
        let index = self.random.pick(&["i", "t", "j"]).to_owned();
        if self.random.one_in(4) {
            self.line("#[remat]");
        }
        let range = if self.random.one_in(5) { format!("(0..{turns}).rev()") } else { format!("0..{turns}") };
        self.line(&format!("for {index} in {range} {{"));
        self.turns(|writer| {
            writer.scope.hide(&index);
            writer.scope.indices.push((index, turns));
        });
        self.line("}");
    }

    /// The body of a loop.
    fn turns(&mut self, first: impl FnOnce(&mut Self)) {
        let scope = self.enter();
        self.loops += 1;
        first(self);
        for _ in 0..self.random.below(2) {
            self.binding();
        }
        if self.budget > 0 && self.random.one_in(3) {
            self.statement();
        }
        self.ensure_mutable();
        self.assignment_for_sure();
        self.loops -= 1;
        self.leave(scope);
    }

    fn while_loop(&mut self) {
        if self.loops > 0 {
            return self.binding();
        }
        self.ensure_mutable();
        let n = self.fresh();
        let bound = self.random.pick(&["4", "7"]);
        if self.generic || self.random.one_in(2) {
            self.line(&format!("let mut {n}: usize = 0;"));
            self.line(&format!("#[bound({bound})]"));
            self.line(&format!("while {n} < k + 1 {{"));
            self.turns(|_| {});
            self.line(&format!("    {n} += 1;"));
        } else {
            let start =
                self.scope.find(&[], &mut self.random).map_or("net.gain".into(), |number| number.text);
            self.line(&format!("let mut {n} = 0.2 + {start}.sigmoid();"));
            self.line(&format!("#[bound({bound})]"));
            self.line(&format!("while {n} < 2.0 {{"));
            self.turns(|_| {});
            self.line(&format!("    {n} = {n} * 1.5 + 0.4;"));
            self.scope.bind(Variable::local(&n, &[]));
        }
        self.line("}");
    }
}
