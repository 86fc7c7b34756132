//! A part of the random programs.
#![allow(unused, missing_docs, clippy::all)]
include!(concat!(env!("OUT_DIR"), "/part1.rs"));
