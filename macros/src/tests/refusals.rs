//! What is refused: the words, and the token they stand at.

use super::function;
use crate::lower::lower;
use crate::signature::Options;

/// The refusal of a function, and the token it stands at.
#[track_caller]
fn refusal(text: &str) -> (String, String) {
    let error = match function(text).and_then(|function| lower(&function)) {
        Ok(_) => panic!("not refused: {text}"),
        Err(error) => error,
    };
    (error.span().source_text().unwrap_or_default(), error.to_string())
}

/// The body is refused at this token, in words that contain these.
#[track_caller]
fn refused(body: &str, token: &str, words: &str) {
    let text = format!("fn f(x: &V, net: &Net, n: usize, flag: bool) -> f64 {{ {body} }}");
    let (at, message) = refusal(&text);
    assert!(message.contains(words), "{message}");
    assert!(at.starts_with(token) && !token.is_empty(), "at `{at}`: {message}");
}

#[test]
fn leaving_early() {
    refused("if flag { return 1.0; } x.sum()", "return", "make it the value of an `if … else …`");
    refused("let y = g(x)?; y.sum()", "?", "check outside");
    refused("for _ in 0..3 { break; } x.sum()", "break", "#[bound(N)] while");
    refused("for _ in 0..3 { continue; } x.sum()", "continue", "if … else …");
    refused("let Some(y) = x else { panic!() }; y.sum()", "else", "use `if … else …`");
}

#[test]
fn loops_without_a_known_end() {
    refused("loop { } x.sum()", "loop", "for t in 0..N");
    refused("while flag { } x.sum()", "while", "#[bound(64)]");
    refused("#[bound(3)] while let Some(y) = x { } x.sum()", "let", "use a condition");
    refused("for _ in 0..n { } x.sum()", "n", "`n` is known at run time only");
    refused("for _ in 0..x.len() { } x.sum()", "x", "`x` is known at run time only");
    refused("for _ in 1..4 { } x.sum()", "1", "starts at 0");
    refused("for y in xs { } x.sum()", "xs", "a differentiable loop counts");
    refused("for _ in 0..=4 { } x.sum()", "0", "a differentiable loop counts");
    refused("for (i, j) in 0..4 { } x.sum()", "(", "a plain name");
}

#[test]
fn values_that_are_changed_in_place() {
    refused("let mut h = x.tanh(); h[0] = 1.0; h.sum()", "h", "build the whole value anew");
    refused("let mut h = x.tanh(); h.w += 1.0; h.sum()", "h", "build the whole value anew");
    refused("let mut h = x.tanh(); let g = &mut h; g.sum()", "mut", "bind the new value with `let`");
    refused("y = x.tanh(); x.sum()", "y", "no variable of this function");
}

#[test]
fn branches_without_a_result() {
    refused("if flag { let y = x.tanh(); } x.sum()", "if", "use its value");
    refused("let h = if flag { x.tanh() }; h.sum()", "if", "needs an `else`");
    refused("let h = if let Some(y) = x { y } else { x }; h.sum()", "let", "use a condition");
    refused("let h = match n { m => x.tanh() }; h.sum()", "m", "a pattern that binds");
    refused("let h = if flag { (x.tanh(), x.sin()) } else { x.cos() }; x.sum()", "if", "or not all a tuple");
    refused(
        "let h = if flag { (x.tanh(), x.sin()) } else { (x.cos(), x.sin(), x.sum()) }; x.sum()",
        "if",
        "different lengths",
    );
}

#[test]
fn calls_of_what_is_no_function() {
    refused("f(x, net, n, flag)", "f", "cannot call itself");
    refused("(net.act)(x)", "(", "called by its name");
    refused("net(x)", "net", "not a value");
    refused("Some(x)", "Some", "a struct cannot be built");
    refused("Tensor::<f64, S>::tanh(x)", "Tensor", "called as a method");
    refused("g()", "g", "pass its value as a parameter");
    refused("let g = |v: &V| v.tanh(); x.sum()", "|", "write a `#[differentiable]` function");
    refused("println!(\"here\"); x.sum()", "println", "call it outside");
    refused("let y = vec![1.0]; x.sum()", "vec", "call it outside");
    refused("let h = unsafe { x.tanh() }; h.sum()", "unsafe", "call it outside");
    refused("let y = x.parse::<_>(); x.sum()", "_", "write this type out");
}

#[test]
fn values_that_are_built() {
    refused("let net = Net { w: x.tanh() }; net.w.sum()", "Net", "return a tuple");
    refused("let xs = [x.tanh(), x.sin()]; xs[0].sum()", "[", "use `stack` or `concat`");
    refused("let half = 1.0 / 2.0; x.sum() * half", "1.0", "bind them, `let c: f32 = …;`");
    refused("let p = (x.tanh(), x.sin()); p.sum()", "p", "take its parts");
    refused("let p = (x.tanh(), x.sin()); p.2.sum()", "2", "this tuple has 2, from `.0`");
    refused("let (a, b, c) = (x.tanh(), x.sin()); a.sum()", "(", "3 names for a tuple of 2 parts");
    refused(
        "let mut p = (x.tanh(), x.sin()); for _ in 0..2 { p = (p.0.tanh(), p.1); } x.sum()",
        "p",
        "carry its parts",
    );
    refused("(x.sum(), (x.sum(), x.sum()))", "(", "return one flat tuple");
}

#[test]
fn statements_without_a_value() {
    refused("x.tanh(); x.sum()", "x", "take it out");
    refused("let h; x.sum()", "let", "where its value is known");
    refused("const TWO: f64 = 2.0; x.sum()", "const", "out of the differentiable function");
    refused("let y = x.tanh(); y.sum();", ";", "drop this `;`");
    refused("let y = x.tanh();", "}", "write its result here");
    refused("x.sum() % 2.0", "%", "no derivative");
    refused("(x + y).sum()", "y", "pass it as a parameter");
}

#[test]
fn signatures() {
    let refused = |text: &str, token: &str, words: &str| {
        let (at, message) = refusal(text);
        assert!(at.starts_with(token) && message.contains(words), "at `{at}`: {message}");
    };
    refused("fn f(x: &mut V) -> f64 { x.sum() }", "&mut V", "return the new value");
    refused("fn f(mut x: V) -> f64 { x.sum() }", "mut", "let mut y = x;");
    refused("fn f(xs: &[V]) -> f64 { xs[0].sum() }", "&[V]", "`&[T; N]`");
    refused("fn f(x: impl Real) -> f64 { x }", "impl Real", "give this type a name");
    refused("fn f(x: &impl Real) -> f64 { x }", "impl Real", "give this type a name");
    refused("fn f((a, b): (V, V)) -> f64 { a.sum() }", "(a, b)", "a plain name");
    refused("fn f(x: &V) -> &V { x }", "&V", "drop the `&`");
    refused("fn f(x: &V) { }", "f", "returns a value");
    refused("fn f() -> f64 { 1.0 }", "f", "needs a parameter");
    refused("fn f(&self) -> f64 { 1.0 }", "&self", "on the `impl` block");
}

#[test]
fn options() {
    let options = |text: &str| syn::parse_str::<Options>(text);
    assert!(options("wrt = (x, w), vjp = my::backward, show").is_ok());
    let error = options("with = x").err().expect("it is unknown");
    assert_eq!(error.span().source_text().as_deref(), Some("with"));
    assert!(error.to_string().contains("expected `wrt = x`"), "{error}");
    let item = syn::parse_str("fn f(x: &V) -> f64 { x.sum() }").expect("a function");
    let error = crate::signature::Function::from_item(&item, options("wrt = w").expect("it parses")).err();
    let error = error.expect("no parameter is called so");
    assert_eq!(error.to_string(), "`w` is not a parameter: expected one of `x`");
    assert_eq!(error.span().source_text().as_deref(), Some("w"));
}
