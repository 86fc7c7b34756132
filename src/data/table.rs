//! Tables: CSV files with a header.

use std::collections::HashSet;
use std::format;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::string::String;
use std::vec::Vec;

use ::csv::{ErrorKind, ReaderBuilder, StringRecord, Trim};

use super::error::{DataError, Place};
use super::file;

/// What stands for a missing value, as in pandas.
const MISSING: [&str; 7] = ["", "NA", "N/A", "NaN", "nan", "NULL", "null"];

/// A CSV file with a header, plain or (with the feature `gzip`) packed: named columns of text, in which values may be
/// missing. [`Encoding`](super::Encoding) makes features of it.
///
/// A cell is missing if it is empty or one of `NA`, `N/A`, `NaN`, `nan`, `NULL`, `null`. Spaces around a cell do not
/// count.
///
/// ```
/// use tapeless::data::Table;
/// let file = "rooms,alley,price\nNA,Pave,127500\n2,NA,106000\n";
/// let table = Table::read("houses.csv", file.as_bytes())?;
/// assert_eq!(table.columns().collect::<Vec<_>>(), ["rooms", "alley", "price"]);
/// assert_eq!((table.cell(0, 0), table.cell(1, 0)), (None, Some("2")));
/// assert_eq!(table.number(1, table.column("rooms")?)?, Some(2.0));
/// assert_eq!(table.numbers("price")?, [127500.0, 106000.0]);
/// # Ok::<(), tapeless::data::DataError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Table {
    file: PathBuf,
    header: StringRecord,
    records: Vec<StringRecord>,
}

impl Table {
    /// Reads a file.
    ///
    /// # Errors
    /// If the file cannot be read, is not UTF-8, has no header, has two columns of one name, a record with more or
    /// fewer fields than the header, or a quote that is not closed.
    ///
    /// ```
    /// use tapeless::data::Table;
    /// let table = Table::open("data/houses.csv.gz")?;
    /// assert!(table.len() > 1000 && table.column("price").is_ok());
    /// # Ok::<(), tapeless::data::DataError>(())
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

    /// How many rows, without the header.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// The names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.header.iter()
    }

    /// The number of the column of this name.
    ///
    /// # Errors
    /// If there is none.
    pub fn column(&self, name: &str) -> Result<usize, DataError> {
        self.columns().position(|column| column == name).ok_or_else(|| {
            let columns = self.columns().collect::<Vec<_>>().join("`, `");
            DataError::new(&self.file, Place::Line(1), format!("a column `{name}`"), format!("`{columns}`"))
        })
    }

    /// A cell, or `None` if its value is missing.
    ///
    /// # Panics
    /// If there is no such row or column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&str> {
        let cell = &self.records[row][column];
        (!MISSING.contains(&cell)).then_some(cell)
    }

    /// A cell as a number, or `None` if its value is missing.
    ///
    /// # Errors
    /// If it is something else, or not finite.
    ///
    /// # Panics
    /// If there is no such row or column.
    pub fn number(&self, row: usize, column: usize) -> Result<Option<f64>, DataError> {
        let Some(cell) = self.cell(row, column) else { return Ok(None) };
        match finite(cell) {
            Some(number) => Ok(Some(number)),
            None => Err(self.error(row, column, "a finite number", format!("`{cell}`"))),
        }
    }

    /// A column of numbers, of which none is missing: the targets of a regression.
    ///
    /// # Errors
    /// If there is no such column, or a cell is missing or not a finite number.
    pub fn numbers(&self, name: &str) -> Result<Vec<f64>, DataError> {
        let column = self.column(name)?;
        let present = |row| {
            self.number(row, column)?.ok_or_else(|| self.error(row, column, "a number", "a missing value"))
        };
        (0..self.len()).map(present).collect()
    }

    /// Whether every cell of the column is a finite number or missing, and not all are missing.
    pub(super) fn is_numeric(&self, column: usize) -> bool {
        let mut cells = (0..self.len()).filter_map(|row| self.cell(row, column)).peekable();
        cells.peek().is_some() && cells.all(|cell| finite(cell).is_some())
    }

    /// An error about the file as a whole.
    pub(super) fn misfit(&self, expected: impl Into<String>, found: impl Into<String>) -> DataError {
        DataError::new(&self.file, Place::File, expected.into(), found.into())
    }

    /// An error about a cell.
    pub(super) fn error(
        &self,
        row: usize,
        column: usize,
        expected: &str,
        found: impl Into<String>,
    ) -> DataError {
        let place = Place::Cell { line: line(&self.records[row]), column: self.header[column].into() };
        DataError::new(&self.file, place, expected, found.into())
    }
}

fn finite(cell: &str) -> Option<f64> {
    cell.parse().ok().filter(|number: &f64| number.is_finite())
}

fn line(record: &StringRecord) -> u64 {
    record.position().map_or(1, ::csv::Position::line)
}

fn parse(file: &Path, bytes: &[u8]) -> Result<Table, DataError> {
    let refuse = |error: ::csv::Error| {
        let line = Place::Line(error.position().map_or(1, ::csv::Position::line));
        match error.kind() {
            ErrorKind::UnequalLengths { expected_len, len, .. } => {
                DataError::new(file, line, format!("{expected_len} fields as in the header"), len)
            }
            ErrorKind::Utf8 { err, .. } => {
                let found = format!("something else in field {}", err.field() + 1);
                DataError::new(file, line, "UTF-8", found)
            }
            _ => DataError::new(file, line, "a CSV record", &error),
        }
    };
    let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(bytes);
    let header = reader.headers().map_err(refuse)?.clone();
    if header.is_empty() {
        return Err(DataError::new(file, Place::Line(1), "a header", "an empty file"));
    }
    let mut names = HashSet::new();
    if let Some(name) = header.iter().find(|name| !names.insert(*name)) {
        let found = format!("`{name}` twice");
        return Err(DataError::new(file, Place::Line(1), "a name of its own for each column", found));
    }
    let records = reader.records().collect::<Result<Vec<_>, _>>().map_err(refuse)?;
    // The reader closes a quote at the end of the file: everything from there on would be one cell.
    let last = records.last().unwrap_or(&header);
    let start = last.position().map_or(0, |position| position.byte() as usize);
    if bytes[start..].iter().filter(|&&byte| byte == b'"').count() % 2 == 1 {
        return Err(DataError::new(file, Place::Line(line(last)), "a closing quote", "the end of the file"));
    }
    Ok(Table { file: file.into(), header, records })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    fn table(text: &str) -> Table {
        Table::read("t.csv", text.as_bytes()).unwrap()
    }

    fn message(bytes: impl AsRef<[u8]>) -> String {
        Table::read("t.csv", bytes.as_ref()).unwrap_err().to_string()
    }

    #[test]
    fn quotes_spaces_line_ends_and_a_byte_order_mark() {
        let t = table("\u{feff}name, size\r\n\"a, \"\"b\"\"\nc\", 3 \r\n\r\nd,NA\r\n");
        assert_eq!(t.columns().collect::<Vec<_>>(), ["name", "size"]);
        assert_eq!((t.len(), t.cell(0, 0), t.cell(1, 1)), (2, Some("a, \"b\"\nc"), None));
        assert_eq!(t.number(0, 1), Ok(Some(3.0)));
    }

    #[test]
    fn malformed_files_say_where() {
        assert_eq!(
            message("a,b\n1,2\n3,4,5\n"),
            "t.csv, line 3: expected 2 fields as in the header, found 3"
        );
        assert_eq!(message(""), "t.csv, line 1: expected a header, found an empty file");
        assert_eq!(
            message("a,b,a\n"),
            "t.csv, line 1: expected a name of its own for each column, found `a` twice"
        );
        assert_eq!(
            message(b"a,b\n1,2\n3,\xff\n"),
            "t.csv, line 3: expected UTF-8, found something else in field 2"
        );
        assert_eq!(
            message("a,b\n1,2\n3,\"4\n5,6\n7,8\n"),
            "t.csv, line 3: expected a closing quote, found the end of the file"
        );
        assert_eq!(message("a,\"b\n"), "t.csv, line 1: expected a closing quote, found the end of the file");
    }

    #[test]
    fn cells_that_are_no_numbers_say_where() {
        let t = table("a,b\n1,\"x\ny\"\n2,inf\nNA,3\n");
        assert_eq!(
            t.number(1, 1).unwrap_err().to_string(),
            "t.csv, line 4, column `b`: expected a finite number, found `inf`"
        );
        assert_eq!(
            t.numbers("a").unwrap_err().to_string(),
            "t.csv, line 5, column `a`: expected a number, found a missing value"
        );
        assert_eq!(
            t.numbers("c").unwrap_err().to_string(),
            "t.csv, line 1: expected a column `c`, found `a`, `b`"
        );
    }

    #[test]
    fn numeric_columns() {
        let t = table("a,b,c,d\n1,x,NA,1\n,2,NA,1e400\n-2.5e3,,,1\n");
        assert_eq!([0, 1, 2, 3].map(|column| t.is_numeric(column)), [true, false, false, false]);
        assert_eq!(table("a,b\n").len(), 0);
    }
}
