//! Which calls become one.

use super::graph;
use super::print::print;
use crate::chains::chained;

#[track_caller]
fn becomes(body: &str, expected: &str) {
    let graph = chained(graph(&format!("fn f(x: &V, y: &V, net: &Net, i: usize) -> f64 {{ {body} }}")));
    assert_eq!(print(&graph), expected.trim());
}

#[test]
fn operators_and_the_methods_called_on_them() {
    becomes(
        "(x.matmul(&net.w) + &net.b).relu().sum()",
        "t = .matmul(x, net.w)\nout = .sum(.relu(add(t, net.b)))\n→ out",
    );
    becomes("(x * y + (y - x) * &net.b).sum()", "out = .sum(add(mul(x, y), mul(sub(y, x), net.b)))\n→ out");
    becomes("(-(2.0 - x)).mean()", "out = .mean(neg(sub(2.0, x)))\n→ out");
}

#[test]
fn a_name_keeps_a_value() {
    becomes("let d = x - y; d.square().sum()", "d = sub(x, y)\nout = .sum(.square(d))\n→ out");
    becomes(
        "let (a, b) = (x + y, x - y); (a * b).sum()",
        "t = add(x, y)\nt_2 = sub(x, y)\nout = .sum(mul(t, t_2))\n→ out",
    );
}

#[test]
fn what_is_used_twice_is_computed_once() {
    becomes(
        "let p = (x + y, x.tanh()); (p.0 * p.0 * p.1).sum()",
        "t = add(x, y)\nt_2 = .tanh(x)\nout = .sum(mul(mul(t, t), t_2))\n→ out",
    );
}

#[test]
fn methods_end_a_chain_and_calls_with_arguments_are_none() {
    becomes("(x.tanh() * y).sum()", "t = .tanh(x)\nout = .sum(mul(t, y))\n→ out");
    becomes("(x + y).dot(y)", "t = add(x, y)\nout = .dot(t, y)\n→ out");
    becomes("(x + y).abs().square().sum()", "t_3 = .square(.abs(add(x, y)))\nout = .sum(t_3)\n→ out");
}

#[test]
fn an_operation_has_six_arguments() {
    becomes(
        "(x + &net.a + &net.b + &net.c + &net.d + &net.e + &net.f).sum()",
        "t_5 = add(add(add(add(add(x, net.a), net.b), net.c), net.d), net.e)\nout = .sum(add(t_5, net.f))\n→ out",
    );
    becomes("(&net.a[i] * x + &net.a[i]).sum()", "out = .sum(add(mul(net.a[i], x), net.a[i]))\n→ out");
}
