//! Trained parameters as a constant of the program.

use super::header::{Entries, Entry, MALFORMED, MAX_RANK};
use crate::layout::{Part, equal};
use crate::params::Params;
use crate::storage::part_mut;
use crate::text::Text;

/// The parameters in a safetensors file, put into the program when it is compiled: no file, no parsing, no heap when it
/// runs. The path is relative to the source file, as with `include_bytes!`.
///
/// Every tensor of the parameter struct must be in the file under its name, with its shape and its element type, and
/// nothing else may be: all else is a compile error.
///
/// ```
/// use tapeless::prelude::*;
///
/// #[derive(Params)]
/// struct Line {
///     slope: Vector<f32, 2>,
///     offset: f32,
/// }
/// // written by PyTorch: save_file({"slope": tensor([2.0, -1.0]), "offset": tensor(0.5)}, "line.safetensors")
/// static LINE: Line = tapeless::weights!("../../tests/weights/line.safetensors");
/// assert_eq!((&LINE.slope, LINE.offset), (&Vector::from([2.0, -1.0]), 0.5));
/// ```
#[macro_export]
macro_rules! weights {
    ($file:expr $(,)?) => {
        const {
            #[allow(long_running_const_eval)]
            let weights = $crate::weights::embed(include_bytes!($file), $file);
            weights
        }
    };
}

type Message = Text<512>;

/// What `weights!` stands for.
///
/// # Panics
/// If the file does not hold exactly the tensors of `P`: when the program is compiled.
#[doc(hidden)]
#[track_caller]
pub const fn embed<P: Params>(file: &[u8], name: &str) -> P {
    let Some((mut entries, data)) = Entries::of(file) else {
        panic!("{}", Message::new().push(name).push(": ").push(MALFORMED).as_str());
    };
    let mut value = P::ZERO;
    let mut read = Flags::NONE;
    while let Some(entry) = entries.next() {
        let Some(index) = P::LAYOUT.index_of(entry.name) else {
            panic!(
                "{}",
                about(name, shown(entry.name))
                    .push("expected no tensor but those of the parameter struct, found this one")
                    .as_str()
            );
        };
        let (part, bytes) = part_mut(&mut value, index);
        check(name, &part, &entry);
        if entry.end > data.len() || entry.start > entry.end || entry.end - entry.start != bytes.len() {
            panic!(
                "{}",
                about(name, part.name.as_str())
                    .push("expected as many bytes as its shape says, found others")
                    .as_str()
            );
        }
        bytes.copy_from_slice(data.split_at(entry.end).0.split_at(entry.start).1);
        to_native(bytes, part.kind.bytes());
        read.set(index);
    }
    if let Some(index) = read.first_unset(P::LAYOUT.count()) {
        let missing = P::LAYOUT.part(index);
        panic!(
            "{}",
            about(name, missing.name.as_str()).push("expected a tensor of this name, found none").as_str()
        );
    }
    value
}

/// Which of up to 4,096 tensors have been read.
struct Flags([u64; 64]);

impl Flags {
    const NONE: Self = Flags([0; 64]);

    const fn set(&mut self, index: usize) {
        assert!(index < 4096, "expected at most 4096 tensors, found more");
        self.0[index / 64] |= 1 << (index % 64);
    }

    const fn first_unset(&self, count: usize) -> Option<usize> {
        let mut index = 0;
        while index < count {
            if self.0[index / 64] >> (index % 64) & 1 == 0 {
                return Some(index);
            }
            index += 1;
        }
        None
    }
}

const fn shown(text: &[u8]) -> &str {
    match core::str::from_utf8(text) {
        Ok(text) => text,
        Err(_) => "?",
    }
}

/// `file, tensor `x`: `
const fn about(file: &str, tensor: &str) -> Message {
    Message::new().push(file).push(", tensor `").push(tensor).push("`: ")
}

#[track_caller]
const fn check(file: &str, part: &Part, entry: &Entry) {
    let dims = part.dims();
    let mut same = dims.len() == entry.rank && equal(part.kind.name().as_bytes(), entry.kind);
    let mut axis = 0;
    while same && axis < dims.len() {
        same = dims[axis] == entry.dims[axis];
        axis += 1;
    }
    if !same {
        let rank = if entry.rank < MAX_RANK { entry.rank } else { MAX_RANK };
        let message =
            about(file, part.name.as_str()).push("expected ").push(part.kind.name()).push(" ").list(dims);
        let found = entry.dims.split_at(rank).0;
        panic!("{}", message.push(", found ").push(shown(entry.kind)).push(" ").list(found).as_str());
    }
}

/// The file is little-endian.
const fn to_native(bytes: &mut [u8], size: usize) {
    if cfg!(target_endian = "little") {
        return;
    }
    let mut at = 0;
    while at < bytes.len() {
        bytes.split_at_mut(at).1.split_at_mut(size).0.reverse();
        at += size;
    }
}
