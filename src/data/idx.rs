//! IDX files, in which MNIST and its relatives come.

use std::format;
use std::io::Read;
use std::ops::Index;
use std::path::{Path, PathBuf};
use std::string::String;
use std::vec::Vec;

use super::error::{DataError, Place};
use super::file;

/// The contents of an IDX file, plain or (with the feature `gzip`) packed: a tensor of any rank from 1, whose
/// lengths are known when the program runs. `idx[row]` is the slice at one position of the first axis.
///
/// Layout: two zero bytes, a byte for the element type, a byte for the rank, the lengths (32 bits each), the
/// elements in row-major order; everything big-endian.
///
/// ```
/// use tapeless::data::Idx;
/// let file = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6];
/// let idx = Idx::<u8>::read("two-rows", file.as_slice())?;
/// assert_eq!(idx.dims(), [2, 3]);
/// assert_eq!(idx[1], [4, 5, 6]);
/// assert_eq!(idx.rows::<3>()?[1], [4, 5, 6]);
/// # Ok::<(), tapeless::data::DataError>(())
/// ```
///
/// Source: Y. LeCun, C. Cortes, C. Burges, *The MNIST database*, 1998.
#[derive(Clone, Debug, PartialEq)]
pub struct Idx<T> {
    file: PathBuf,
    dims: Vec<usize>,
    elements: Vec<T>,
}

/// What an IDX file can hold: `u8`, `i8`, `i16`, `i32`, `f32`, `f64`.
///
/// ```
/// use tapeless::data::{Idx, IdxElement};
/// fn largest<T: IdxElement + PartialOrd>(idx: &Idx<T>) -> Option<T> {
///     idx.as_slice().iter().copied().reduce(|a, b| if b > a { b } else { a })
/// }
/// let idx = Idx::<i8>::read("levels", [0, 0, 9, 1, 0, 0, 0, 2, 255, 3].as_slice())?;
/// assert_eq!(largest(&idx), Some(3));
/// # Ok::<(), tapeless::data::DataError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "an IDX file cannot hold `{Self}`",
    note = "it holds u8, i8, i16, i32, f32 or f64"
)]
pub trait IdxElement: Copy {
    /// The third byte of the file.
    const CODE: u8;
    /// An element from its bytes, big-endian.
    fn from_bytes(bytes: &[u8]) -> Self;
}
macro_rules! elements {
    ($($T:ident = $code:literal;)*) => {
        $(impl IdxElement for $T {
            const CODE: u8 = $code;
            fn from_bytes(bytes: &[u8]) -> Self {
                $T::from_be_bytes(bytes.try_into().expect("as many bytes as the element has"))
            }
        })*

        fn element_name(code: u8) -> String {
            match code {
                $($code => stringify!($T).into(),)*
                _ => format!("the unknown code {code}"),
            }
        }
    };
}
elements!(u8 = 0x08; i8 = 0x09; i16 = 0x0b; i32 = 0x0c; f32 = 0x0d; f64 = 0x0e;);

impl<T: IdxElement> Idx<T> {
    /// Reads a file.
    ///
    /// # Errors
    /// If the file cannot be read, is not an IDX file of elements `T`, or is longer or shorter than its header says.
    ///
    /// ```
    /// use tapeless::data::Idx;
    /// let error = Idx::<u8>::open("no/such/labels-idx1-ubyte").unwrap_err();
    /// assert!(error.to_string().starts_with("no/such/labels-idx1-ubyte: expected a readable file"));
    /// ```
    pub fn open(file: impl AsRef<Path>) -> Result<Self, DataError> {
        let file = file.as_ref();
        parse(file, &file::open(file)?)
    }

    /// Reads from anywhere; `name` stands in the messages in place of a file.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn read(name: impl AsRef<Path>, mut source: impl Read) -> Result<Self, DataError> {
        let (name, mut bytes) = (name.as_ref(), Vec::new());
        source
            .read_to_end(&mut bytes)
            .map_err(|error| DataError::new(name, Place::Byte(bytes.len() as u64), "more bytes", error))?;
        parse(name, &file::unpack(name, bytes)?)
    }
}

impl<T> Idx<T> {
    /// The lengths of the axes.
    pub fn dims(&self) -> &[usize] {
        &self.dims
    }

    /// The length of the first axis: how many examples.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.dims[0]
    }

    /// The elements in row-major order.
    pub fn as_slice(&self) -> &[T] {
        &self.elements
    }

    /// The elements at each position of the first axis, as arrays.
    ///
    /// # Errors
    /// If there are not `N` of them.
    pub fn rows<const N: usize>(&self) -> Result<&[[T; N]], DataError> {
        let width = self.width();
        if width != N {
            let found = format!("{width} (dimensions {:?})", self.dims);
            return Err(DataError::new(&self.file, Place::File, format!("rows of {N} elements"), found));
        }
        Ok(self.elements.as_chunks().0)
    }

    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    fn width(&self) -> usize {
        self.dims[1..].iter().product()
    }
}

/// The elements at one position of the first axis.
impl<T> Index<usize> for Idx<T> {
    type Output = [T];
    fn index(&self, row: usize) -> &[T] {
        assert!(row < self.dims[0], "row {row} of an IDX file with dimensions {:?}", self.dims);
        &self.elements[row * self.width()..][..self.width()]
    }
}

fn parse<T: IdxElement>(file: &Path, bytes: &[u8]) -> Result<Idx<T>, DataError> {
    let error = |byte: usize, expected: String, found: String| {
        Err(DataError::new(file, Place::Byte(byte as u64), expected, found))
    };
    let Some((&[zero, nil, code, rank], rest)) = bytes.split_first_chunk() else {
        return error(bytes.len(), "a header of 4 bytes".into(), format!("the end after {}", bytes.len()));
    };
    if (zero, nil) != (0, 0) {
        return error(0, "two zero bytes, with which an IDX file begins".into(), format!("{zero}, {nil}"));
    }
    if code != T::CODE {
        return error(2, format!("elements of type {}", element_name(T::CODE)), element_name(code));
    }
    if rank == 0 {
        return error(3, "a rank of at least 1".into(), "0".into());
    }
    let (lengths, _) = rest.as_chunks();
    let Some(lengths) = lengths.get(..rank.into()) else {
        let expected = format!("{rank} lengths of 4 bytes");
        return error(bytes.len(), expected, format!("the end after {} bytes of them", rest.len()));
    };
    let dims: Vec<usize> = lengths.iter().map(|&length| u32::from_be_bytes(length) as usize).collect();
    let data = &rest[4 * dims.len()..];
    let promised = dims.iter().map(|&n| n as u128).try_fold(size_of::<T>() as u128, u128::checked_mul);
    if promised != Some(data.len() as u128) {
        let promised = promised.map_or("more bytes than can be counted".into(), |n| format!("{n} bytes"));
        let expected = format!("{promised} of elements (dimensions {dims:?})");
        return error(bytes.len() - data.len(), expected, format!("{} bytes", data.len()));
    }
    let elements = data.chunks_exact(size_of::<T>()).map(T::from_bytes).collect();
    Ok(Idx { file: file.into(), dims, elements })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;
    use std::vec;

    fn message<T: IdxElement + std::fmt::Debug>(bytes: &[u8]) -> String {
        Idx::<T>::read("f", bytes).unwrap_err().to_string()
    }

    #[test]
    fn every_element_type() {
        let file = |code, bytes: &[u8]| [&[0, 0, code, 1, 0, 0, 0, 1], bytes].concat();
        assert_eq!(Idx::<u8>::read("", &*file(8, &[255])).unwrap()[0], [255]);
        assert_eq!(Idx::<i8>::read("", &*file(9, &[255])).unwrap()[0], [-1]);
        assert_eq!(Idx::<i16>::read("", &*file(11, &[1, 2])).unwrap()[0], [258]);
        assert_eq!(Idx::<i32>::read("", &*file(12, &[0, 0, 1, 2])).unwrap()[0], [258]);
        assert_eq!(Idx::<f32>::read("", &*file(13, &1.5f32.to_be_bytes())).unwrap()[0], [1.5]);
        assert_eq!(Idx::<f64>::read("", &*file(14, &(-2.5f64).to_be_bytes())).unwrap()[0], [-2.5]);
    }

    #[test]
    fn malformed_files_say_where() {
        assert_eq!(message::<u8>(&[0, 0]), "f, byte 2: expected a header of 4 bytes, found the end after 2");
        assert_eq!(
            message::<u8>(b"PK\x03\x04"),
            "f, byte 0: expected two zero bytes, with which an IDX file begins, found 80, 75"
        );
        assert_eq!(
            message::<u8>(&[0, 0, 0x0d, 1, 0, 0, 0, 0]),
            "f, byte 2: expected elements of type u8, found f32"
        );
        assert_eq!(
            message::<u8>(&[0, 0, 7, 1, 0, 0, 0, 0]),
            "f, byte 2: expected elements of type u8, found the unknown code 7"
        );
        assert_eq!(message::<u8>(&[0, 0, 8, 0, 5]), "f, byte 3: expected a rank of at least 1, found 0");
        assert_eq!(
            message::<u8>(&[0, 0, 8, 2, 0, 0, 0, 1, 0]),
            "f, byte 9: expected 2 lengths of 4 bytes, found the end after 5 bytes of them"
        );
        assert_eq!(
            message::<i16>(&[0, 0, 11, 1, 0, 0, 0, 2, 1, 2, 3]),
            "f, byte 8: expected 4 bytes of elements (dimensions [2]), found 3 bytes"
        );
        assert_eq!(
            message::<u8>(&[0, 0, 8, 1, 0, 0, 0, 1, 1, 2]),
            "f, byte 8: expected 1 bytes of elements (dimensions [1]), found 2 bytes"
        );
    }

    #[test]
    fn lengths_that_overflow_are_refused_before_anything_is_allocated() {
        let file = [&[0, 0, 14, 8][..], &[255; 32]].concat();
        assert!(message::<f64>(&file).contains("more bytes than can be counted"));
        let file = [&[0, 0, 14, 2][..], &[255; 8]].concat();
        assert!(message::<f64>(&file).contains("147573952520956936200 bytes of elements"));
    }

    #[test]
    fn rows_of_another_width() {
        let idx = Idx::<u8>::read("f", [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2].as_slice()).unwrap();
        let error = idx.rows::<3>().unwrap_err().to_string();
        assert_eq!(error, "f: expected rows of 3 elements, found 2 (dimensions [1, 2])");
        let empty = Idx::<u8>::read("f", [0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 0].as_slice()).unwrap();
        assert_eq!((empty.len(), empty[2].len()), (3, 0));
    }

    #[test]
    fn a_missing_file() {
        let error = Idx::<u8>::open("no/such/file").unwrap_err().to_string();
        assert!(error.starts_with("no/such/file: expected a readable file, found "), "{error}");
    }

    #[cfg(feature = "gzip")]
    #[test]
    fn packed_files() {
        use std::io::Write;
        let mut packer = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
        packer.write_all(&[0, 0, 8, 1, 0, 0, 0, 3, 4, 5, 6]).unwrap();
        let packed = packer.finish().unwrap();
        assert_eq!(Idx::<u8>::read("f", &*packed).unwrap().as_slice(), [4, 5, 6]);
        assert_eq!(Idx::<u8>::read("f", &*packed).unwrap(), Idx::<u8>::read("f", &*packed).unwrap());

        let error = message::<u8>(&packed[..packed.len() - 9]);
        assert!(error.contains("expected intact gzip data, found"), "{error}");
        let mut corrupt = packed.clone();
        *corrupt.iter_mut().rev().nth(6).unwrap() ^= 1;
        let error = message::<u8>(&corrupt);
        assert!(error.contains("expected intact gzip data, found"), "{error}");
    }

    #[cfg(not(feature = "gzip"))]
    #[test]
    fn packed_files() {
        assert!(message::<u8>(&[0x1f, 0x8b, 8]).contains("build with the feature `gzip`"));
    }
}
