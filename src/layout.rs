//! What lies where in a value: the tensors in it, by name, as constants.
//!
//! [`Params::visit`](crate::Params::visit) says the same when the program runs; `weights!` needs it before.

use crate::report::Place;
use crate::text::Text;

/// What a value consists of.
#[derive(Clone, Copy, Debug)]
pub enum Layout {
    /// Nothing that has a name in a file.
    Opaque,
    /// A float.
    Number(Kind),
    /// Floats in row-major order.
    Tensor {
        /// Of this kind.
        kind: Kind,
        /// How many axes.
        rank: usize,
        /// The lengths of the axes, with 1s in front to make six.
        six_dims: [usize; 6],
    },
    /// Values one after the other, named by their index.
    Array {
        /// How many.
        len: usize,
        /// Bytes of one.
        stride: usize,
        /// What each consists of.
        item: &'static Layout,
    },
    /// Values by name.
    Fields(&'static [Field]),
    /// What a derived function computes with: nothing that a file holds.
    Places(&'static [Place]),
}

/// A field of a struct.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// The byte at which it begins.
    pub offset: usize,
    /// What it consists of.
    pub layout: &'static Layout,
}

/// A kind of float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `f32`
    F32,
    /// `f64`
    F64,
}

impl Kind {
    /// Its name in a safetensors file.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::F32 => "F32",
            Kind::F64 => "F64",
        }
    }

    /// Bytes of one float.
    pub const fn bytes(self) -> usize {
        match self {
            Kind::F32 => 4,
            Kind::F64 => 8,
        }
    }
}

/// A tensor somewhere in a value.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The names of the fields that lead to it, joined by dots.
    pub name: Text<256>,
    /// The kind of its elements.
    pub kind: Kind,
    /// The byte at which it begins.
    pub offset: usize,
    rank: usize,
    six_dims: [usize; 6],
}

impl Part {
    /// The lengths of its axes.
    pub const fn dims(&self) -> &[usize] {
        self.six_dims.split_at(6 - self.rank).1
    }

    /// Its bytes.
    pub const fn bytes(&self) -> usize {
        let (mut bytes, mut axis) = (self.kind.bytes(), 0);
        while axis < 6 {
            bytes *= self.six_dims[axis];
            axis += 1;
        }
        bytes
    }
}

impl Layout {
    /// How many tensors there are in it.
    pub const fn count(&self) -> usize {
        match self {
            Layout::Opaque | Layout::Places(_) => 0,
            Layout::Number(_) | Layout::Tensor { .. } => 1,
            Layout::Array { len, item, .. } => *len * item.count(),
            Layout::Fields(fields) => {
                let (mut count, mut i) = (0, 0);
                while i < fields.len() {
                    count += fields[i].layout.count();
                    i += 1;
                }
                count
            }
        }
    }

    /// The tensor of this index, below [`count`](Self::count), in the order of the fields.
    ///
    /// # Panics
    /// If there is no such tensor.
    pub const fn part(&self, index: usize) -> Part {
        self.find(index, Text::new(), 0)
    }

    /// The index of the tensor of this name.
    pub(crate) const fn index_of(&self, name: &[u8]) -> Option<usize> {
        self.search(Some(name), 0)
    }

    /// `name`: what is left of it; `index`: of the first tensor in here.
    const fn search(&self, name: Option<&[u8]>, mut index: usize) -> Option<usize> {
        let Some(name) = name else {
            return if matches!(self, Layout::Number(_) | Layout::Tensor { .. }) {
                Some(index)
            } else {
                None
            };
        };
        let (first, rest) = split_at_dot(name);
        match *self {
            Layout::Fields(fields) => {
                let mut i = 0;
                while i < fields.len() {
                    if equal(fields[i].name.as_bytes(), first) {
                        return fields[i].layout.search(rest, index);
                    }
                    index += fields[i].layout.count();
                    i += 1;
                }
                None
            }
            Layout::Array { len, item, .. } => match number(first) {
                Some(i) if i < len => item.search(rest, index + i * item.count()),
                _ => None,
            },
            _ => None,
        }
    }

    const fn find(&self, mut index: usize, name: Text<256>, offset: usize) -> Part {
        match *self {
            Layout::Number(kind) => Part { name, kind, offset, rank: 0, six_dims: [1; 6] },
            Layout::Tensor { kind, rank, six_dims } => Part { name, kind, offset, rank, six_dims },
            Layout::Array { stride, item, .. } => {
                let (i, index) = (index / item.count(), index % item.count());
                item.find(index, name.dot().number(i), offset + stride * i)
            }
            Layout::Fields(fields) => {
                let mut i = 0;
                while index >= fields[i].layout.count() {
                    index -= fields[i].layout.count();
                    i += 1;
                }
                let field = &fields[i];
                field.layout.find(index, name.dot().push(field.name), offset + field.offset)
            }
            Layout::Opaque | Layout::Places(_) => panic!("nothing here has a name"),
        }
    }
}

const fn split_at_dot(name: &[u8]) -> (&[u8], Option<&[u8]>) {
    let mut i = 0;
    while i < name.len() {
        if name[i] == b'.' {
            let (first, rest) = name.split_at(i);
            return (first, Some(rest.split_at(1).1));
        }
        i += 1;
    }
    (name, None)
}

/// The number that is written so, without leading zeros.
const fn number(digits: &[u8]) -> Option<usize> {
    let (mut number, mut i) = (0_usize, 0);
    while i < digits.len() {
        if !digits[i].is_ascii_digit() || (i > 0 && number == 0) || i > 8 {
            return None;
        }
        number = 10 * number + (digits[i] - b'0') as usize;
        i += 1;
    }
    if i == 0 { None } else { Some(number) }
}

/// Whether two texts are one.
pub(crate) const fn equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::prelude::*;
    use std::string::ToString;

    #[derive(Params)]
    struct Layer {
        w: Matrix<f64, 2, 3>,
        b: Vector<f64, 0>,
    }
    #[derive(Params)]
    struct Net {
        first: f64,
        layers: [[Layer; 6]; 2],
        r#type: Vector<f64, 5>,
    }

    #[test]
    fn constants_say_what_visits_say() {
        let mut index = 0;
        Net::ZERO.visit(|leaf, numbers| {
            let part = Net::LAYOUT.part(index);
            assert_eq!((part.name.to_string(), part.dims()), (leaf.path.to_string(), leaf.dims));
            assert_eq!(part.bytes(), size_of_val(numbers));
            assert_eq!(Net::LAYOUT.index_of(part.name.as_str().as_bytes()), Some(index));
            index += 1;
        });
        assert_eq!((index, Net::LAYOUT.count()), (26, 26));
        assert_eq!(Net::LAYOUT.part(24).name.as_str(), "layers.1.5.b");
    }

    #[test]
    fn names_of_nothing() {
        let names =
            ["", ".", "first.", ".first", "layers", "layers.2.0.w", "layers.01.0.w", "layers.1.0.w.0"];
        for name in names.into_iter().chain([
            "layers..0.w",
            "layers.-1.0.w",
            "layers.9999999999999999999999.0.w",
            "layers.1.0",
        ]) {
            assert_eq!(Net::LAYOUT.index_of(name.as_bytes()), None, "{name}");
        }
    }
}
