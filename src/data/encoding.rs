//! Features from the columns of a table.

use std::borrow::ToOwned;
use std::collections::BTreeSet;
use std::format;
use std::string::String;
use std::vec;
use std::vec::Vec;

use super::error::DataError;
use super::table::Table;
use crate::element::Real;

/// Which columns of a [`Table`] become features, and how. [`fit`](Self::fit) works out the numbers from the training
/// part alone, so that nothing of validation and test data leaks into training.
///
/// Numeric columns come first, then the categories, as pandas' `get_dummies(dummy_na=True)` orders them.
///
/// ```
/// use tapeless::data::{Encoding, Missing, Table};
/// let file = "rooms,alley,price\nNA,Pave,127500\n2,NA,106000\n4,NA,178100\nNA,NA,140000\n";
/// let table = Table::read("houses.csv", file.as_bytes())?;
///
/// let encoding = Encoding::new().number("rooms", Missing::Mean).category("alley");
/// let encoder = encoding.fit::<3>(&table, &[0, 1, 2, 3])?;
/// assert_eq!(encoder.names(), ["rooms", "alley_Pave", "alley_nan"]);
/// let features: Vec<[f32; 3]> = encoder.encode(&table)?;
/// assert_eq!(features, [[3.0, 1.0, 0.0], [2.0, 0.0, 1.0], [4.0, 0.0, 1.0], [3.0, 0.0, 1.0]]);
/// # Ok::<(), tapeless::data::DataError>(())
/// ```
///
/// Source: Zhang et al., *Dive into Deep Learning*, 2.2 and 5.7.
#[derive(Clone, Debug, Default)]
pub struct Encoding {
    numbers: Vec<(String, Missing, bool)>,
    categories: Vec<String>,
}

/// What a missing number becomes. Mean and median are those of the training part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Missing {
    /// The mean of the numbers that are there.
    Mean,
    /// Their median; of an even count, the mean of the middle two.
    Median,
    /// This number.
    Constant(f64),
    /// An error.
    Refused,
}

impl Encoding {
    /// No columns yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Every column but these: [`standardised`](Self::standardised) with the mean for missing values if all its cells
    /// are numbers, else a [`category`](Self::category).
    pub fn all_but(table: &Table, excluded: &[&str]) -> Self {
        let mut encoding = Self::new();
        for (column, name) in table.columns().enumerate().filter(|(_, name)| !excluded.contains(name)) {
            encoding = match table.is_numeric(column) {
                true => encoding.standardised(name, Missing::Mean),
                false => encoding.category(name),
            };
        }
        encoding
    }

    /// A column of numbers, as they are.
    pub fn number(mut self, column: &str, missing: Missing) -> Self {
        self.numbers.push((column.into(), missing, false));
        self
    }

    /// A column of numbers, standardised: (x − mean) / s.
    ///
    /// Mean and standard deviation s are those of the numbers that are there in the training part, s with the
    /// denominator n − 1 as in pandas. If s is 0 or unknown, because all numbers are equal or there is but one, it
    /// counts as 1.
    ///
    /// ```
    /// use tapeless::data::{Encoder, Encoding, Missing, Table};
    /// let table = Table::read("houses.csv", "area\n40\n50\n60\nNA\n".as_bytes())?;
    /// let encoder: Encoder<1> = Encoding::new().standardised("area", Missing::Mean).fit(&table, &[0, 1, 2])?;
    /// assert_eq!(encoder.encode::<f32>(&table)?, [[-1.0], [0.0], [1.0], [0.0]]);
    /// # Ok::<(), tapeless::data::DataError>(())
    /// ```
    pub fn standardised(mut self, column: &str, missing: Missing) -> Self {
        self.numbers.push((column.into(), missing, true));
        self
    }

    /// A column of text, one-hot: a feature for each text in the training part, sorted, and one for missing values.
    /// A text that is not in the training part is zero in all of them.
    pub fn category(mut self, column: &str) -> Self {
        self.categories.push(column.into());
        self
    }

    /// Works out means, medians, standard deviations and categories from these rows.
    ///
    /// # Errors
    /// If a column is not there or not made of numbers, there is nothing to take a mean of, or the features are not
    /// `F`: the message then names them.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn fit<const F: usize>(&self, table: &Table, rows: &[usize]) -> Result<Encoder<F>, DataError> {
        self.fit_if(table, rows, |features| features == F, "features")
    }

    /// As [`fit`](Self::fit), for a table that the program does not know beforehand: `F` is the room for its features, and
    /// what is left of it is 0.
    ///
    /// # Errors
    /// As [`fit`](Self::fit), but of the features only if they are more than `F`.
    ///
    /// # Panics
    /// If there is no such row.
    ///
    /// ```
    /// use tapeless::data::{Encoding, Table};
    /// let table = Table::read("houses.csv", "area,price\n70,127500\n50,106000\n".as_bytes())?;
    /// let encoder = Encoding::all_but(&table, &["price"]).fit_within::<8>(&table, &[0, 1])?;
    /// assert_eq!(encoder.names(), ["area"]);
    /// let features: Vec<[f32; 8]> = encoder.encode(&table)?;
    /// assert_eq!(features[0][1..], [0.0; 7]);
    /// # Ok::<(), tapeless::data::DataError>(())
    /// ```
    pub fn fit_within<const F: usize>(&self, table: &Table, rows: &[usize]) -> Result<Encoder<F>, DataError> {
        self.fit_if(table, rows, |features| features <= F, "features at most")
    }

    fn fit_if<const F: usize>(
        &self,
        table: &Table,
        rows: &[usize],
        fits: impl Fn(usize) -> bool,
        expected: &str,
    ) -> Result<Encoder<F>, DataError> {
        let numbers = self.numbers.iter().map(|(column, missing, standardised)| {
            NumberEncoder::fit(table, rows, column, *missing, *standardised)
        });
        let categories = self.categories.iter().map(|name| {
            let column = table.column(name)?;
            let texts: BTreeSet<&str> = rows.iter().filter_map(|&row| table.cell(row, column)).collect();
            Ok(CategoryEncoder {
                column: name.clone(),
                texts: texts.into_iter().map(str::to_owned).collect(),
            })
        });
        let encoder = Encoder {
            numbers: numbers.collect::<Result<_, _>>()?,
            categories: categories.collect::<Result<_, _>>()?,
        };
        let names = encoder.names();
        if !fits(names.len()) {
            let found = format!("{}: {}", names.len(), names.join(", "));
            return Err(table.misfit(format!("{F} {expected}"), found));
        }
        Ok(encoder)
    }
}

/// A fitted [`Encoding`]: `F` features for each row of any table with the same columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Encoder<const F: usize> {
    numbers: Vec<NumberEncoder>,
    categories: Vec<CategoryEncoder>,
}

#[derive(Clone, Debug, PartialEq)]
struct NumberEncoder {
    column: String,
    /// What a missing value becomes, if anything.
    fill: Option<f64>,
    mean: f64,
    deviation: f64,
}

#[derive(Clone, Debug, PartialEq)]
struct CategoryEncoder {
    column: String,
    texts: Vec<String>,
}

impl<const F: usize> Encoder<F> {
    /// The names of the features: of the columns, and `column_text` and `column_nan` for categories.
    pub fn names(&self) -> Vec<String> {
        let numbers = self.numbers.iter().map(|number| number.column.clone());
        let categories = self.categories.iter().flat_map(|CategoryEncoder { column, texts }| {
            texts.iter().map(String::as_str).chain(["nan"]).map(move |text| format!("{column}_{text}"))
        });
        numbers.chain(categories).collect()
    }

    /// The features of every row of a table.
    ///
    /// # Errors
    /// If a column is not there, a number is not one, or a value is missing that is [refused](Missing::Refused).
    pub fn encode<T: Real>(&self, table: &Table) -> Result<Vec<[T; F]>, DataError> {
        let mut features = vec![[T::ZERO; F]; table.len()];
        for (feature, number) in self.numbers.iter().enumerate() {
            let column = table.column(&number.column)?;
            for (row, features) in features.iter_mut().enumerate() {
                let x = table.number(row, column)?.or(number.fill);
                let x = x.ok_or_else(|| table.error(row, column, "a number", "a missing value"))?;
                features[feature] = T::from_f64((x - number.mean) / number.deviation);
            }
        }
        let mut first = self.numbers.len();
        for CategoryEncoder { column, texts } in &self.categories {
            let column = table.column(column)?;
            for (row, features) in features.iter_mut().enumerate() {
                let index = match table.cell(row, column) {
                    Some(cell) => texts.binary_search_by(|text| text.as_str().cmp(cell)).ok(),
                    None => Some(texts.len()),
                };
                if let Some(index) = index {
                    features[first + index] = T::ONE;
                }
            }
            first += texts.len() + 1;
        }
        Ok(features)
    }
}

impl NumberEncoder {
    fn fit(
        table: &Table,
        rows: &[usize],
        name: &str,
        missing: Missing,
        standardised: bool,
    ) -> Result<Self, DataError> {
        let column = table.column(name)?;
        let numbers: Result<Vec<_>, _> =
            rows.iter().filter_map(|&row| table.number(row, column).transpose()).collect();
        let mut numbers = numbers?;
        let count = numbers.len() as f64;
        let mean = numbers.iter().sum::<f64>() / count;
        let nothing = standardised || matches!(missing, Missing::Mean | Missing::Median);
        if numbers.is_empty() && nothing {
            let expected = format!("a number in column `{name}` of the {} rows to fit", rows.len());
            return Err(table.misfit(expected, "only missing values"));
        }
        let deviation = (numbers.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (count - 1.0)).sqrt();
        let fill = match missing {
            Missing::Mean => Some(mean),
            Missing::Median => Some(median(&mut numbers)),
            Missing::Constant(constant) => Some(constant),
            Missing::Refused => None,
        };
        let (mean, deviation) = match standardised {
            true => (mean, if deviation > 0.0 { deviation } else { 1.0 }),
            false => (0.0, 1.0),
        };
        Ok(NumberEncoder { column: name.into(), fill, mean, deviation })
    }
}

/// The median of at least one number.
fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let (lower, upper) = ((numbers.len() - 1) / 2, numbers.len() / 2);
    (numbers[lower] + numbers[upper]) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    /// `training` rows first; the last row is a text and a number that training never sees.
    const HOUSES: &str = "\
id,area,street,rooms
1,10,Pave,NA
2,20,Grvl,3
3,NA,NA,5
4,60,Pave,8
5,1000,Dirt,100
";
    const TRAINING: [usize; 4] = [0, 1, 2, 3];

    fn houses() -> Table {
        Table::read("houses.csv", HOUSES.as_bytes()).unwrap()
    }

    fn column(encoding: Encoding) -> Vec<f64> {
        let encoder = encoding.fit::<1>(&houses(), &TRAINING).unwrap();
        encoder.encode::<f64>(&houses()).unwrap().concat()
    }

    #[test]
    fn missing_numbers() {
        assert_eq!(column(Encoding::new().number("area", Missing::Mean)), [10.0, 20.0, 30.0, 60.0, 1000.0]);
        assert_eq!(column(Encoding::new().number("area", Missing::Median))[2], 20.0);
        assert_eq!(column(Encoding::new().number("rooms", Missing::Constant(-1.0)))[0], -1.0);
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), 2.5);
        let refused =
            Encoding::new().number("area", Missing::Refused).fit::<1>(&houses(), &TRAINING).unwrap();
        assert_eq!(
            refused.encode::<f32>(&houses()).unwrap_err().to_string(),
            "houses.csv, line 4, column `area`: expected a number, found a missing value"
        );
    }

    #[test]
    fn standardisation_sees_the_training_part_only() {
        // 10, 20, 60: mean 30, s² = (400 + 100 + 900) / 2 = 700
        let s = 700f64.sqrt();
        let expected = [-20.0 / s, -10.0 / s, 0.0, 30.0 / s, 970.0 / s];
        assert_eq!(column(Encoding::new().standardised("area", Missing::Mean)), expected);
        let constant = Table::read("c.csv", "a\n7\n7\n".as_bytes()).unwrap();
        let encoder = Encoding::new().standardised("a", Missing::Mean).fit::<1>(&constant, &[0, 1]).unwrap();
        assert_eq!(encoder.encode::<f64>(&constant).unwrap(), [[0.0], [0.0]]);
        let single = Encoding::new().standardised("a", Missing::Mean).fit::<1>(&constant, &[0]).unwrap();
        assert_eq!(single.encode::<f64>(&constant).unwrap(), [[0.0], [0.0]]);
    }

    /// The first four rows are pandas' `pd.get_dummies(rows, dummy_na=True)`.
    #[test]
    fn categories_as_pandas_orders_them() {
        let encoding =
            Encoding::new().category("street").number("id", Missing::Refused).number("area", Missing::Mean);
        let encoder = encoding.fit::<5>(&houses(), &TRAINING).unwrap();
        assert_eq!(encoder.names(), ["id", "area", "street_Grvl", "street_Pave", "street_nan"]);
        let expected = [
            [1.0, 10.0, 0.0, 1.0, 0.0],
            [2.0, 20.0, 1.0, 0.0, 0.0],
            [3.0, 30.0, 0.0, 0.0, 1.0],
            [4.0, 60.0, 0.0, 1.0, 0.0],
            [5.0, 1000.0, 0.0, 0.0, 0.0],
        ];
        assert_eq!(encoder.encode::<f32>(&houses()).unwrap(), expected);
    }

    #[test]
    fn all_but_some_and_another_order_of_columns() {
        let encoder = Encoding::all_but(&houses(), &["id"]).fit::<5>(&houses(), &TRAINING).unwrap();
        assert_eq!(encoder.names(), ["area", "rooms", "street_Grvl", "street_Pave", "street_nan"]);
        let other = Table::read("test.csv", "street,rooms,area\nGrvl,NA,NA\n".as_bytes()).unwrap();
        assert_eq!(encoder.encode::<f32>(&other).unwrap(), [[0.0, 0.0, 1.0, 0.0, 0.0]]);
    }

    #[test]
    fn what_cannot_be_fitted_says_why() {
        let message =
            |encoding: Encoding, rows: &[usize]| encoding.fit::<2>(&houses(), rows).unwrap_err().to_string();
        assert_eq!(
            message(Encoding::new().category("street"), &TRAINING),
            "houses.csv: expected 2 features, found 3: street_Grvl, street_Pave, street_nan"
        );
        assert_eq!(
            message(Encoding::new().number("street", Missing::Mean), &TRAINING),
            "houses.csv, line 2, column `street`: expected a finite number, found `Pave`"
        );
        assert_eq!(
            message(Encoding::new().number("rooms", Missing::Mean), &[0]),
            "houses.csv: expected a number in column `rooms` of the 1 rows to fit, found only missing values"
        );
        assert_eq!(
            message(Encoding::new().category("alley"), &[]),
            "houses.csv, line 1: expected a column `alley`, found `id`, `area`, `street`, `rooms`"
        );
    }
}
