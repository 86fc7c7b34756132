//! Measurements of `tapeless`: `cargo bench -p tapeless-benches`. The library itself is empty.
