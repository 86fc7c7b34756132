use tapeless::prelude::*;

#[derive(Params)]
enum Net {
    A,
}

fn main() {}
