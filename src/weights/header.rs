//! The header of a safetensors file, read when the program is compiled.
//!
//! Eight bytes: its length, little-endian. Then JSON: `{"w": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …}`.

use crate::layout::equal;

/// A tensor in a file, as the header describes it.
pub(super) struct Entry<'a> {
    pub name: &'a [u8],
    pub kind: &'a [u8],
    pub rank: usize,
    pub dims: [usize; MAX_RANK],
    pub start: usize,
    pub end: usize,
}

/// The most axes that are looked at.
pub(super) const MAX_RANK: usize = 8;

/// The tensors of a header, one after the other.
pub(super) struct Entries<'a> {
    json: &'a [u8],
    at: usize,
}

/// Why a header cannot be read.
pub(super) const MALFORMED: &str = "expected a safetensors file, found a malformed header";

impl<'a> Entries<'a> {
    /// Splits a file into what its header lists and the bytes behind it.
    pub(super) const fn of(file: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let Some((len, rest)) = file.split_first_chunk() else { return None };
        let len = u64::from_le_bytes(*len);
        if len > rest.len() as u64 {
            return None;
        }
        let (json, data) = rest.split_at(len as usize);
        let mut entries = Entries { json, at: 0 };
        if entries.eat(b'{') { Some((entries, data)) } else { None }
    }

    /// The next tensor, if there is one.
    ///
    /// # Panics
    /// If the header is malformed.
    pub(super) const fn next(&mut self) -> Option<Entry<'a>> {
        loop {
            self.eat(b',');
            if self.peek() == b'}' {
                return None;
            }
            let name = self.string();
            self.expect(b':');
            if !equal(name, b"__metadata__") {
                return Some(self.entry(name));
            }
            self.skip_value();
        }
    }

    const fn entry(&mut self, name: &'a [u8]) -> Entry<'a> {
        let mut entry = Entry { name, kind: &[], rank: 0, dims: [0; MAX_RANK], start: 0, end: 0 };
        self.expect(b'{');
        while !self.eat(b'}') {
            let key = self.string();
            self.expect(b':');
            if equal(key, b"dtype") {
                entry.kind = self.string();
            } else if equal(key, b"shape") {
                (entry.dims, entry.rank) = self.numbers();
            } else if equal(key, b"data_offsets") {
                let ([start, end, ..], _) = self.numbers();
                (entry.start, entry.end) = (start, end);
            } else {
                self.skip_value();
            }
            self.eat(b',');
        }
        entry
    }

    /// Steps over spaces; what stands there.
    const fn peek(&mut self) -> u8 {
        while self.at < self.json.len() && self.json[self.at].is_ascii_whitespace() {
            self.at += 1;
        }
        if self.at < self.json.len() { self.json[self.at] } else { panic!("{}", MALFORMED) }
    }

    const fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == byte;
        if there {
            self.at += 1;
        }
        there
    }

    const fn expect(&mut self, byte: u8) {
        if !self.eat(byte) {
            panic!("{}", MALFORMED);
        }
    }

    /// What stands between quotes, escapes as they are.
    const fn string(&mut self) -> &'a [u8] {
        self.expect(b'"');
        let start = self.at;
        while self.byte() != b'"' {
            self.at += if self.byte() == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        self.json.split_at(self.at - 1).0.split_at(start).1
    }

    const fn byte(&self) -> u8 {
        if self.at < self.json.len() { self.json[self.at] } else { panic!("{}", MALFORMED) }
    }

    const fn numbers(&mut self) -> ([usize; MAX_RANK], usize) {
        let (mut numbers, mut count) = ([0; MAX_RANK], 0);
        self.expect(b'[');
        while !self.eat(b']') {
            let number = self.number();
            if count < MAX_RANK {
                numbers[count] = number;
            }
            count += 1;
            self.eat(b',');
        }
        (numbers, count)
    }

    const fn number(&mut self) -> usize {
        let mut number: usize = 0;
        if !self.peek().is_ascii_digit() {
            panic!("{}", MALFORMED);
        }
        while self.byte().is_ascii_digit() {
            number = match number.checked_mul(10) {
                Some(tens) => tens + (self.byte() - b'0') as usize,
                None => panic!("{}", MALFORMED),
            };
            self.at += 1;
        }
        number
    }

    /// Steps over a value: a string, or everything up to the end of a number, a word, an array or an object.
    const fn skip_value(&mut self) {
        let mut depth = 0;
        loop {
            match self.peek() {
                b'"' => {
                    self.string();
                }
                b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b']' | b'}' => {
                    depth -= 1;
                    self.at += 1;
                }
                _ => self.at += 1,
            }
            let ends = matches!(self.peek(), b',' | b'}' | b']');
            if depth == 0 && ends {
                return;
            }
        }
    }
}
