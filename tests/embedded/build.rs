//! Lays out the memory of the machine that QEMU plays: `link.x` of `cortex-m-rt` includes `memory.x`.
use std::{env, fs, path::PathBuf};

fn main() {
    let target = env::var("TARGET").unwrap();
    let (flash, ram) = match target.as_str() {
        "thumbv6m-none-eabi" => ("256K", "16K"), // microbit
        _ => ("1024K", "128K"),                  // mps2-an386
    };
    let memory = format!(
        "MEMORY {{ FLASH : ORIGIN = 0x00000000, LENGTH = {flash} RAM : ORIGIN = 0x20000000, LENGTH = {ram} }}"
    );
    let out = PathBuf::from(env::var("OUT_DIR").unwrap());
    fs::write(out.join("memory.x"), memory).unwrap();
    println!("cargo:rustc-link-search={}", out.display());
    println!("cargo:rerun-if-changed=build.rs");
}
