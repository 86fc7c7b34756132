//! What the programs share: measuring, and the problems they solve.
#![no_std]

pub mod by_hand;
pub mod digits;
pub mod measure;
pub mod random;
pub mod sensor;
pub mod shipped;
pub mod xor;
