//! What the programs of the course share: how they fail, and how they plot.
#![allow(dead_code)] // no program needs all of it

pub mod plot;

use std::error::Error;
use std::fmt;

/// An error that ends the program: one line, and an exit status of failure.
pub struct Failure(String);

impl Failure {
    /// With a message of one's own.
    pub fn new(message: impl Into<String>) -> Self {
        Failure(message.into())
    }
}
impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure(error.to_string())
    }
}
/// What Rust prints of an error that `main` returns.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub type Result<T = ()> = std::result::Result<T, Failure>;

/// For a program without options.
pub fn no_options() -> Result {
    options([]).map(|[]| ())
}

/// The values of `--name value` options, in the order of `names`.
pub fn options<const N: usize>(names: [&str; N]) -> Result<[Option<String>; N]> {
    let mut values = [const { None }; N];
    let mut arguments = std::env::args().skip(1);
    while let Some(option) = arguments.next() {
        let known = names.iter().position(|name| option == *name).ok_or_else(|| match names.as_slice() {
            [] => Failure(format!("expected no options, found `{option}`")),
            names => Failure(format!("expected {}, found `{option}`", names.join(" or "))),
        })?;
        let value = arguments.next();
        values[known] =
            Some(value.ok_or_else(|| Failure(format!("{option}: expected a value, found nothing")))?);
    }
    Ok(values)
}
