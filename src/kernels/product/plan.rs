//! Which way a product of given sizes is computed, and which tiles that takes.

use core::marker::PhantomData;

use super::{Form, Sizes};
use crate::kernels::simd::Vector;

/// What a product is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Vectors along the rows of `b` and `c`.
    Columns,
    /// Vectors along `k`, where numbers of a row of `a`, and of a column of `b`, lie side by side.
    Inner,
    /// As `Inner`, after the few columns of `b` have been packed.
    Narrow,
}

/// How many terms are summed up before their sum goes to its place.
pub const DEPTH: usize = 256;
/// How many rows of `a` meet what is packed of `b` before it is packed anew for the next.
pub const HEIGHT: usize = 256;
/// As much of `b` as stays in the nearest cache unpacked.
const NEAR: usize = 32 * 1024;

/// The way for a product, and whether it is computed as `cᵀ ← bᵀ·aᵀ`.
#[inline(always)]
pub const fn way<V: Vector>(form: Form, m: usize, k: usize, n: usize) -> (Way, bool) {
    match form {
        Form::Ab if n == 1 => (Way::Inner, true),
        Form::Ab if wasteful::<V>(n) && n <= 16 && m >= 16 && k >= 128 => (Way::Narrow, false),
        Form::Ab => (Way::Columns, false),
        // Few terms are not worth what it costs to write columns.
        Form::Atb => (Way::Columns, n == 1 || k >= 16 && wasteful::<V>(n) && !wasteful::<V>(m)),
        Form::Abt if k == 1 => (Way::Columns, false),
        Form::Abt if n == 1 => (Way::Inner, true),
        Form::Abt if m <= 4 => (Way::Inner, false),
        Form::Abt => (Way::Columns, false),
    }
}

/// Whether a row of `n` leaves more than a fifth of its vectors empty.
const fn wasteful<V: Vector>(n: usize) -> bool {
    n * 5 < n.div_ceil(V::LANES) * V::LANES * 4
}

/// Whether `b` is more than stays near while many rows of `a` pass by.
#[inline(always)]
pub const fn must_pack<V: Vector>(m: usize, k: usize, n: usize) -> bool {
    m >= 4 * V::ROWS && k * n * size_of::<V::T>() > NEAR
}

/// How many vectors wide the next strip of `n` columns is, and how many columns its last vector has.
#[inline(always)]
pub const fn next_strip<V: Vector>(packed: bool, known: bool, m: usize, n: usize) -> (usize, usize) {
    let (vectors, whole) = (n.div_ceil(V::LANES), n / V::LANES);
    let most = if packed { 2 } else { strip::<V>(known, m, vectors) };
    // A shared function packs the vector that is not whole, alone: less code.
    let left = if !packed && !known && whole > 0 { whole } else { vectors };
    let mut width = if most < left { most } else { left };
    if !known && width & (width - 1) != 0 {
        width = 1 << width.ilog2();
    }
    let rest = n - (width - 1) * V::LANES;
    (width, if rest < V::LANES { rest } else { V::LANES })
}

/// How many vectors wide a strip is at most: few rows leave registers for more.
#[inline(always)]
const fn strip<V: Vector>(known: bool, m: usize, vectors: usize) -> usize {
    match m {
        1 => 8,
        2 | 3 => 4,
        4 if known => 3,
        _ if known && vectors == 3 && m < V::ROWS => 3,
        _ => 2,
    }
}

/// How many rows of a strip of that width the registers hold.
#[inline(always)]
pub const fn tallest<V: Vector>(width: usize) -> usize {
    match width {
        1 | 2 => V::ROWS,
        3 => 4,
        4 => 3,
        _ => 1,
    }
}

/// How many inner products are computed at a time.
#[inline(always)]
pub const fn inner_width(known: bool, m: usize) -> usize {
    if known && m == 1 { 8 } else { 5 }
}

/// `count` split into blocks of at most `most`, evenly: no block has many fewer than another.
#[derive(Clone, Copy)]
pub struct Split {
    pub blocks: usize,
    /// How large the first `many` are; the others have one less.
    pub high: usize,
    pub many: usize,
}

impl Split {
    #[inline(always)]
    pub const fn new(count: usize, most: usize) -> Self {
        let blocks = count.div_ceil(most);
        let high = count.div_ceil(blocks);
        Split { blocks, high, many: count - blocks * (high - 1) }
    }
    /// How large this block is.
    #[inline(always)]
    pub const fn size(self, block: usize) -> usize {
        if block < self.many { self.high } else { self.high - 1 }
    }
}

/// Which tiles occur: for each width, whole and cut and of inner products, the heights as bits. What does not occur is
/// not compiled.
pub type Tiles = [[u16; 3]; 9];
/// The place of inner products among those.
pub const INNER: usize = 2;

/// Sizes of which something is known to the compiler.
pub trait Known {
    /// The tiles that occur with vectors of this kind.
    const TILES: Tiles;
    /// The way, if it is known.
    const WAY: Option<Way>;
}

/// Nothing is known.
pub enum Unknown {}
impl Known for Unknown {
    const TILES: Tiles = {
        let mut tiles = [[0; 3]; 9];
        tiles[1][0] = !0;
        tiles[2][0] = !0;
        tiles[4][0] = 1 << 3 | 1 << 2 | 1 << 1;
        tiles[8][0] = 1 << 1;
        let mut width = inner_width(false, 1);
        while width > 0 {
            tiles[width][INNER] = 1 << 2 | 1 << 1;
            width -= 1;
        }
        tiles
    };
    const WAY: Option<Way> = None;
}

/// All is known.
pub struct Fixed<S, V>(PhantomData<(S, V)>);
impl<S: Sizes, V: Vector> Known for Fixed<S, V> {
    const TILES: Tiles = tiles::<V>(S::FORM, S::M, S::K, S::N);
    const WAY: Option<Way> = Some(way::<V>(S::FORM, S::M, S::K, S::N).0);
}

const fn tiles<V: Vector>(form: Form, m: usize, k: usize, n: usize) -> Tiles {
    let mut tiles = [[0; 3]; 9];
    let (way, transposed) = way::<V>(form, m, k, n);
    let (m, n) = if transposed { (n, m) } else { (m, n) };
    if let Way::Inner | Way::Narrow = way {
        let split = Split::new(n, inner_width(true, m));
        let heights = if m == 1 { 1 << 1 } else { 1 << 2 | (m as u16 & 1) << 1 };
        tiles[split.size(0)][INNER] = heights;
        tiles[split.size(split.blocks - 1)][INNER] = heights;
        return tiles;
    }
    let packed = (matches!(form, Form::Abt) && k != 1) || must_pack::<V>(m, k, n);
    let mut i = 0;
    while i < m {
        let high = if packed && HEIGHT < m - i { HEIGHT } else { m - i };
        let mut j = 0;
        while j < n {
            let (width, last) = next_strip::<V>(packed, true, high, n - j);
            let rows = Split::new(high, tallest::<V>(width));
            let cut = !packed && last < V::LANES;
            tiles[width][cut as usize] |= 1 << rows.size(0) | 1 << rows.size(rows.blocks - 1);
            j += width * V::LANES;
        }
        i += high;
    }
    tiles
}
