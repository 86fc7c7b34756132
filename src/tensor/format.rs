//! Printing, as NumPy does it: brackets, aligned columns, the middle of large tensors left out.

use core::fmt::{self, Write};

use super::Tensor;
use crate::element::Element;
use crate::shape::Shape;

/// Tensors of more elements than this show the first and last [`EDGE`] positions of each axis.
const LARGE: usize = 1000;
const EDGE: usize = 3;
const GAP: &str = "...";
/// So many digits after the point `Display` shows at most, if not told.
const DIGITS: usize = 6;
/// Longer rows are wrapped.
const LINE: usize = 75;

/// The elements alone, with at most 6 digits after the point: rounded, or cut off where a number is so small or large that
/// it has an exponent. `{:.3}` sets the precision, `{:.3e}` an exponent for all, `{:8}` the least width of a column;
/// `{:#}` shows all of a large tensor.
///
/// ```
/// use tapeless::prelude::*;
/// let m = Matrix::from([[1.0, 20.5], [-3.25, 0.125]]);
/// assert_eq!(m.to_string(), "[[ 1.0   20.5  ]\n [-3.25   0.125]]");
/// assert_eq!(format!("{m:.1}"), "[[ 1.0 20.5]\n [-3.2  0.1]]");
/// assert_eq!(Vector::from([1.0, 1.0 / 3.0]).to_string(), "[1.0      0.333333]");
/// ```
impl<T: Element, S: Shape> fmt::Display for Tensor<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Table::new(self, write_rounded, f, "", f.alternate()).print(f)
    }
}

/// Element type, lengths of the axes, elements with all their digits.
///
/// ```
/// use tapeless::prelude::*;
/// assert_eq!(format!("{:?}", Vector::from([1, 20])), "Tensor<i32, (2,)> [ 1, 20]");
/// ```
impl<T: Element, S: Shape> fmt::Debug for Tensor<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tensor<")?;
        write_type_name::<T>(f)?;
        f.write_str(", (")?;
        for (i, length) in S::LENGTHS.iter().enumerate() {
            write!(f, "{}{length}", if i > 0 { ", " } else { "" })?;
        }
        f.write_str(if S::RANK == 1 { ",)>" } else { ")>" })?;
        f.write_char(if S::RANK > 1 { '\n' } else { ' ' })?;
        Table::new(self, write_debug, f, ",", false).print(f)
    }
}

/// As `Display`, each element in scientific notation.
impl<T: Element + fmt::LowerExp, S: Shape> fmt::LowerExp for Tensor<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Table::new(self, write_scientific, f, "", f.alternate()).print(f)
    }
}

type WriteElement<T> = fn(&T, Option<usize>, &mut dyn Write) -> fmt::Result;

fn write_debug<T: fmt::Debug>(x: &T, precision: Option<usize>, out: &mut dyn Write) -> fmt::Result {
    match precision {
        Some(digits) => write!(out, "{x:.digits$?}"),
        None => write!(out, "{x:?}"),
    }
}

/// As `Debug`, but with no more than [`DIGITS`] digits after the point, and no zeros after those.
fn write_rounded<T: fmt::Debug>(x: &T, precision: Option<usize>, out: &mut dyn Write) -> fmt::Result {
    let exact = Width::of(x, write_debug, precision)?;
    if precision.is_some() || exact.after <= 1 + DIGITS {
        return write_debug(x, precision, out);
    }
    if exact.exponent {
        return write!(Cut { out, digits: None }, "{x:?}");
    }
    let rounded = Width::of(x, write_debug, Some(DIGITS))?;
    write_debug(x, Some((DIGITS - rounded.zeros.min(DIGITS)).max(1)), out)
}

fn write_scientific<T: fmt::LowerExp>(x: &T, precision: Option<usize>, out: &mut dyn Write) -> fmt::Result {
    match precision {
        Some(digits) => write!(out, "{x:.digits$e}"),
        None => write!(out, "{x:e}"),
    }
}

/// The name of a type without the paths in it.
fn write_type_name<T>(out: &mut impl Write) -> fmt::Result {
    for part in core::any::type_name::<T>().split_inclusive(['<', '>', ',', ' ']) {
        out.write_str(part.rsplit("::").next().unwrap_or(part))?;
    }
    Ok(())
}

/// The columns that an element takes before and from its decimal point (or exponent) on.
#[derive(Clone, Copy, Default)]
struct Width {
    before: usize,
    after: usize,
    /// How many zeros it ends in.
    zeros: usize,
    exponent: bool,
    last: char,
}

impl Width {
    fn of<T>(x: &T, write: WriteElement<T>, precision: Option<usize>) -> Result<Width, fmt::Error> {
        let mut width = Width::default();
        write(x, precision, &mut width)?;
        Ok(width)
    }
}

impl Write for Width {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            let exponent = c == 'e' && self.last.is_ascii_digit();
            let columns =
                if self.after > 0 || c == '.' || exponent { &mut self.after } else { &mut self.before };
            *columns += 1;
            self.zeros = if c == '0' { self.zeros + 1 } else { 0 };
            self.exponent |= exponent;
            self.last = c;
        }
        Ok(())
    }
}

/// Lets pass no more than [`DIGITS`] digits after a point.
struct Cut<'a> {
    out: &'a mut dyn Write,
    digits: Option<usize>,
}

impl Write for Cut<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            self.digits =
                if c == '.' { Some(0) } else { self.digits.filter(|_| c.is_ascii_digit()).map(|n| n + 1) };
            if self.digits.is_none_or(|n| n <= DIGITS) {
                self.out.write_char(c)?;
            }
        }
        Ok(())
    }
}

/// How a tensor is printed.
struct Table<'a, T> {
    elements: &'a [T],
    dims: &'a [usize],
    write: WriteElement<T>,
    precision: Option<usize>,
    comma: &'a str,
    elided: bool,
    cell: Width,
}

impl<'a, T: Element> Table<'a, T> {
    fn new<S: Shape>(
        tensor: &'a Tensor<T, S>,
        write: WriteElement<T>,
        f: &fmt::Formatter<'_>,
        comma: &'a str,
        all: bool,
    ) -> Self {
        let elided = S::NUMEL > LARGE && !all;
        let (elements, dims, precision) = (tensor.as_slice(), S::LENGTHS, f.precision());
        let mut table = Table { elements, dims, write, precision, comma, elided, cell: Width::default() };
        table.measure(dims, elements);
        table.cell.before = table.cell.before.max(f.width().unwrap_or(0).saturating_sub(table.cell.after));
        table
    }

    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.block(f, self.dims, self.elements)
    }

    /// The positions of an axis that are shown, and `None` for the gap.
    fn shown(&self, length: usize) -> impl Iterator<Item = Option<usize>> + use<T> {
        let (head, tail) = if self.elided && length > 2 * EDGE { (EDGE, EDGE) } else { (length, 0) };
        let gap = (tail > 0).then_some(None);
        (0..head).map(Some).chain(gap).chain((length - tail..length).map(Some))
    }

    /// Widens the columns to what `elements`, of these dimensions, need.
    fn measure(&mut self, dims: &[usize], elements: &[T]) {
        let [length, inner @ ..] = dims else {
            if let Ok(width) = Width::of(&elements[0], self.write, self.precision) {
                self.cell.before = self.cell.before.max(width.before);
                self.cell.after = self.cell.after.max(width.after);
            }
            return;
        };
        let size = inner.iter().product();
        for i in self.shown(*length).flatten() {
            self.measure(inner, &elements[i * size..][..size]);
        }
    }

    fn block(&self, f: &mut fmt::Formatter<'_>, dims: &[usize], elements: &[T]) -> fmt::Result {
        let [length, inner @ ..] = dims else { return self.cell(f, &elements[0]) };
        let size = inner.iter().product();
        let indent = self.dims.len() - inner.len();
        let mut column = indent;
        f.write_char('[')?;
        for (n, i) in self.shown(*length).enumerate() {
            let text = if i.is_some() { self.cell.before + self.cell.after } else { GAP.len() };
            let wraps = inner.is_empty() && column + 1 + text > LINE;
            if n > 0 {
                f.write_str(self.comma)?;
                (0..inner.len().max(wraps as usize)).try_for_each(|_| f.write_char('\n'))?;
                let same_line = inner.is_empty() && !wraps;
                write!(f, "{:1$}", "", if same_line { 1 } else { indent })?;
                column = if same_line { column + 1 } else { indent };
            }
            match i {
                Some(i) => self.block(f, inner, &elements[i * size..][..size])?,
                None => f.write_str(GAP)?,
            }
            column += text + self.comma.len();
        }
        f.write_char(']')
    }

    /// One element, its decimal point under the others'.
    fn cell(&self, f: &mut fmt::Formatter<'_>, x: &T) -> fmt::Result {
        let width = Width::of(x, self.write, self.precision)?;
        write!(f, "{:1$}", "", self.cell.before - width.before)?;
        (self.write)(x, self.precision, f)?;
        write!(f, "{:1$}", "", self.cell.after - width.after)
    }
}

#[cfg(test)]
mod tests {
    use crate::prelude::*;
    use std::format;
    use std::string::ToString;

    #[test]
    fn columns_are_aligned_at_the_decimal_point() {
        let m = Matrix::from([[1.0, -10.25], [1e-20, f64::NAN]]);
        assert_eq!(m.to_string(), "[[  1.0   -10.25 ]\n [  1e-20 NaN    ]]");
        assert_eq!(format!("{m:.2}"), "[[  1.00 -10.25]\n [  0.00 NaN   ]]");
        assert_eq!(format!("{m:.1e}"), "[[  1.0e0    -1.0e1  ]\n [  1.0e-20 NaN      ]]");
        assert_eq!(Vector::from([1, -20, 300]).to_string(), "[  1 -20 300]");
        assert_eq!(Vector::from([true, false]).to_string(), "[ true false]");
        assert_eq!(format!("{:6.1}", Vector::from([1.0, 2.0])), "[   1.0    2.0]");
    }

    #[test]
    fn digits_are_rounded_unless_told() {
        let printed = |x: f64| Tensor::from(x).to_string();
        assert_eq!(
            [printed(2.0 / 3.0), printed(-3.000_000_04), printed(0.0625)],
            ["0.666667", "-3.0", "0.0625"]
        );
        assert_eq!([printed(-3_000.000_04), printed(1e-7 / 3.0)], ["-3000.00004", "3.333333e-8"]);
        assert_eq!(format!("{:?}", Tensor::from(-3.000_000_04)), "Tensor<f64, ()> -3.00000004");
    }

    #[test]
    fn every_rank() {
        assert_eq!(Tensor::from(1.5).to_string(), "1.5");
        assert_eq!(Tensor::from([[[1], [2]], [[3], [4]]]).to_string(), "[[[1]\n  [2]]\n\n [[3]\n  [4]]]");
        assert_eq!(Vector::<f32, 0>::zeros().to_string(), "[]");
        assert_eq!(Matrix::<f32, 2, 0>::zeros().to_string(), "[[]\n []]");
        assert_eq!(Matrix::<f32, 0, 2>::zeros().to_string(), "[]");
    }

    #[test]
    fn debug_shows_element_type_and_shape() {
        assert_eq!(format!("{:?}", Matrix::from([[1u8, 2]])), "Tensor<u8, (1, 2)>\n[[1, 2]]");
        assert_eq!(format!("{:?}", Tensor::from(0.5f32)), "Tensor<f32, ()> 0.5");
        assert_eq!(format!("{:.1?}", Vector::from([0.25])), "Tensor<f64, (1,)> [0.2]");
        let dual = Vector::from([Dual { re: Dual { re: 1.0, eps: 0.0 }, eps: Dual::constant(2.0) }]);
        assert!(format!("{dual:?}").starts_with("Tensor<Dual<Dual<f64>>, (1,)> [Dual {"));
    }

    #[test]
    fn large_tensors_show_their_edges() {
        let v = Vector::<u32, 1001>::from_index(|i| i as u32);
        assert_eq!(v.to_string(), "[   0    1    2 ...  998  999 1000]");
        assert_eq!(format!("{v:?}"), "Tensor<u32, (1001,)> [   0,    1,    2, ...,  998,  999, 1000]");
        let m = Matrix::<u32, 7, 200>::from_fn(|[i, j]| (100 * i + j) as u32).to_string();
        let lines: std::vec::Vec<_> = m.lines().collect();
        assert_eq!(lines[0], "[[  0   1   2 ... 197 198 199]");
        assert_eq!(lines[3], " ...");
        assert_eq!((lines.len(), lines[6]), (7, " [600 601 602 ... 797 798 799]]"));
        let all = format!("{v:#}");
        assert!(
            !all.contains("...") && all.split_whitespace().last() == Some("1000]") && all.contains(" 500 ")
        );
    }

    #[test]
    fn long_rows_are_wrapped() {
        let v = Vector::<usize, 40>::from_index(|i| i).to_string();
        assert!(v.lines().all(|line| line.len() <= 76));
        assert_eq!(v.lines().nth(1).unwrap(), " 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39]");
    }
}
