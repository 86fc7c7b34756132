//! From the user's body to the graph, in A-normal form: every operation gets a name and a place.
//!
//! What is outside the differentiable subset is refused at its own token, with the rewrite to use.

mod assigned;
mod call;
mod control;
mod env;
mod expression;
mod fence;
mod number;
mod statement;

use std::collections::{BTreeSet, HashMap};

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Error, Expr, Ident, Result, Stmt};

use crate::emit::line;
use crate::graph::*;
use crate::signature::{Function, SELF};
use env::Env;

/// The graph of a function, and the projection that gives each value's type.
pub fn lower(function: &Function) -> Result<Graph> {
    fence::check(&function.body)?;
    let mut lower = Lower::new(function);
    let Some((Stmt::Expr(last, None), statements)) = function.body.stmts.split_last() else {
        return Err(without_result(&function.body));
    };
    lower.env.open();
    lower.statements(statements, ROOT)?;
    lower.result(last)?;
    Ok(lower.graph)
}

/// A body that ends in a statement is refused at its last `;`, one that ends otherwise at its brace.
fn without_result(body: &syn::Block) -> Error {
    match body.stmts.last() {
        Some(
            Stmt::Expr(_, Some(semicolon)) | Stmt::Macro(syn::StmtMacro { semi_token: Some(semicolon), .. }),
        ) => Error::new(
            semicolon.span,
            "a differentiable function ends in an expression, its result: drop this `;`",
        ),
        _ => Error::new(
            body.brace_token.span.close(),
            "a differentiable function ends in an expression: write its result here",
        ),
    }
}

/// The graph of a function whose backward pass the user writes: nothing but its parameters.
pub fn parameters_only(function: &Function) -> Graph {
    Lower::new(function).graph
}

struct Lower<'a> {
    function: &'a Function,
    /// The derived type with its generics: `loss<B>`.
    me: TokenStream,
    graph: Graph,
    /// What the names in sight stand for.
    env: Env,
    /// The statement that is being lowered, if the derived code is to be shown.
    line: Option<String>,
}

impl<'a> Lower<'a> {
    /// Only the parameters as yet.
    fn new(function: &'a Function) -> Self {
        let (arguments, name) = (function.arguments(), &function.name);
        let me = quote!(#name #arguments);
        let graph = Graph { me: me.clone(), ..Graph::default() };
        let mut lower = Lower { function, me, graph, env: Env::default(), line: None };
        lower.new_block();
        lower.parameters();
        lower
    }

    fn parameters(&mut self) {
        self.env.open();
        for (i, param) in self.function.params.iter().enumerate() {
            let field = quote::format_ident!("P{i}");
            let me = &self.me;
            let ty = quote!(<#me as Types>::#field);
            let depends_on = if param.has_derivative() { [i].into() } else { BTreeSet::new() };
            self.graph.values.push(Value {
                name: param.name.clone(),
                ty,
                home: Home::Parameter(i),
                depends_on,
            });
            let user_name = if param.name == SELF { "self".to_owned() } else { param.name.to_string() };
            let whole = self.whole(i, param.name.span());
            self.env.bind(&user_name, Bound::One(whole));
        }
    }

    fn result(&mut self, last: &Expr) -> Result<()> {
        let name = Ident::new("out", last.span());
        self.begin_line(last);
        let parts = match self.expression(last, Some(&name), ROOT)? {
            Bound::One(operand) => vec![Bound::One(operand)],
            Bound::Tuple(parts) => {
                self.graph.returns_tuple = true;
                parts
            }
        };
        let again = self.used_again(&parts);
        for (i, part) in parts.into_iter().enumerate() {
            let Bound::One(operand) = part else {
                return Err(Error::new(last.span(), "a tuple within a tuple: return one flat tuple"));
            };
            let value = if self.owns(&operand, ROOT) && !again.contains(&operand.value) {
                operand.value
            } else {
                self.identity(operand, &name, ROOT)
            };
            self.graph.values[value].home = Home::Result(self.graph.returns_tuple.then_some(i));
            self.graph.results.push(value);
        }
        Ok(())
    }

    /// The values that cannot be a result themselves, because they are also used: the cotangent of a result is given,
    /// and nothing adds to it. A branch's result is used where an arm uses what it gives.
    fn used_again(&self, parts: &[Bound]) -> BTreeSet<ValueId> {
        let mut used: BTreeSet<_> = self.graph.uses(ROOT).iter().map(|(operand, _)| operand.value).collect();
        let mut results = BTreeSet::new();
        used.extend(parts.iter().flat_map(Bound::mentions).filter(|&value| !results.insert(value)));
        for id in (0..self.graph.values.len()).rev() {
            if let Home::ArmResult { result, .. } = self.graph.values[id].home
                && used.contains(&id)
            {
                used.insert(result);
            }
        }
        used
    }

    fn whole(&self, value: ValueId, span: Span) -> Operand {
        Operand { value, path: vec![], ty: self.graph.values[value].ty.clone(), span }
    }

    /// A new value of the given type, under a name that no other value has.
    fn value(&mut self, name: &Ident, home: Home, depends_on: BTreeSet<usize>) -> ValueId {
        let name =
            self.unique(name, |name| self.graph.values.iter().any(|v| v.name == *name) || is_reserved(name));
        let (me, span) = (&self.me, name.span());
        let ty = quote_spanned!(span=> <#me as Types>::#name);
        self.graph.values.push(Value { name, ty, home, depends_on });
        self.graph.values.len() - 1
    }

    /// `name`, or `name_2`, `name_3` … if that is taken.
    fn unique(&self, name: &Ident, taken: impl Fn(&Ident) -> bool) -> Ident {
        let numbered = (2..).map(|n| format_ident!("{}_{n}", name.unraw(), span = name.span()));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        names.find(|name| !taken(name)).expect("there are enough numbers")
    }

    /// A value of a type that is written down, and which needs no place of its own.
    fn inline(&mut self, expr: TokenStream, ty: TokenStream, span: Span) -> Operand {
        self.placeless(ty, Home::Inline(expr), span)
    }

    fn placeless(&mut self, ty: TokenStream, home: Home, span: Span) -> Operand {
        let name = Ident::new("number", span);
        self.graph.values.push(Value { name, ty, home, depends_on: BTreeSet::new() });
        self.whole(self.graph.values.len() - 1, span)
    }

    /// `op(args)` in its place, called `name` if the user gave it one.
    fn call(
        &mut self,
        op: Op,
        args: Vec<Operand>,
        span: Span,
        name: Option<&Ident>,
        block: BlockId,
    ) -> Operand {
        let depends_on =
            args.iter().flat_map(|a| self.graph.values[a.value].depends_on.iter().copied()).collect();
        let is_temporary = name.is_none();
        let name = name.cloned().unwrap_or_else(|| Ident::new("t", span));
        let out = self.value(&name, Home::Slot(block), depends_on);
        if is_temporary {
            self.graph.temporaries.insert(out);
        }
        self.graph.blocks[block].nodes.push(Node::Call(Box::new(Call { out, op, args, span })));
        self.graph.lines.extend(self.line.clone().map(|line| (out, line)));
        self.whole(out, name.span())
    }

    fn begin_line(&mut self, statement: &impl ToTokens) {
        self.line = self.function.options.show.then(|| line(statement));
    }

    /// A copy in a place of its own.
    fn identity(&mut self, operand: Operand, name: &Ident, block: BlockId) -> ValueId {
        let span = operand.span;
        let op = Op::Path(quote_spanned!(span=> ::tapeless::derived::ops::identity));
        self.call(op, vec![operand], span, Some(name), block).value
    }

    /// Whether the operand is a value computed in this block, so that its place can be given away.
    fn owns(&self, operand: &Operand, block: BlockId) -> bool {
        operand.is_whole() && matches!(self.graph.values[operand.value].home, Home::Slot(b) if b == block)
    }

    fn new_block(&mut self) -> BlockId {
        self.graph.blocks.push(Block::default());
        self.graph.blocks.len() - 1
    }

    /// The user's expression as it stands, with the variables in sight that it mentions. An index of a loop is no such
    /// variable: derived code binds it under the name it has in the graph.
    fn verbatim(&self, e: &impl ToTokens) -> Verbatim {
        let mut names = BTreeSet::new();
        collect_idents(e.to_token_stream(), &mut names);
        let mut renamed = HashMap::from([("self".to_owned(), SELF.to_owned())]);
        let mut scope = Vec::new();
        for name in names {
            match self.env.get(&name.to_string()) {
                Some(Bound::One(index)) if matches!(self.graph.values[index.value].home, Home::Local) => {
                    renamed.insert(name.to_string(), self.graph.values[index.value].name.to_string());
                }
                Some(bound) if name == "self" => scope.push((Ident::new(SELF, name.span()), bound.clone())),
                Some(bound) => scope.push((name, bound.clone())),
                None => {}
            }
        }
        Verbatim { tokens: rename(e.to_token_stream(), &renamed), scope }
    }
}

/// Names that derived code gives its own fields and types, beside those of the user's values.
fn is_reserved(name: &Ident) -> bool {
    let name = name.to_string();
    let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit());
    name.ends_with("_saved")
        || name.ends_with("_chain")
        || name.ends_with("_scratch")
        || matches!(name.as_str(), "of" | "calls" | "Out")
        || numbered.len() < name.len()
            && matches!(
                numbered,
                "kept" | "turns" | "turn" | "count" | "taken" | "arm" | "again" | "region" | "P"
            )
}

/// The tokens with other names for some identifiers, but not for fields and methods.
fn rename(tokens: TokenStream, names: &HashMap<String, String>) -> TokenStream {
    let mut dots = 0;
    let rename_one = |token| {
        let is_member = dots == 1;
        dots = if matches!(&token, TokenTree::Punct(p) if p.as_char() == '.') { dots + 1 } else { 0 };
        match token {
            TokenTree::Ident(ident) => match names.get(&ident.to_string()) {
                Some(name) if !is_member => TokenTree::Ident(format_ident!("{name}", span = ident.span())),
                _ => TokenTree::Ident(ident),
            },
            TokenTree::Group(group) => {
                let mut renamed = Group::new(group.delimiter(), rename(group.stream(), names));
                renamed.set_span(group.span());
                TokenTree::Group(renamed)
            }
            token => token,
        }
    };
    tokens.into_iter().map(rename_one).collect()
}

/// Every identifier among the tokens.
pub fn collect_idents(tokens: TokenStream, names: &mut BTreeSet<Ident>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                names.insert(ident);
            }
            TokenTree::Group(group) => collect_idents(group.stream(), names),
            _ => {}
        }
    }
}
