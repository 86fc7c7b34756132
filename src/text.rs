//! Text that can be put together when the program is compiled.

use core::fmt;

/// Up to `N` bytes of text; what is longer ends in `…`.
#[derive(Clone, Copy)]
pub struct Text<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Text<N> {
    /// No text.
    pub const fn new() -> Self {
        Text { bytes: [0; N], len: 0 }
    }

    /// The text.
    pub const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => panic!("only whole strings are pushed"),
        }
    }

    /// With this behind it.
    pub const fn push(mut self, text: &str) -> Self {
        const MORE: &[u8] = "…".as_bytes();
        let text = text.as_bytes();
        let text = if self.len + text.len() + MORE.len() <= N { text } else { MORE };
        if self.len + text.len() <= N {
            self.bytes.split_at_mut(self.len).1.split_at_mut(text.len()).0.copy_from_slice(text);
            self.len += text.len();
        }
        self
    }

    /// With a number behind it.
    pub const fn number(self, number: usize) -> Self {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let higher = if number < 10 { self } else { self.number(number / 10) };
        higher.push(DIGITS[number % 10])
    }

    /// With a dot behind it, if there is anything before it.
    pub const fn dot(self) -> Self {
        if self.len == 0 { self } else { self.push(".") }
    }

    /// With a list of numbers behind it: `[2, 3]`.
    pub const fn list(mut self, numbers: &[usize]) -> Self {
        self = self.push("[");
        let mut i = 0;
        while i < numbers.len() {
            self = if i == 0 { self } else { self.push(", ") }.number(numbers[i]);
            i += 1;
        }
        self.push("]")
    }
}

impl<const N: usize> fmt::Debug for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}
impl<const N: usize> fmt::Display for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_by_the_compiler() {
        const TEXT: Text<32> = Text::new().dot().push("blocks").dot().number(105).push(" ").list(&[2, 30]);
        assert_eq!(TEXT.as_str(), "blocks.105 [2, 30]");
        assert_eq!(Text::<8>::new().list(&[]).push("µ").as_str(), "[]µ");
    }

    #[test]
    fn too_long() {
        assert_eq!(Text::<8>::new().push("abcde").push("fgh").as_str(), "abcde…");
        assert_eq!(Text::<8>::new().push("abcde").push("f").push("ghi").as_str(), "abcde…");
        assert_eq!(Text::<2>::new().push("abc").as_str(), "");
    }
}
