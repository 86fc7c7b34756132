//! Programs that were once derived wrongly, or not at all: the smallest of each kind.
#![allow(unused_variables, unused_assignments, clippy::assign_op_pattern)]
use tapeless::prelude::*;
use tapeless::testing::{assert_close, dot, five_point, list, random};

type V3 = Vector<f64, 3>;

/// Value and cotangent of a function of one argument, in a workspace that has seen another: against the plain function
/// and five-point differences.
macro_rules! agrees {
    ($f:ident($x:ty $(, $rest:expr)*)) => {{
        let (x, ct) = (random::<$x>(1), random(2));
        let (mut ws, mut grad) = (Workspace::new(), random(3));
        $f::vjp(&random(4) $(, $rest)*, &mut ws, &ct, &mut grad);
        let value = list($f::vjp(&x $(, $rest)*, &mut ws, &ct, &mut grad));
        assert_eq!(value, list(&$f(&x $(, $rest)*)), "the value");
        assert_close("gradient", &list(&grad), &five_point(&x, 1e-3, |x| dot(&$f(x $(, $rest)*), &ct)), 1e-7);
    }};
}

#[differentiable]
fn scopes(x: &V3) -> f64 {
    let h = x.tanh();
    let mut acc = x.sin();
    let mut turn = x.cos();
    for _ in 0..2 {
        turn = turn.sin();
        let mut h = acc.tanh();
        h = &h * x;
        acc = &acc + &h;
    }
    {
        acc = acc.sin();
        let mut acc = x.sum();
        acc += 1.0;
    }
    for _ in 0..2 {
        acc = acc.tanh();
        let acc = acc.sum();
        turn = &turn * acc;
    }
    (acc + h + turn).sum()
}

#[differentiable]
fn assignments_inside_of_expressions(x: &V3) -> f64 {
    let mut h = x.tanh();
    let y = {
        h = h.sin();
        &h * 2.0
    };
    let z = if x.sum() > -9.0 {
        h = h.cos();
        &h * 3.0
    } else {
        x.tanh()
    };
    (h + y * z).sum()
}

#[test]
fn variables_have_scopes() {
    agrees!(scopes(V3));
    agrees!(assignments_inside_of_expressions(V3));
}

#[allow(clippy::explicit_counter_loop)] // The counter is what is tested.
#[differentiable]
fn indices(xs: &[V3; 3], k: usize) -> f64 {
    let next: usize = k + 1;
    let mut h = &xs[k] * &xs[next];
    for i in 0..2 {
        let row = &xs[i];
        for i in 0..3 {
            h = (&h + row + &xs[i]).tanh() * (i as f64 + 0.5);
        }
    }
    let mut n: usize = 0;
    #[bound(3)]
    while n < 3 {
        h = &h * &xs[n];
        n += 1;
    }
    let all = xs;
    for xs in 0..2 {
        h = &h + &all[xs];
    }
    h.sum()
}

#[test]
fn an_index_is_what_it_was_where_it_is_written() {
    agrees!(indices([V3; 3], 1));
}

#[differentiable]
fn conditions_on_tuples(x: &V3) -> f64 {
    let p = (x.tanh(), (x.sum(), x.sin()));
    let h = if p.1.0 > 0.1 { p.0.sin() } else { p.1.1 };
    h.sum()
}

#[test]
fn conditions_see_tuples() {
    agrees!(conditions_on_tuples(V3));
}

#[differentiable]
fn unused_result_of_a_branch(x: &V3, c: bool) -> f64 {
    let (a, b) = if c {
        let q = x.tanh();
        let r = q.tanh();
        (q, r)
    } else {
        (x.cos(), x.sin())
    };
    let _ = a;
    b.sum()
}

#[differentiable]
fn carried_but_never_read(x: &V3) -> f64 {
    let mut s = x.tanh();
    let mut h = x.sin();
    for _ in 0..3 {
        s = h.tanh();
        h = &s * x;
    }
    let _ = s;
    h.sum()
}

#[test]
fn cotangents_of_what_is_handed_on_to_nobody() {
    agrees!(unused_result_of_a_branch(V3, true));
    agrees!(unused_result_of_a_branch(V3, false));
    agrees!(carried_but_never_read(V3));
}

#[differentiable]
fn the_same_twice(x: &V3) -> (V3, V3) {
    let h = x.tanh();
    (h.clone(), h)
}

#[differentiable]
fn used_and_returned_by_an_arm(x: &V3, c: bool) -> (V3, f64) {
    if c {
        let q = x.tanh();
        let s = q.sum();
        (q, s)
    } else {
        (x.sin(), x.sum())
    }
}

#[test]
fn results_that_are_also_used() {
    agrees!(the_same_twice(V3));
    agrees!(used_and_returned_by_an_arm(V3, true));
    agrees!(used_and_returned_by_an_arm(V3, false));
}

#[differentiable]
fn part_and_whole(a: &V3, pair: &(V3, V3)) -> f64 {
    (a * &pair.0 * &pair.1).sum()
}
#[differentiable]
fn of_a_parameter(pair: &(V3, V3)) -> f64 {
    part_and_whole(&pair.0, pair)
}
#[differentiable]
fn of_a_value(x: &V3) -> f64 {
    let pair = the_same_twice(x);
    part_and_whole(&pair.0, &pair)
}

#[test]
fn a_whole_beside_its_part() {
    agrees!(part_and_whole(V3, &random(5)));
    agrees!(of_a_parameter((V3, V3)));
    agrees!(of_a_value(V3));
}

#[differentiable]
fn names(r#type: &V3) -> f64 {
    let of = r#type.tanh();
    let h = &of * r#type;
    let h_saved = h.sin();
    let count1 = h_saved.sum();
    let mut arm2 = h.sum();
    for r#in in 0..2 {
        arm2 = arm2 * (r#in as f64 + 0.5);
    }
    if arm2 > 0.1 {
        arm2 = count1 * 2.0;
    }
    arm2
}

/// Parameters, and variables of an expression that is evaluated as it stands.
#[differentiable(inference)]
fn names_of_parameters(out: &V3, saved: &V3, ws: &V3, d_out: f64) -> f64 {
    let mut scratch = out * saved * ws;
    for last in 0..2 {
        let ct = scratch.sum();
        scratch = if ct > d_out + last as f64 { scratch.tanh() } else { &scratch * out };
    }
    scratch.sum()
}

/// Tokens of a macro's, and of those who call it, in one function.
macro_rules! of_tokens {
    ($name:ident, $x:ident, $h:ident, $op:tt, $turns:expr) => {
        #[differentiable]
        fn $name($x: &V3, y: &V3) -> f64 {
            let mut h = $x $op y;
            for turn in 0..$turns {
                let $h = h.tanh();
                h = if turn < 1 { &$h * $x } else { &$h $op y };
            }
            h.sum()
        }
    };
}
of_tokens!(written_by_a_macro, x, g, +, 3);
of_tokens!(saved, out, scratch, *, 2);

#[test]
fn names_that_derived_code_uses_too() {
    agrees!(names_of_parameters(V3, &random(5), &random(6), 0.1));
    agrees!(names_of_parameters(V3, &random(5), &random(6), -9.0));
    agrees!(written_by_a_macro(V3, &random(5)));
    agrees!(saved(V3, &random(5)));
    agrees!(names(V3));
}

#[differentiable]
fn half_stopped<T: Real>(x: &Vector<T, 3>) -> T {
    x.square().dot(&stop_gradient(&x.sin()))
}

#[test]
fn a_stopped_gradient_is_a_constant_in_forward_mode_too() {
    let (x, along) = (random::<V3>(1), random::<V3>(2));
    let (mut grad, mut product) = (V3::ZERO, V3::ZERO);
    half_stopped::grad(&x, &mut Workspace::new(), &mut grad);
    let (_, slope) = half_stopped::jvp(&x, &mut Workspace::new(), &along);
    assert!((slope - grad.dot(&along)).abs() < 1e-14);
    // grad = 2x·u with u = sin x held still.
    half_stopped::hvp(&x, &mut Workspace::new(), &along, &mut product);
    assert_close("hvp", &list(&product), &list(&(along * 2.0 * x.sin())), 1e-14);
}

/// A public function calls a private one.
mod public_calls_private {
    use tapeless::prelude::*;

    #[differentiable(inference)]
    fn inner(x: &Matrix<f32, 1, 2>) -> Matrix<f32, 1, 2> {
        x * x
    }
    #[differentiable(inference)]
    pub fn outer(x: &Matrix<f32, 1, 2>) -> f32 {
        inner(x).sum() * 2.0
    }
}

#[test]
fn what_is_private_may_be_called() {
    let mut grad = Matrix::ZERO;
    public_calls_private::outer::grad(&Matrix::from([[1.0, 2.0]]), &mut Workspace::new(), &mut grad);
    assert_eq!(grad, Matrix::from([[4.0, 8.0]]));
}

#[differentiable]
fn numbers_of_a_generic_function<T: Real>(x: &Vector<T, 3>) -> T {
    let s = x.sum() * T::from_f64(0.5) - T::ONE;
    let half = T::ONE / (s * s + T::from_f64(1.0 + 1.0));
    (x * -T::from_f64(2.0) + half).sin().sum()
}

#[test]
fn numbers_of_the_element_type() {
    let (x, along) = (random::<V3>(5), random::<V3>(6));
    let (mut grad, mut ws) = (V3::ZERO, Workspace::new());
    numbers_of_a_generic_function::grad(&x, &mut ws, &mut grad);
    let differences = five_point(&x, 1e-3, numbers_of_a_generic_function);
    assert_close("gradient", &list(&grad), &differences, 1e-7);
    let (_, slope) = numbers_of_a_generic_function::jvp(&x, &mut Workspace::new(), &along);
    assert!((slope - dot(&grad, &along)).abs() < 1e-12);
}
