//! Saving and loading parameters.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::format;
use std::fs;
use std::path::{Path, PathBuf};
use std::string::{String, ToString};
use std::vec::Vec;

use ::safetensors::{Dtype, SafeTensors, View, serialize};

use crate::data::{DataError, Place};
use crate::layout::{Kind, Part};
use crate::params::Params;
use crate::storage::{part, part_mut};

/// The parameters as a safetensors file.
///
/// ```
/// # #[cfg(feature = "safetensors")] {
/// use tapeless::prelude::*;
/// use tapeless::weights::{from_bytes, to_bytes};
///
/// #[derive(Params)]
/// struct Line {
///     slope: Vector<f32, 2>,
///     offset: f32,
/// }
/// let line = Line { slope: Vector::from([2.0, -1.0]), offset: 0.5 };
/// let mut again = Line::ZERO;
/// from_bytes(&mut again, &to_bytes(&line))?;
/// assert_eq!((again.slope, again.offset), (line.slope, line.offset));
/// # }
/// # Ok::<(), tapeless::data::DataError>(())
/// ```
pub fn to_bytes<P: Params>(params: &P) -> Vec<u8> {
    let tensors = (0..P::LAYOUT.count()).map(|index| {
        let (part, bytes) = part(params, index);
        (part.name.to_string(), Saved { part, bytes })
    });
    serialize(tensors, None).expect("as many bytes as the shape says")
}

/// Writes the parameters to a safetensors file. A file of that name is replaced once the new one is complete.
///
/// # Errors
/// If the file cannot be written.
pub fn save<P: Params>(file: impl AsRef<Path>, params: &P) -> Result<(), DataError> {
    let file = file.as_ref();
    let mut partial = PathBuf::from(file).into_os_string();
    partial.push(".partial");
    fs::write(&partial, to_bytes(params))
        .and_then(|()| fs::rename(&partial, file))
        .map_err(|error| DataError::new(file, Place::File, "a place to write to", error))
}

/// Reads the parameters from a safetensors file, such as [`save`] or PyTorch writes.
///
/// # Errors
/// If the file cannot be read or is malformed, a tensor of `P` is not in it under its name or has another shape or
/// element type, or there is a tensor that is not in `P`. The parameters are then as they were.
pub fn load<P: Params>(file: impl AsRef<Path>, params: &mut P) -> Result<(), DataError> {
    let file = file.as_ref();
    let bytes =
        fs::read(file).map_err(|error| DataError::new(file, Place::File, "a readable file", error))?;
    read(file, params, &bytes)
}

/// Reads the parameters from the bytes of a safetensors file.
///
/// # Errors
/// As [`load`].
pub fn from_bytes<P: Params>(params: &mut P, bytes: &[u8]) -> Result<(), DataError> {
    read(Path::new("safetensors"), params, bytes)
}

fn read<P: Params>(file: &Path, params: &mut P, bytes: &[u8]) -> Result<(), DataError> {
    let error = |tensor: &str, expected: String, found: String| {
        DataError::new(file, Place::Tensor(tensor.into()), expected, found)
    };
    let tensors = SafeTensors::deserialize(bytes)
        .map_err(|error| DataError::new(file, Place::File, "a safetensors file", error))?;
    let found: BTreeSet<&str> = tensors.names().into_iter().collect();
    let own: BTreeSet<String> = P::LAYOUT.parts().map(|part| part.name.to_string()).collect();
    if let Some(missing) = own.iter().find(|name| !found.contains(name.as_str())) {
        let others = found.into_iter().filter(|name| !own.contains(*name)).collect::<Vec<_>>().join("`, `");
        let others = if others.is_empty() { "none".into() } else { format!("`{others}`") };
        return Err(error(missing, "a tensor of this name".into(), others));
    }
    if let Some(extra) = found.iter().find(|name| !own.contains(**name)) {
        return Err(error(extra, "no tensor but those of the parameters".into(), "this one".into()));
    }
    let views: Vec<_> = tensors.tensors().into_iter().collect();
    let view =
        |part: &Part| &views.iter().find(|(name, _)| name == part.name.as_str()).expect("just found").1;
    for part in P::LAYOUT.parts() {
        let view = view(&part);
        if (view.dtype(), view.shape()) != (dtype(part.kind), part.dims()) {
            let expected = format!("{} {:?}", part.kind.name(), part.dims());
            return Err(error(part.name.as_str(), expected, format!("{} {:?}", view.dtype(), view.shape())));
        }
    }
    for index in 0..P::LAYOUT.count() {
        let (part, slot) = part_mut(params, index);
        slot.copy_from_slice(view(&part).data());
        to_little_endian(slot, part.kind);
    }
    Ok(())
}

/// A tensor on its way into a file.
struct Saved<'a> {
    part: Part,
    bytes: &'a [u8],
}

impl View for Saved<'_> {
    fn dtype(&self) -> Dtype {
        dtype(self.part.kind)
    }
    fn shape(&self) -> &[usize] {
        self.part.dims()
    }
    fn data(&self) -> Cow<'_, [u8]> {
        let mut bytes = Cow::Borrowed(self.bytes);
        if cfg!(target_endian = "big") {
            to_little_endian(bytes.to_mut(), self.part.kind);
        }
        bytes
    }
    fn data_len(&self) -> usize {
        self.bytes.len()
    }
}

/// Between the order of bytes of this machine and that of the file.
fn to_little_endian(bytes: &mut [u8], kind: Kind) {
    if cfg!(target_endian = "big") {
        bytes.chunks_exact_mut(kind.bytes()).for_each(<[u8]>::reverse);
    }
}

fn dtype(kind: Kind) -> Dtype {
    match kind {
        Kind::F32 => Dtype::F32,
        Kind::F64 => Dtype::F64,
        Kind::U8 => Dtype::U8,
        Kind::U16 => Dtype::U16,
        Kind::U32 => Dtype::U32,
        Kind::U64 => Dtype::U64,
        Kind::I8 => Dtype::I8,
        Kind::I16 => Dtype::I16,
        Kind::I32 => Dtype::I32,
        Kind::I64 => Dtype::I64,
    }
}
