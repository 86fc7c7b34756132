//! Which values share a region.

use super::{graph, value};
use crate::graph::*;
use crate::plan::Plan;
use crate::reverse::Reverse;

fn plan(text: &str) -> (Graph, Plan) {
    let graph = graph(text);
    let plan = Plan::new(&graph, &Reverse::new(&graph));
    (graph, plan)
}

const CHAIN: &str =
    "fn f(x: &V) -> f64 { let a = x.sin(); let b = a.cos(); let c = b.tanh(); let d = c.exp(); d.sum() }";

#[test]
fn a_chain_needs_two_regions_however_long() {
    let (graph, plan) = plan(CHAIN);
    assert_eq!(plan.regions(ROOT), 2);
    let region = |name| plan.primal(value(&graph, name)).expect("it may share a region");
    assert_ne!(region("a"), region("b"));
    assert_eq!((region("a"), region("b")), (region("c"), region("d")));
}

#[test]
fn values_that_live_at_once_never_share() {
    let (graph, plan) =
        plan("fn f(x: &V) -> f64 { let a = x.sin(); let b = a.cos(); let c = b.tanh(); (&a * &c).sum() }");
    let region = |name| plan.primal(value(&graph, name));
    assert_ne!(region("a"), region("b"));
    assert_ne!(region("a"), region("c"));
    let cotangent = |name| plan.cotangent(value(&graph, name));
    assert_ne!(cotangent("a"), cotangent("c"));
    assert_ne!(cotangent("a"), cotangent("b"));
}

#[test]
fn members_of_a_region_are_named() {
    let (graph, plan) = plan(CHAIN);
    let members: Vec<_> = (0..2).flat_map(|region| plan.members(region, ROOT, &graph)).collect();
    for name in ["a", "b", "c", "d", "ct_a", "ct_b", "ct_c", "ct_d"] {
        assert_eq!(members.iter().filter(|member| *member == name).count(), 1, "{name} in {members:?}");
    }
}

#[test]
fn what_outlives_its_block_has_a_place_of_its_own() {
    let (graph, plan) = plan(
        "fn f(x: &V, flag: bool) -> f64 {
            let mut start = x.sin();
            for _ in 0..3 { start = start.cos(); }
            let joined = if flag { x.tanh() } else { x.exp() };
            let n: usize = 2;
            (start * joined).at(n)
        }",
    );
    for name in ["start", "joined_3", "n"] {
        assert_eq!(plan.primal(value(&graph, name)), None, "{name}");
    }
}

#[test]
fn what_a_remat_loop_computes_again_from_stays() {
    let text = |attribute: &str| {
        format!(
            "fn f(x: &V) -> f64 {{
                let a = x.sin();
                let mut h = x.cos();
                {attribute} for _ in 0..3 {{ h = &h * &a; }}
                let b = h.tanh();
                b.sum()
            }}"
        )
    };
    let (graph, stored) = plan(&text(""));
    assert!(stored.primal(value(&graph, "a")).is_some());
    let (graph, again) = plan(&text("#[remat]"));
    assert_eq!(again.primal(value(&graph, "a")), None);
}
