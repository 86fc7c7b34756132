//! What the programs share: measuring, and the problems they solve.
#![no_std]

pub mod digits;
pub mod measure;
pub mod random;
pub mod xor;
