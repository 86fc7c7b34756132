//! What lies where in a value: the tensors in it, by name.

use crate::text::Text;

/// What a value consists of, so that its tensors can be saved and loaded by name.
#[derive(Clone, Copy, Debug)]
pub enum Layout {
    /// Nothing that has a name in a file.
    Opaque,
    /// A number.
    Number(Kind),
    /// Numbers in row-major order.
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
}

/// A field of a struct or a tuple.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// The byte at which it begins.
    pub offset: usize,
    /// What it consists of.
    pub layout: &'static Layout,
}

macro_rules! kinds {
    ($($T:ident $Kind:ident $name:literal),*) => {
        /// A kind of number, by its name in a safetensors file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $(#[doc = concat!("`", stringify!($T), "`")] $Kind,)*
        }

        impl Kind {
            /// Its name in a safetensors file.
            pub const fn name(self) -> &'static str {
                match self { $(Kind::$Kind => $name,)* }
            }
            /// Bytes of one number.
            pub const fn bytes(self) -> usize {
                match self { $(Kind::$Kind => size_of::<$T>(),)* }
            }
        }
    };
}
kinds!(f32 F32 "F32", f64 F64 "F64", u8 U8 "U8", u16 U16 "U16", u32 U32 "U32", u64 U64 "U64", i8 I8 "I8", i16 I16 "I16", i32 I32 "I32", i64 I64 "I64");

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
            Layout::Opaque => 0,
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

    /// All tensors.
    pub fn parts(&'static self) -> impl ExactSizeIterator<Item = Part> {
        (0..self.count()).map(|index| self.part(index))
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
            Layout::Opaque => panic!("nothing here has a name"),
        }
    }
}
