//! Names as numbers; the same function as `tapeless::derived::hash`, and tested to be.

/// FNV-1a.
pub fn hash(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
