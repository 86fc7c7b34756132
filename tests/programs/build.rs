//! Writes the programs that the tests include.

mod generator;

use std::path::Path;
use std::{env, fs};

/// In as many files, so that several compilers share the work.
const PARTS: u64 = 4;
/// Programs in each, if `PROGRAMS` says nothing: few, as each takes half a second to compile.
const PROGRAMS: u64 = 8;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=generator");
    println!("cargo:rerun-if-env-changed=FIRST_SEED");
    println!("cargo:rerun-if-env-changed=PROGRAMS");
    let first = number("FIRST_SEED", 0)?;
    let programs = number("PROGRAMS", PROGRAMS)?;
    let folder = env::var("OUT_DIR")?;
    for part in 0..PARTS {
        let start = first + part * programs;
        let text = generator::programs(start..start + programs);
        fs::write(Path::new(&folder).join(format!("part{part}.rs")), text)?;
    }
    Ok(())
}

fn number(variable: &str, otherwise: u64) -> Result<u64, Box<dyn std::error::Error>> {
    match env::var(variable) {
        Ok(text) => Ok(text.parse()?),
        Err(_) => Ok(otherwise),
    }
}
