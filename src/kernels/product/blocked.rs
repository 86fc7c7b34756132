//! Products of floats, block by block: which numbers are together in the registers and in the nearest cache.
//!
//! The same code serves both ends. With sizes that are constants it is inlined, and what is left of its choices is the one
//! right loop; with sizes of run time it is compiled once for a program.
//!
//! # The order of the terms
//!
//! It depends on the sizes alone, so that the bits are the same wherever and however often a product is computed on
//! processors of one kind. Mostly a sum runs over `k` in order, each term by one fused multiply-add where the processor
//! has it, in blocks of at most 256 whose sums are then added. Inner products of long rows (see [`dots`]) run in as many
//! sums side by side as a register has lanes.

use core::mem::MaybeUninit;

use super::plan::{
    DEPTH, HEIGHT, INNER, Known, Split, Way, inner_width, must_pack, next_strip, tallest, way,
};
use super::tile::{Onto, View, dots, put, put_dots, put_each, put_part, tile};
use super::{Form, Scale};
use crate::kernels::simd::Vector;
use crate::storage::Zeroed;

/// The bytes of a panel that holds the largest blocks.
pub const LARGE: usize = 32 * 1024;
/// The bytes of a panel for products that are inlined, whose stack is the caller's.
pub const SMALL: usize = 4 * 1024;
/// `c ← a·b`, by the form's blocks; `a` is m×k, `b` k×n.
#[derive(Clone, Copy, Debug)]
pub struct Task<T> {
    pub m: usize,
    pub k: usize,
    pub n: usize,
    pub a: View<*const T>,
    pub b: View<*const T>,
    pub c: View<*mut T>,
    pub scale: Scale<T>,
}

impl<T: Copy> Task<T> {
    /// The same product as `cᵀ ← bᵀ·aᵀ`.
    #[inline(always)]
    fn transposed(self) -> Self {
        Task {
            m: self.n,
            n: self.m,
            a: self.b.transposed(),
            b: self.a.transposed(),
            c: self.c.transposed(),
            ..self
        }
    }
}

#[cfg(all(feature = "rayon", not(miri)))]
impl<T: Copy> Task<T> {
    /// The first `i` rows, and the others.
    pub fn split_rows(self, i: usize) -> (Self, Self) {
        // SAFETY: a task's matrices are there, and it has more than `i` rows.
        let (a, c) = unsafe { (self.a.from(i, 0), self.c.from(i, 0)) };
        (Task { m: i, ..self }, Task { m: self.m - i, a, c, ..self })
    }
    /// The first `j` columns, and the others.
    pub fn split_columns(self, j: usize) -> (Self, Self) {
        // SAFETY: a task's matrices are there, and it has more than `j` columns.
        let (b, c) = unsafe { (self.b.from(0, j), self.c.from(0, j)) };
        (Task { n: j, ..self }, Task { n: self.n - j, b, c, ..self })
    }
}

/// Computes a product, none of whose sizes is 0.
///
/// # Safety
/// The processor has the instructions of `V`, the three matrices are there, and what is known of the sizes is true.
#[inline(always)]
pub unsafe fn multiply<V: Vector, Z: Known, const PANEL: usize>(form: Form, task: Task<V::T>) {
    let (way, transposed) = way::<V>(form, task.m, task.k, task.n);
    let task = if transposed { task.transposed() } else { task };
    // A matrix of one row or column is the same as its transpose.
    let b = match way {
        Way::Inner if form == Form::Ab => View { column: task.k, ..task.b },
        Way::Columns if form == Form::Abt && task.k == 1 => View { column: 1, ..task.b },
        _ => task.b,
    };
    let task = Task { b, ..task };
    macro_rules! ways {
        ($($($Way:ident)|+ => $run:expr,)*) => {
            match way {
                $($(Way::$Way)|+ if const { matches!(Z::WAY, None $(| Some(Way::$Way))+) } => $run,)*
                // Not this one.
                _ => {}
            }
        };
    }
    // SAFETY: as the caller promises.
    unsafe {
        ways! {
            Columns => columns::<V, Z, PANEL>(task),
            Inner | Narrow => inner::<V, Z, PANEL>(task, way == Way::Narrow),
        }
    }
}

/// [`Way::Columns`], with what is packed of `b` in a panel of so many bytes.
///
/// # Safety
/// As [`multiply`].
#[inline(always)]
unsafe fn columns<V: Vector, Z: Known, const PANEL: usize>(task: Task<V::T>) {
    let Task { a, b, c, n, .. } = task;
    let known = const { Z::WAY.is_some() };
    let packed = b.column != 1 || must_pack::<V>(task.m, task.k, n);
    let mut panel = Panel::<PANEL>(MaybeUninit::uninit());
    let panel = panel.0.as_mut_ptr().cast::<V::T>();
    let deep = Split::new(task.k, DEPTH);
    let mut l = 0;
    for block in 0..deep.blocks {
        let k = deep.size(block);
        let scale = if l == 0 { task.scale } else { task.scale.again() };
        for i in (0..task.m).step_by(if packed { HEIGHT } else { task.m }) {
            let m = if packed { HEIGHT.min(task.m - i) } else { task.m };
            let mut j = 0;
            while j < n {
                let (width, last) = next_strip::<V>(packed, known, m, n - j);
                // SAFETY: these are parts of the matrices, and the panel has room.
                unsafe {
                    let mut b = b.from(l, j);
                    let cut = !packed && last < V::LANES;
                    if packed || (cut && !known) {
                        pack::<V>(k, (width - 1) * V::LANES + last, b, panel);
                        b = View::rows(panel.cast_const(), 2 * V::LANES);
                    }
                    let part = Task { m, k, a: a.from(i, l), b, c: c.from(i, j), scale, ..task };
                    if cut && known {
                        rows::<V, Z, true>(width, part, last);
                    } else {
                        rows::<V, Z, false>(width, part, last);
                    }
                }
                j += width * V::LANES;
            }
        }
        l += k;
    }
}

/// A strip of the product `width` vectors wide, of the last of which `last` numbers count (and, if `CUT`, are there).
///
/// # Safety
/// As [`tile`], for all rows.
#[inline(always)]
unsafe fn rows<V: Vector, Z: Known, const CUT: bool>(width: usize, task: Task<V::T>, last: usize) {
    let split = Split::new(task.m, tallest::<V>(width));
    // SAFETY: as the caller promises.
    let onto = unsafe { Onto::new(task.scale) };
    let mut i = 0;
    for block in 0..split.blocks {
        let height = split.size(block);
        macro_rules! tiles {
            ($($C:literal: $($R:literal)*;)*) => {
                match width {
                    $($C if const { Z::TILES[$C][CUT as usize] != 0 } => match height {
                        $($R if const {
                            $R <= tallest::<V>($C) && Z::TILES[$C][CUT as usize] >> $R & 1 == 1
                        } => block_of::<V, Z, $R, $C, CUT>(i, &task, last, &onto),)*
                        _ => {}
                    },)*
                    _ => {}
                }
            };
        }
        // SAFETY: as the caller promises.
        unsafe {
            tiles! {
                1: 1 2 3 4 5 6 7 8 9 10 11 12;
                2: 1 2 3 4 5 6 7 8 9 10 11 12;
                3: 1 2 3 4;
                4: 1 2 3;
                5: 1;
                6: 1;
                7: 1;
                8: 1;
            }
        }
        i += height;
    }
}

/// `R` rows of a strip, from row `i` on.
///
/// # Safety
/// As [`tile`].
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn block_of<V: Vector, Z: Known, const R: usize, const C: usize, const CUT: bool>(
    i: usize,
    task: &Task<V::T>,
    last: usize,
    onto: &Onto<V>,
) {
    // SAFETY: as the caller promises.
    unsafe {
        let sums = tile::<V, R, C, CUT>(task.k, task.a.from(i, 0), task.b, last);
        let c = task.c.from(i, 0);
        if const { Z::WAY.is_some() } {
            if c.column == 1 {
                put(sums, c, last, task.scale);
            } else {
                let columns = (C - 1) * V::LANES + last;
                put_each((&raw const sums).cast(), [R, columns], C * V::LANES, c, task.scale);
            }
        } else if c.column == 1 && last == V::LANES {
            onto.put(sums, c);
        } else {
            put_part::<V>((&raw const sums).cast(), [R, C], last, c, task.scale);
        }
    }
}

/// A part of `b`, its rows one after another.
#[repr(align(64))]
struct Panel<const BYTES: usize>(MaybeUninit<[u8; BYTES]>);

/// Copies `k` rows of `n` numbers to rows of two vectors, with zeros at the end.
///
/// # Safety
/// As [`multiply`]; `n` is at most two vectors, and the panel has room.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn pack<V: Vector>(k: usize, n: usize, b: View<*const V::T>, panel: *mut V::T) {
    let width = 2 * V::LANES;
    // SAFETY: what is read are those rows, what is written is the panel.
    unsafe {
        if b.column == 1 {
            let (first, second) = (n.min(V::LANES), n.saturating_sub(V::LANES));
            for l in 0..k {
                let (from, to) = (b.at.add(l * b.row), panel.add(l * width));
                if n == width {
                    V::load(from).store(to);
                    V::load(from.add(V::LANES)).store(to.add(V::LANES));
                } else {
                    V::load_first(from, first).store(to);
                    V::load_first(from.add(first), second).store(to.add(V::LANES));
                }
            }
            return;
        }
        let (whole_k, whole_n) = (k - k % V::LANES, n - n % V::LANES);
        for j in (0..whole_n).step_by(V::LANES) {
            for l in (0..whole_k).step_by(V::LANES) {
                V::transpose(b.at.add(j * b.column + l), b.column, panel.add(l * width + j), width);
            }
        }
        for l in 0..k {
            for j in if l < whole_k { whole_n } else { 0 }..width {
                *panel.add(l * width + j) =
                    if j < n { *b.at.add(j * b.column + l * b.row) } else { V::T::ZERO };
            }
        }
    }
}

/// [`Way::Inner`], or [`Way::Narrow`]: the latter with `b` packed, of which `n` is at most 16.
///
/// # Safety
/// As [`multiply`]; the numbers of a row of `a` lie side by side, and those of a column of `b` if it is not packed.
#[inline(always)]
unsafe fn inner<V: Vector, Z: Known, const PANEL: usize>(task: Task<V::T>, narrow: bool) {
    let mut panel = Panel::<PANEL>(MaybeUninit::uninit());
    let panel = panel.0.as_mut_ptr().cast::<V::T>();
    let deep = Split::new(task.k, if narrow { DEPTH } else { task.k });
    let mut l = 0;
    for block in 0..deep.blocks {
        let k = deep.size(block);
        let scale = if l == 0 { task.scale } else { task.scale.again() };
        // SAFETY: the panel has room for 16 rows of `k`.
        unsafe {
            let mut b = task.b;
            if narrow {
                for row in 0..k {
                    for j in 0..task.n {
                        *panel.add(j * DEPTH + row) = *task.b.at.add((l + row) * task.b.row + j);
                    }
                }
                b = View::rows(panel.cast_const(), DEPTH).transposed();
            }
            inner_products::<V, Z>(Task { k, a: task.a.from(0, l), b, scale, ..task });
        }
        l += k;
    }
}

/// All of them for terms that are added in one go.
///
/// # Safety
/// As [`multiply`]; the numbers of a row of `a` and those of a column of `b` lie side by side.
#[inline(always)]
unsafe fn inner_products<V: Vector, Z: Known>(task: Task<V::T>) {
    let split = Split::new(task.n, inner_width(Z::WAY.is_some(), task.m));
    let mut i = 0;
    while i < task.m {
        let height = 2.min(task.m - i);
        let mut j = 0;
        for block in 0..split.blocks {
            let width = split.size(block);
            macro_rules! tiles {
                ($($R:literal $C:literal)*) => {
                    match (height, width) {
                        $(($R, $C) if const { Z::TILES[$C][INNER] >> $R & 1 == 1 } => {
                            inner_block::<V, Z, $R, $C>(i, j, &task)
                        })*
                        _ => {}
                    }
                };
            }
            // SAFETY: as the caller promises.
            unsafe { tiles!(1 1 1 2 1 3 1 4 1 5 1 6 1 7 1 8 2 1 2 2 2 3 2 4 2 5) }
            j += width;
        }
        i += height;
    }
}

/// `R`×`C` inner products, from row `i` of `a` and column `j` of `b` on.
///
/// # Safety
/// As [`inner_products`], for these rows and columns.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn inner_block<V: Vector, Z: Known, const R: usize, const C: usize>(
    i: usize,
    j: usize,
    task: &Task<V::T>,
) {
    let Task { k, a, b, c, scale, .. } = *task;
    // SAFETY: as the caller promises.
    unsafe {
        let sums = dots::<V, R, C>(k, (a.from(i, 0).at, a.row), (b.from(0, j).at, b.column));
        if const { Z::WAY.is_some() } {
            for (r, row) in sums.iter().enumerate() {
                for (s, sum) in row.iter().enumerate() {
                    scale.put(sum.sum(), &mut *c.from(i + r, j + s).at);
                }
            }
        } else {
            put_dots::<V>((&raw const sums).cast(), [R, C], c.from(i, j), scale);
        }
    }
}
