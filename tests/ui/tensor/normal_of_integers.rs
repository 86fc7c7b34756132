//! Integers have no normal distribution.
use tapeless::prelude::*;
use tapeless::random::seeded;

fn main() {
    let _ = Vector::<i32, 3>::normal(0, 1, &mut seeded(1));
}
//~ Vector::<i32, 3>::normal
