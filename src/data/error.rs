//! What is wrong with a file, and where.

use std::fmt;
use std::path::{Path, PathBuf};
use std::string::{String, ToString};

/// Why a file was refused. Nothing of a refused file is loaded.
///
/// ```
/// # #[cfg(feature = "csv")] {
/// use tapeless::data::{DataError, Place, Table};
/// let error: DataError = Table::read("rooms.csv", "rooms,price\n3,127500\n4\n".as_bytes()).unwrap_err();
/// assert_eq!(error.place, Place::Line(3));
/// assert_eq!(error.to_string(), "rooms.csv, line 3: expected 2 fields as in the header, found 1");
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataError {
    /// The file.
    pub file: PathBuf,
    /// Where in the file.
    pub place: Place,
    /// What should have been there.
    pub expected: String,
    /// What was there.
    pub found: String,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// An offset, from 0; of a packed file, the offset after unpacking.
    Byte(u64),
    /// A line, from 1.
    Line(u64),
    /// A cell of a table.
    Cell {
        /// The line on which its record begins, from 1.
        line: u64,
        /// The name of its column.
        column: String,
    },
    /// A tensor, by its name.
    Tensor(String),
}

impl DataError {
    pub(crate) fn new(file: &Path, place: Place, expected: impl ToString, found: impl ToString) -> Self {
        DataError { file: file.into(), place, expected: expected.to_string(), found: found.to_string() }
    }
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        match &self.place {
            Place::File => {}
            Place::Byte(byte) => write!(f, ", byte {byte}")?,
            Place::Line(line) => write!(f, ", line {line}")?,
            Place::Cell { line, column } => write!(f, ", line {line}, column `{column}`")?,
            Place::Tensor(name) => write!(f, ", tensor `{name}`")?,
        }
        write!(f, ": expected {}, found {}", self.expected, self.found)
    }
}

impl std::error::Error for DataError {}
