//! Trained parameters as a constant of the program.

use super::header::{Entries, Entry, MALFORMED, MAX_RANK, equal};
use crate::layout::Part;
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
#[track_caller]
pub const fn embed<P: Params>(file: &[u8], name: &str) -> P {
    let Some((_, data)) = Entries::of(file) else {
        panic!("{}", Message::new().push(name).push(": ").push(MALFORMED).as_str());
    };
    let mut value = P::ZERO;
    let (count, mut index) = (P::LAYOUT.count(), 0);
    while index < count {
        let (part, bytes) = part_mut(&mut value, index);
        let Some(entry) = find(file, &part) else {
            panic!(
                "{}",
                about(name, part.name.as_str()).push("expected a tensor of this name, found none").as_str()
            );
        };
        check(name, &part, &entry);
        if entry.end > data.len() || entry.start > entry.end || entry.end - entry.start != bytes.len() {
            panic!(
                "{}",
                about(name, part.name.as_str()).push("expected as many bytes as its shape says").as_str()
            );
        }
        let numbers = data.split_at(entry.end).0.split_at(entry.start).1;
        bytes.copy_from_slice(numbers);
        to_native(bytes, part.kind.bytes());
        index += 1;
    }
    refuse_others::<P>(file, name);
    value
}

/// `file, tensor `x`: `
const fn about(file: &str, tensor: &str) -> Message {
    Message::new().push(file).push(", tensor `").push(tensor).push("`: ")
}

const fn find<'a>(file: &'a [u8], part: &Part) -> Option<Entry<'a>> {
    let Some((mut entries, _)) = Entries::of(file) else { return None };
    while let Some(entry) = entries.next() {
        if equal(entry.name, part.name.as_str().as_bytes()) {
            return Some(entry);
        }
    }
    None
}

#[track_caller]
const fn check(file: &str, part: &Part, entry: &Entry) {
    let (dims, shown) =
        (part.dims(), entry.dims.split_at(if entry.rank < MAX_RANK { entry.rank } else { MAX_RANK }).0);
    let mut same = dims.len() == entry.rank && equal(part.kind.name().as_bytes(), entry.kind);
    let mut axis = 0;
    while same && axis < dims.len() {
        same = dims[axis] == entry.dims[axis];
        axis += 1;
    }
    if !same {
        let kind = match core::str::from_utf8(entry.kind) {
            Ok(kind) => kind,
            Err(_) => "?",
        };
        let expected =
            about(file, part.name.as_str()).push("expected ").push(part.kind.name()).push(" ").list(dims);
        panic!("{}", expected.push(", found ").push(kind).push(" ").list(shown).as_str());
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

#[track_caller]
const fn refuse_others<P: Params>(file: &[u8], name: &str) {
    let Some((mut entries, _)) = Entries::of(file) else { return };
    while let Some(entry) = entries.next() {
        let mut index = 0;
        while index < P::LAYOUT.count() && !equal(entry.name, P::LAYOUT.part(index).name.as_str().as_bytes())
        {
            index += 1;
        }
        if index == P::LAYOUT.count() {
            let tensor = match core::str::from_utf8(entry.name) {
                Ok(tensor) => tensor,
                Err(_) => "?",
            };
            panic!(
                "{}",
                about(name, tensor)
                    .push("expected no tensor but those of the parameter struct, found this one")
                    .as_str()
            );
        }
    }
}
