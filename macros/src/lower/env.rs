//! What the names in sight stand for.

use std::collections::HashMap;

use crate::graph::Bound;

/// The scopes around a point of the program, the innermost last.
#[derive(Clone, Default)]
pub struct Env {
    scopes: Vec<HashMap<String, Bound>>,
}

impl Env {
    pub fn open(&mut self) {
        self.scopes.push(HashMap::new());
    }

    pub fn close(&mut self) {
        self.scopes.pop();
    }

    pub fn get(&self, name: &str) -> Option<&Bound> {
        self.scopes.iter().rev().find_map(|scope| scope.get(name))
    }

    /// `let name = …`: in the innermost scope, over what has the name outside.
    pub fn bind(&mut self, name: &str, bound: Bound) {
        let scope = self.scopes.last_mut().expect("the parameters' scope is always open");
        scope.insert(name.to_owned(), bound);
    }

    /// `name = …`: the innermost variable that has the name, if there is one.
    pub fn assign(&mut self, name: &str, bound: Bound) -> bool {
        let variable = self.scopes.iter_mut().rev().find_map(|scope| scope.get_mut(name));
        variable.map(|variable| *variable = bound).is_some()
    }

    pub fn all(&self) -> impl Iterator<Item = &Bound> {
        self.scopes.iter().flat_map(HashMap::values)
    }
}
