//! From the body to the graph.

use super::print::print;
use super::{graph, value};
use crate::graph::Home;

#[track_caller]
fn becomes(text: &str, expected: &str) {
    assert_eq!(print(&graph(text)), expected.trim());
}

#[test]
fn every_operation_gets_a_name() {
    becomes(
        "fn f(x: &V, w: &M) -> f64 { let h = (x.matmul(w) + x).tanh(); g(&h, -x).sum() }",
        "
t = .matmul(x, w)
t_2 = add(t, x)
h = .tanh(t_2)
t_3 = neg(x)
t_4 = op_g(h, t_3)
out = .sum(t_4)
→ out",
    );
}

#[test]
fn copies_references_and_parentheses_are_no_operations() {
    becomes("fn f(x: &V) -> f64 { let y = x.clone(); let z = (&y); (*z).sum() }", "out = .sum(x)\n→ out");
}

#[test]
fn fields_and_indices_are_paths() {
    becomes(
        "fn f(net: &Net, k: usize) -> f64 { let layer = &net.layers[k]; layer.w.sum() }",
        "out = .sum(net.layers[k].w)\n→ out",
    );
}

#[test]
fn a_name_bound_twice_is_two_values() {
    becomes(
        "fn f(x: &V) -> f64 { let h = x.tanh(); let h = { let h = h.sin(); h.cos() }; h.sum() }",
        "
h = .tanh(x)
h_2 = .sin(h)
h_3 = .cos(h_2)
out = .sum(h_3)
→ out",
    );
}

#[test]
fn tuples_are_names_for_their_parts() {
    becomes(
        "fn f(x: &V) -> (f64, V) { let (a, b) = (x.tanh(), x.sum()); let t = (b, a); (t.0, t.1) }",
        "
t = .tanh(x)
t_2 = .sum(x)
→ t_2, t",
    );
}

#[test]
fn a_result_that_is_also_used_is_copied() {
    becomes(
        "fn f(x: &V) -> (V, f64) { let h = x.tanh(); let s = h.sum(); (h, s) }",
        "
h = .tanh(x)
s = .sum(h)
out = identity(h)
→ out, s",
    );
    becomes("fn f(x: &V) -> V { x.clone() }", "out = identity(x)\n→ out");
}

#[test]
fn a_loop_carries_what_its_body_assigns() {
    becomes(
        "fn f(x: &V, xs: &[V; 4]) -> f64 {
            let mut h = x.tanh();
            for t in 0..4 { let g = h.sin(); h = &g + &xs[t]; }
            h.sum()
        }",
        "
h = .tanh(x)
4 turns
  g = .sin(h_before)
  h_2 = add(g, xs[t])
  h → h_before, h_2 → h_before, h_2 → h_3
out = .sum(h_3)
→ out",
    );
}

#[test]
fn what_a_loop_carries_depends_on_all_that_its_turns_read() {
    let graph = graph(
        "fn f(x: &V, y: &V, z: &V) -> f64 {
            let mut a = x.tanh();
            let mut b = y.tanh();
            for _ in 0..3 { a = &a + &b; b = &b + z; }
            a.sum()
        }",
    );
    let depends_on = |name| graph.values[value(&graph, name)].depends_on.iter().copied().collect::<Vec<_>>();
    assert_eq!(depends_on("a_before"), [0, 1, 2]);
    assert_eq!(depends_on("b_before"), [1, 2]);
    assert_eq!(depends_on("out"), [0, 1, 2]);
}

#[test]
fn remat_and_bounded_loops() {
    becomes(
        "fn f(x: &V) -> f64 {
            let mut h = x.tanh();
            #[remat] for _ in 0..N { h = h.sin(); }
            #[bound(7)] while h.sum() < 2.0 { h = h.cos(); }
            h.sum()
        }",
        "
h = .tanh(x)
#[remat] N turns
  h_2 = .sin(h_before)
  h → h_before, h_2 → h_before, h_2 → h_3
7 turns
  h_4 = .cos(h_before_2)
  h_3 → h_before_2, h_4 → h_before_2, h_4 → h_5
out = .sum(h_5)
→ out",
    );
}

#[test]
fn a_branch_joins_what_its_arms_give_and_assign() {
    becomes(
        "fn f(x: &V, flag: bool) -> f64 {
            let mut k = x.sum();
            let h = if flag { k = k * 2.0; x.tanh() } else { x.clone() };
            h.dot(x) + k
        }",
        "
k = .sum(x)
arm 0
  k_2 = mul(k, 2.0)
  h = .tanh(x)
  k_2 → k_4
  h → h_3
arm 1
  k_3 = identity(k)
  h_2 = identity(x)
  k_3 → k_4
  h_2 → h_3
t = .dot(h_3, x)
out = add(t, k_4)
→ out",
    );
}

#[test]
fn numbers_stand_in_place_and_values_without_derivative_are_plain() {
    becomes(
        "fn f(x: &V, k: usize) -> f64 { let n: usize = k + 1; let big = x.sum() > 1.0; x.at(n) * 0.5 }",
        "
n = k + 1
big = x . sum () > 1.0
t = .at(x, n)
out = mul(t, 0.5)
→ out",
    );
    let graph = graph("fn f(x: &V, k: usize) -> f64 { let n: usize = k + 1; x.at(n) }");
    assert!(!graph.is_active(value(&graph, "n")) && !graph.is_active(value(&graph, "k")));
    assert!(matches!(graph.values[value(&graph, "out")].home, Home::Result(None)));
}

#[test]
fn turbofish_is_an_argument() {
    becomes(
        "fn f(x: &M) -> V { x.sum_axis::<1>() }",
        "out = .sum_axis(x, :: tapeless :: derived :: At :: < 1 >)\n→ out",
    );
}
