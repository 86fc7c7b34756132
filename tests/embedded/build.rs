//! Lays out the memory of the machine that QEMU plays, and trains, with the same library, what `frozen` ships with.

#[allow(dead_code)]
#[path = "src/digits.rs"]
mod digits;
#[allow(dead_code)]
#[path = "src/random.rs"]
mod random;

use std::fs::write;
use std::path::PathBuf;

use digits::{EPOCHS, Net, rate, training};
use tapeless::prelude::*;

fn main() {
    let out = PathBuf::from(std::env::var("OUT_DIR").unwrap());
    write(out.join("memory.x"), memory()).unwrap();
    write(out.join("shipped.rs"), shipped(&trained_on_0_to_7())).unwrap();
    println!("cargo:rustc-link-search={}", out.display());
}

/// `link.x` of `cortex-m-rt` includes this.
fn memory() -> String {
    let (flash, ram) = match std::env::var("TARGET").unwrap().as_str() {
        "thumbv6m-none-eabi" => ("256K", "16K"), // microbit
        _ => ("1024K", "128K"),                  // mps2-an386
    };
    // A second memory, as many controllers have one: whatever is put into `.second` is there, and nobody zeroes it.
    format!(
        "MEMORY {{ FLASH : ORIGIN = 0x00000000, LENGTH = {flash} RAM : ORIGIN = 0x20000000, LENGTH = {ram} \
                   SECOND : ORIGIN = 0x21000000, LENGTH = 64K }}
         SECTIONS {{ .second (NOLOAD) : {{ *(.second .second.*) }} > SECOND }} INSERT AFTER .bss;"
    )
}

fn trained_on_0_to_7() -> Box<Net> {
    let mut net = Box::new(Net::ZERO);
    let mut random = random::Random(1);
    random.weights(64, net.w1.as_mut_slice());
    random.weights(24, net.w2.as_mut_slice());
    let (mut workspace, mut grad) = (Box::new(Workspace::ZERO), Box::new(Net::ZERO));
    for epoch in 0..EPOCHS {
        for digit in training(epoch).filter(|digit| digit.label() < 8) {
            net.learn(digit, rate(epoch), &mut workspace, &mut grad);
        }
    }
    net
}

fn shipped(net: &Net) -> String {
    let vector = |name, b: &[f32]| format!("pub const {name}: [f32; {}] = {b:?};\n", b.len());
    let matrix = |name, w: &[f32], columns| {
        let rows: Vec<_> = w.chunks_exact(columns).collect();
        format!("pub const {name}: [[f32; {columns}]; {}] = {rows:?};\n", rows.len())
    };
    [
        matrix("W1", net.w1.as_slice(), 24),
        vector("B1", net.b1.as_slice()),
        matrix("W2", net.w2.as_slice(), 10),
        vector("B2", net.b2.as_slice()),
    ]
    .concat()
}
