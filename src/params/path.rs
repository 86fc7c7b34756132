//! Names of parameters: nested, without a heap.

use core::fmt::{self, Display, Write};

/// One tensor of a parameter struct: its name and its shape.
#[derive(Clone, Copy, Debug)]
pub struct Leaf<'a> {
    /// The name: the fields and indices that lead to it.
    pub path: Path<'a>,
    /// The lengths of its axes; none for a number.
    pub dims: &'a [usize],
}

/// How a place in a parameter struct is reached from the whole: `layers.0.w`.
#[derive(Clone, Copy)]
pub struct Path<'a> {
    above: Option<&'a Path<'a>>,
    step: Step,
    role: Role,
}

/// The last step of a [`Path`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// None: the whole.
    Root,
    /// A field of a struct.
    Field(&'static str),
    /// An element of an array.
    Index(usize),
}

/// What an attribute says of a field, and of all that is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Nothing: it is learned, and initialised as its shape says.
    Learned,
    /// `#[ones]`: it is learned, and starts at one.
    Ones,
    /// `#[frozen]`: it is not learned.
    Frozen,
}

impl<'a> Path<'a> {
    /// The whole: no steps.
    pub const ROOT: Self = Path { above: None, step: Step::Root, role: Role::Learned };

    /// One step further: a field.
    #[inline(always)]
    pub fn field<'b>(&'b self, name: &'static str, role: Role) -> Path<'b> {
        Path { above: Some(self), step: Step::Field(name), role: self.role.max(role) }
    }

    /// One step further: an element of an array.
    #[inline(always)]
    pub fn index<'b>(&'b self, index: usize) -> Path<'b> {
        Path { above: Some(self), step: Step::Index(index), role: self.role }
    }

    /// The last step.
    pub fn last(&self) -> Step {
        self.step
    }

    /// The path without its last step.
    pub fn above(&self) -> Option<&'a Path<'a>> {
        self.above
    }

    /// What the attributes of the fields on this path say.
    #[inline(always)]
    pub fn role(&self) -> Role {
        self.role
    }

    /// Whether a field on this path is `#[frozen]`.
    #[inline(always)]
    pub fn is_frozen(&self) -> bool {
        self.role == Role::Frozen
    }
}

impl Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above.filter(|above| above.step != Step::Root) {
            write!(f, "{above}.")?;
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Field(name) => f.write_str(name),
            Step::Index(index) => index.fmt(f),
        }
    }
}

impl fmt::Debug for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

impl PartialEq<str> for Path<'_> {
    /// Whether this is how the path is written.
    fn eq(&self, name: &str) -> bool {
        /// What is left of the name to compare with.
        struct Rest<'a>(&'a str);
        impl Write for Rest<'_> {
            fn write_str(&mut self, part: &str) -> fmt::Result {
                self.0 = self.0.strip_prefix(part).ok_or(fmt::Error)?;
                Ok(())
            }
        }
        let mut rest = Rest(name);
        write!(rest, "{self}").is_ok() && rest.0.is_empty()
    }
}
impl PartialEq<&str> for Path<'_> {
    fn eq(&self, name: &&str) -> bool {
        *self == **name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_and_compared() {
        let (layers, second) = (Path::ROOT.field("layers", Role::Learned), 12);
        let layer = layers.index(second);
        let w = layer.field("w", Role::Learned);
        assert_eq!(std::format!("{w}"), "layers.12.w");
        assert!(
            w == "layers.12.w" && w != "layers.12" && w != "layers.12.w2" && w != "layers.1.w" && w != ""
        );
        assert!(Path::ROOT == "");
        assert_eq!((w.last(), layer.last()), (Step::Field("w"), Step::Index(12)));
    }

    #[test]
    fn what_is_in_a_frozen_field_is_frozen() {
        let frozen = Path::ROOT.field("body", Role::Frozen);
        assert!(frozen.field("gain", Role::Ones).is_frozen() && frozen.index(0).is_frozen());
        let ones = Path::ROOT.field("norm", Role::Ones);
        assert_eq!(ones.field("gain", Role::Learned).role(), Role::Ones);
    }
}
