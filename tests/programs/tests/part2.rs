//! A part of the random programs.
#![allow(unused, missing_docs, clippy::all)]
include!(concat!(env!("OUT_DIR"), "/part2.rs"));
