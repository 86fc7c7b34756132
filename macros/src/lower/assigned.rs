//! Which variables from outside a piece of the program assigns.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprAssign, ExprBinary, ExprForLoop, Ident, Local, Pat};

use super::statement::assigning;

/// The variables that a block assigns and does not itself bind, in order of first assignment.
pub fn assigned_in(block: &Block) -> Vec<Ident> {
    let mut assigned = Assigned::default();
    assigned.visit_block(block);
    assigned.names
}

/// As [`assigned_in`], for an arm of a `match`.
pub fn assigned_in_expression(e: &Expr) -> Vec<Ident> {
    let mut assigned = Assigned::default();
    assigned.visit_expr(e);
    assigned.names
}

#[derive(Default)]
struct Assigned {
    names: Vec<Ident>,
    /// Variables bound inside, which hide those outside.
    bound: Vec<Ident>,
}

impl Assigned {
    fn add(&mut self, left: &Expr) {
        if let Expr::Path(p) = left
            && let Some(ident) = p.path.get_ident()
            && !self.bound.contains(ident)
            && !self.names.contains(ident)
        {
            self.names.push(ident.clone());
        }
    }

    fn bind(&mut self, pattern: &Pat) {
        match pattern {
            Pat::Ident(p) => self.bound.push(p.ident.clone()),
            Pat::Type(t) => self.bind(&t.pat),
            Pat::Tuple(t) => t.elems.iter().for_each(|pattern| self.bind(pattern)),
            _ => {}
        }
    }
}

impl<'a> Visit<'a> for Assigned {
    fn visit_block(&mut self, block: &'a Block) {
        let outside = self.bound.len();
        visit::visit_block(self, block);
        self.bound.truncate(outside);
    }
    fn visit_local(&mut self, local: &'a Local) {
        visit::visit_local(self, local);
        self.bind(&local.pat);
    }
    fn visit_expr_for_loop(&mut self, f: &'a ExprForLoop) {
        let outside = self.bound.len();
        self.bind(&f.pat);
        visit::visit_expr_for_loop(self, f);
        self.bound.truncate(outside);
    }
    fn visit_expr_assign(&mut self, a: &'a ExprAssign) {
        self.add(&a.left);
        visit::visit_expr_assign(self, a);
    }
    fn visit_expr_binary(&mut self, b: &'a ExprBinary) {
        if assigning(&b.op).is_some() {
            self.add(&b.left);
        }
        visit::visit_expr_binary(self, b);
    }
}
