//! Numbers as text, and how far two of them are apart.

use std::ops::Neg;
use std::str::FromStr;

use tapeless::prelude::*;

/// A number, or a tensor of them, each as text that gives its bits back.
pub trait Texts {
    fn texts(&self) -> Vec<String>;
}
impl<T: Element, S: Shape> Texts for Tensor<T, S> {
    fn texts(&self) -> Vec<String> {
        self.as_slice().iter().map(|x| format!("{x:?}")).collect()
    }
}
macro_rules! numbers {
    ($($T:ty),*) => {$(
        impl Texts for $T {
            fn texts(&self) -> Vec<String> {
                vec![format!("{self:?}")]
            }
        }
    )*};
}
numbers!(f32, f64, i32, usize, bool);

/// Numbers of the table.
pub trait Written: Number + Neg<Output = Self> + FromStr + Texts {
    /// How many units in the last place lie between two numbers. Where signs, NaN or infinities differ, there is no number
    /// of them.
    fn apart(self, other: Self) -> u64;
}
macro_rules! floats {
    ($($T:ty),*) => {$(
        impl Written for $T {
            fn apart(self, other: $T) -> u64 {
                let kind = |x: $T| (x.is_infinite(), x.is_sign_negative());
                if self.is_nan() && other.is_nan() {
                    0
                } else if self.is_nan() || other.is_nan() || kind(self) != kind(other) {
                    u64::MAX
                } else {
                    self.to_bits().abs_diff(other.to_bits()).into()
                }
            }
        }
    )*};
}
floats!(f32, f64);
impl Written for i32 {
    fn apart(self, other: i32) -> u64 {
        self.abs_diff(other).into()
    }
}

/// The tensor of the numbers that are written there.
pub fn read<T: Written, S: Shape>(texts: &[&str]) -> Tensor<T, S> {
    assert_eq!(texts.len(), S::NUMEL);
    Tensor::from_index(|i| texts[i].parse().unwrap_or_else(|_| panic!("{} is no number", texts[i])))
}

/// Whether both texts have the same numbers, but for so many units in the last place.
pub fn agree<T: Written>(ours: &[String], theirs: &[&str], ulps: u64) -> bool {
    let near = |(ours, theirs): (&String, &&str)| match (ours.parse::<T>(), theirs.parse::<T>()) {
        (Ok(ours), Ok(theirs)) => ours.apart(theirs) <= ulps,
        _ => ours == theirs,
    };
    ours.len() == theirs.len() && ours.iter().zip(theirs).all(near)
}
