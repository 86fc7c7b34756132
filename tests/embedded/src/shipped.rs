//! Weights of a network that learnt the digits 0 to 7 before it was shipped: see `build.rs`.

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));
