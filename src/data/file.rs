//! Whole files, unpacked.

use std::fs;
use std::path::Path;
use std::vec::Vec;

use super::error::{DataError, Place};

/// How a gzip file begins.
const GZIP: [u8; 2] = [0x1f, 0x8b];

pub(super) fn open(file: &Path) -> Result<Vec<u8>, DataError> {
    let bytes =
        fs::read(file).map_err(|error| DataError::new(file, Place::File, "a readable file", error))?;
    unpack(file, bytes)
}

/// The bytes, unpacked if they are packed.
pub(super) fn unpack(file: &Path, bytes: Vec<u8>) -> Result<Vec<u8>, DataError> {
    if bytes.starts_with(&GZIP) { gunzip(file, &bytes) } else { Ok(bytes) }
}

#[cfg(feature = "gzip")]
fn gunzip(file: &Path, packed: &[u8]) -> Result<Vec<u8>, DataError> {
    use std::io::Read;
    let mut bytes = Vec::new();
    match flate2::read::MultiGzDecoder::new(packed).read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => Err(DataError::new(file, Place::Byte(bytes.len() as u64), "intact gzip data", error)),
    }
}

#[cfg(not(feature = "gzip"))]
fn gunzip(file: &Path, _: &[u8]) -> Result<Vec<u8>, DataError> {
    let found = "a gzip file: unpack it, or build with the feature `gzip`";
    Err(DataError::new(file, Place::Byte(0), "a plain file", found))
}
