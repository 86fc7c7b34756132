//! The whole memory of a model, known to the compiler: what each part takes, and an error if that is too much.

use core::fmt;

use crate::layout::Layout;
use crate::storage::Zeroed;
use crate::text::Text;

/// The memory of what a program keeps, as a constant; made by [`budget!`](crate::budget!).
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// What there is room for, if anybody said.
    pub allowed: Option<usize>,
    /// What is kept.
    pub parts: &'static [Part],
}

/// Something that a program keeps.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// What it is for.
    pub name: &'static str,
    /// Its size.
    pub bytes: usize,
    layout: Layout,
}

/// Something that lies in a part: a tensor, a place in a workspace.
#[derive(Clone, Copy)]
struct Slot {
    name: Text<256>,
    bytes: usize,
    line: u32,
}

/// What a compile error says; it shows this many of the largest slots.
type Message = Text<1536>;
const SHOWN: usize = 6;

impl Part {
    /// A value of type `T`.
    pub const fn of<T: Zeroed>(name: &'static str) -> Self {
        Part { name, bytes: size_of::<T>(), layout: T::LAYOUT }
    }

    const fn slots(&self) -> usize {
        match self.layout {
            Layout::Places(places) => places.len(),
            layout => layout.count(),
        }
    }

    const fn slot(&self, index: usize) -> Slot {
        match self.layout {
            Layout::Places(places) => {
                let place = &places[index];
                Slot { name: Text::new().push(place.name), bytes: place.bytes, line: place.line }
            }
            layout => {
                let part = layout.part(index);
                Slot { name: part.name, bytes: part.bytes(), line: 0 }
            }
        }
    }
}

impl Budget {
    /// The bytes of all parts together.
    pub const fn bytes(&self) -> usize {
        let (mut sum, mut i) = (0, 0);
        while i < self.parts.len() {
            sum += self.parts[i].bytes;
            i += 1;
        }
        sum
    }

    /// The bytes of the part of this name; 0 if there is none.
    pub const fn bytes_of(&self, name: &str) -> usize {
        let mut i = 0;
        while i < self.parts.len() {
            if crate::layout::equal(self.parts[i].name.as_bytes(), name.as_bytes()) {
                return self.parts[i].bytes;
            }
            i += 1;
        }
        0
    }

    /// What is wrong, if it does not fit.
    #[doc(hidden)]
    pub const fn excess(&self) -> Option<Message> {
        match self.allowed {
            Some(allowed) if self.bytes() > allowed => Some(self.message(allowed)),
            _ => None,
        }
    }

    const fn message(&self, allowed: usize) -> Message {
        let mut text = Message::new().push("over budget: ").number(self.bytes());
        text = text.push(" bytes needed, ").number(allowed).push(" allowed");
        let mut i = 0;
        while i < self.parts.len() {
            let part = &self.parts[i];
            text = text.push("\n  ").push(part.name).push(": ").number(part.bytes).push(" bytes");
            i += 1;
        }
        let (mut shown, mut last) = (0, None);
        while shown < SHOWN {
            let Some((part, index)) = self.largest_below(last) else { break };
            let slot = self.parts[part].slot(index);
            text = text.push(if shown == 0 { "\nthe largest slots:\n  " } else { "\n  " });
            text = text.push(slot.name.as_str()).push(" in ").push(self.parts[part].name);
            text = text.push(": ").number(slot.bytes).push(" bytes");
            if slot.line > 0 {
                text = text.push(", line ").number(slot.line as usize);
            }
            (shown, last) = (shown + 1, Some((part, index)));
        }
        text
    }

    /// The part and the index in it of the slot that comes after `last` in the order of size.
    const fn largest_below(&self, last: Option<(usize, usize)>) -> Option<(usize, usize)> {
        let limit = match last {
            Some((part, index)) => self.parts[part].slot(index).bytes,
            None => usize::MAX,
        };
        // Those as large as the last come after it, those smaller anywhere.
        let (mut best, mut found, mut passed) = (0, None, last.is_none());
        let mut part = 0;
        while part < self.parts.len() {
            let mut index = 0;
            while index < self.parts[part].slots() {
                let bytes = self.parts[part].slot(index).bytes;
                if bytes > best && (bytes < limit || (bytes == limit && passed)) {
                    (best, found) = (bytes, Some((part, index)));
                }
                if let Some((last_part, last_index)) = last {
                    passed |= part == last_part && index == last_index;
                }
                index += 1;
            }
            part += 1;
        }
        found
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in self.parts {
            writeln!(f, "{:>9}  {}", part.bytes, part.name)?;
            for slot in (0..part.slots()).map(|i| part.slot(i)).filter(|slot| slot.bytes > 0) {
                write!(f, "{:>20}  {}", slot.bytes, slot.name)?;
                if slot.line > 0 {
                    write!(f, ", line {}", slot.line)?;
                }
                writeln!(f)?;
            }
        }
        write!(f, "{:>9}  bytes in all", self.bytes())?;
        match self.allowed {
            Some(allowed) => writeln!(f, ", {allowed} allowed"),
            None => writeln!(f),
        }
    }
}

/// The memory of a model as a [`Budget`]; a compile error, in bytes and with what takes the most, if it is more than
/// is allowed.
///
/// ```
/// use tapeless::budget::Budget;
/// use tapeless::prelude::*;
///
/// #[derive(Params)]
/// struct Net {
///     w: Matrix<f32, 16, 4>,
///     b: Vector<f32, 4>,
/// }
///
/// #[differentiable]
/// fn loss(net: &Net, x: &Matrix<f32, 8, 16>, y: &Labels<8, 4>) -> f32 {
///     let h = x.matmul(&net.w) + &net.b;
///     h.cross_entropy(y)
/// }
///
/// const RAM: Budget = budget!(2048; parameters: Net, gradient: Net, workspace: Workspace<loss>);
/// assert_eq!(RAM.bytes_of("parameters"), (16 * 4 + 4) * 4);
/// println!("{RAM}"); // every part, and what lies in it
/// ```
///
/// ```compile_fail,E0080
/// # use tapeless::budget::Budget;
/// # use tapeless::prelude::*;
/// const RAM: Budget = budget!(1000; state: [Matrix<f32, 16, 16>; 2]);
/// // over budget: 2048 bytes needed, 1000 allowed
/// //   state: 2048 bytes
/// // the largest slots:
/// //   0 in state: 1024 bytes
/// //   1 in state: 1024 bytes
/// ```
///
/// Without a number of bytes in front, nothing is too much: `budget!(parameters: Net)`.
#[macro_export]
macro_rules! budget {
    ($($name:ident: $T:ty),+ $(,)?) => {
        $crate::budget::Budget {
            allowed: ::core::option::Option::None,
            parts: const { &[$($crate::budget::Part::of::<$T>(::core::stringify!($name))),+] },
        }
    };
    ($allowed:expr; $($name:ident: $T:ty),+ $(,)?) => {
        const {
            let mut budget = $crate::budget!($($name: $T),+);
            budget.allowed = ::core::option::Option::Some($allowed);
            if let ::core::option::Option::Some(message) = budget.excess() {
                ::core::panic!("{}", message.as_str());
            }
            budget
        }
    };
}
