//! What never stands in a differentiable function, refused before anything else is looked at.

use quote::ToTokens;
use syn::visit::Visit;
use syn::{Block, Error, Expr, Result};

pub fn check(body: &Block) -> Result<()> {
    let mut fence = Fence(None);
    fence.visit_block(body);
    fence.0.map_or(Ok(()), Err)
}

/// The first refusal.
struct Fence(Option<Error>);

impl Fence {
    fn refuse(&mut self, at: impl ToTokens, message: &str) {
        self.0.get_or_insert_with(|| Error::new_spanned(at, message));
    }
}

impl<'a> Visit<'a> for Fence {
    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Return(r) => {
                self.refuse(r.return_token, "early return: make it the value of an `if … else …` at the end");
            }
            Expr::Try(t) => {
                self.refuse(t.question_token, "`?` leaves early: check outside, or use `if … else …`")
            }
            Expr::Break(b) => {
                self.refuse(b.break_token, "`break`: put the condition into `#[bound(N)] while …`")
            }
            Expr::Continue(c) => self.refuse(c.continue_token, "`continue`: use `if … else …`"),
            Expr::Loop(l) => {
                self.refuse(
                    l.loop_token,
                    "`loop` has no bound: write `for t in 0..N` or `#[bound(N)] while …`",
                );
            }
            Expr::Closure(c) => {
                self.refuse(c.or1_token, "a closure has no derivative: write a `#[differentiable]` function");
            }
            Expr::Unsafe(u) => {
                self.refuse(u.unsafe_token, "unsafe code cannot be differentiated: call it outside")
            }
            Expr::Await(a) => self.refuse(a.await_token, "nothing is awaited in a differentiable function"),
            e => syn::visit::visit_expr(self, e),
        }
    }
}
