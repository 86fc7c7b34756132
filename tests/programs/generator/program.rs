//! One program: signature, body, result, test.

use super::random::Random;
use super::scope::{Scope, Variable};
use super::shape::{Shape, type_of};

pub struct Program {
    pub text: String,
    /// How others call it, if they can.
    pub callable: Option<Callable>,
}

#[derive(Clone)]
pub struct Callable {
    pub name: String,
    pub shape: Shape,
    pub generic: bool,
}

/// What is known while a program is written.
pub struct Writer<'a> {
    pub random: Random,
    pub scope: Scope,
    /// Generic over the element: no numbers, but forward mode.
    pub generic: bool,
    pub callable: &'a [Callable],
    /// Calls of other programs so far.
    pub calls: usize,
    /// How deep in an expression.
    pub depth: usize,
    /// Statements left.
    pub budget: usize,
    /// Loops around.
    pub loops: usize,
    pub indent: usize,
    /// Variables of names of their own so far.
    pub names: usize,
    lines: String,
    /// The shape of the result, if it is no tuple.
    returned: Shape,
}

impl Writer<'_> {
    pub fn line(&mut self, text: &str) {
        self.lines += &"    ".repeat(self.indent);
        self.lines += text;
        self.lines += "\n";
    }

    pub fn element(&self) -> &'static str {
        if self.generic { "T" } else { "f64" }
    }
}

/// What a program is differentiated with respect to.
const WRT: [&[&str]; 6] = [&["net"], &["net", "x"], &["net", "x", "s"], &["x"], &["s", "x"], &["net", "s"]];
/// What some stop the gradient of: of inputs alone, so that differences can hold it still.
const FROZEN: [(&str, &[usize]); 4] = [
    ("net.m.tanh()", &[2, 3]),
    ("x.sin()", &[3, 2]),
    ("net.layers[0].b.square()", &[3]),
    ("net.v.exp()", &[2]),
];

pub fn program(seed: u64, callable: &[Callable]) -> Program {
    let mut random = Random::new(seed);
    let (generic, wrt) = (random.one_in(5), random.pick(&WRT));
    let frozen = random.one_in(6).then(|| random.pick(&FROZEN));
    let budget = 1 + random.below(4);
    let scope = inputs();
    let mut writer = Writer {
        random,
        scope,
        generic,
        callable,
        calls: 0,
        depth: 0,
        budget,
        loops: 0,
        indent: 1,
        names: 0,
        lines: String::new(),
        returned: vec![],
    };
    if let Some((_, shape)) = frozen {
        writer.scope.bind(Variable::local("frozen", shape));
    }
    while writer.budget > 0 {
        writer.statement();
    }
    let result = writer.result();
    let (lines, element, calls) = (&writer.lines, writer.element(), writer.calls);
    let (generics, filled) = if generic { ("<T: Real>", "<f64>") } else { ("", "") };
    let inputs =
        format!("net: &Net<{element}>, x: &Matrix<{element}, 3, 2>, s: {element}, k: usize, flag: bool");
    let stop = |frozen: &str| format!("    let frozen = {frozen};\n");
    let first = frozen.map_or(String::new(), |(frozen, _)| stop(&format!("stop_gradient(&{frozen})")));
    let source = format!(
        "#[differentiable(wrt = ({}))]\npub fn program_{seed}{generics}({inputs}) -> {result} {{\n{first}{lines}}}\n",
        wrt.join(", ")
    );
    let reference = frozen.map(|(frozen, _)| {
        let held = stop(&frozen.replace("net.", "base.net.").replace("x.", "base.x."));
        let lines: String = lines.lines().filter(|line| !line.trim().starts_with("#[")).map(|line| format!("{line}\n")).collect();
        format!("fn reference_{seed}{generics}({inputs}, base: &Inputs<{element}>) -> {result} {{\n{held}{lines}}}\n")
    });
    let test = test(seed, filled, wrt, generic, reference.is_some());
    let text = format!(
        "\n{source}{}const PROGRAM_{seed}: &str = r##\"seed {seed}:\n{source}\"##;\n{test}",
        reference.as_deref().unwrap_or_default()
    );
    let is_callable = reference.is_none() && calls == 0;
    let name = format!("program_{seed}");
    let callable = is_callable.then_some(Callable { name, shape: writer.returned, generic });
    Program { text, callable }
}

fn inputs() -> Scope {
    let variables = vec![
        Variable::input("net.layers[0].w", &[3, 3], false),
        Variable::input("net.layers[0].b", &[3], false),
        Variable::input("net.layers[1].w", &[3, 3], false),
        Variable::input("net.layers[1].b", &[3], false),
        Variable::input("net.m", &[2, 3], false),
        Variable::input("net.v", &[2], false),
        Variable::input("net.gain", &[], false),
        Variable::input("x", &[3, 2], true),
        Variable::input("s", &[], false),
    ];
    Scope { variables, ..Scope::default() }
}

impl Writer<'_> {
    /// The last expression: of the youngest variables, so that most statements matter. Returns its type.
    fn result(&mut self) -> String {
        let young: Vec<_> = self.scope.variables.iter().rev().take(3).cloned().collect();
        let terms: Vec<_> = young
            .iter()
            .map(|v| match &v.shape[..] {
                [] => v.text.clone(),
                _ => format!("{}.{}()", v.text, self.random.pick(&["sum", "mean"])),
            })
            .collect();
        let number = terms.join([" + ", " * "][self.random.below(2)]);
        match self.random.below(4) {
            0 | 1 => {
                self.line(&number);
                self.returned = vec![];
                self.element().into()
            }
            2 => {
                self.returned = self.random.pick(&[vec![3], vec![2, 3], vec![3, 2]]);
                let shape = self.returned.clone();
                let value = self.expression(&shape);
                self.line(&format!("({value}) * ({number})"));
                type_of(&shape, self.element())
            }
            _ => {
                // A tuple is no operand: such a program is called by none.
                self.calls += 1;
                let shape = self.random.pick(&[vec![3], vec![2, 3]]);
                let value = self.expression(&shape);
                self.line(&format!("({number}, {value})"));
                format!("({}, {})", self.element(), type_of(&shape, self.element()))
            }
        }
    }
}

/// The test of a program.
fn test(seed: u64, filled: &str, wrt: &[&str], generic: bool, has_reference: bool) -> String {
    let arguments = "&at.net, &at.x, at.s, choice.k, choice.flag";
    let each = |of: &str| wrt.iter().map(|name| format!(", {of}.{name}")).collect::<String>();
    let (grads, along) = (each("&mut grad"), each("&along"));
    let value = if has_reference {
        format!("reference_{seed}({arguments}, base)")
    } else {
        format!("program_{seed}({arguments})")
    };
    let vjp =
        format!("&mut |at, choice, ct, grad| copy(program_{seed}::vjp({arguments}, &mut ws, ct{grads}))");
    let jvp = format!("&mut |at, choice, along| program_{seed}::jvp({arguments}, &mut dual{along})");
    let mut text = format!(
        "#[test]\nfn check_{seed}() {{\n    let mut ws = Workspace::<program_{seed}{filled}>::boxed();\n    check(PROGRAM_{seed}, &{wrt:?}, &|at, base, choice| {value}, {vjp});\n"
    );
    if generic {
        text += &format!(
            "    let mut dual = Workspace::<Tangent<program_{seed}{filled}>>::boxed();\n    check_forward_mode(PROGRAM_{seed}, &{wrt:?}, {vjp}, {jvp});\n"
        );
    }
    text + "}\n"
}
