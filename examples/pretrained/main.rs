//! A network that PyTorch trained, inside the program: no file, no heap, no parsing when it runs.
//!
//! `cargo run --release --example pretrained [FILE]`
//!
//! With a file, such as the `target/digits/network.safetensors` of the example `digits`: the network in it. `pytorch.py`
//! beside this file wrote `digits.safetensors`, and reads what `digits` writes.

use std::error::Error;

use tapeless::data::DIGITS;
use tapeless::nn::Linear;
use tapeless::prelude::*;
use tapeless::weights::load;

/// That of the example `digits`, written out.
#[derive(Params)]
struct Mlp {
    hidden: Linear<64, 64>,
    output: Linear<64, 10>,
}

/// Parameters that the compiler read: another name, shape or element type in the file, and this does not compile.
static PRETRAINED: Mlp = tapeless::weights!("digits.safetensors");

fn logits(net: &Mlp, x: &Matrix<f32, 1, 64>) -> Matrix<f32, 1, 10> {
    net.output.forward(&net.hidden.forward(x).relu())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut loaded = Mlp::ZERO;
    let net = match std::env::args().nth(1) {
        Some(file) => {
            load(file, &mut loaded).map_err(|error| error.to_string())?;
            &loaded
        }
        None => &PRETRAINED,
    };
    let (mut right, mut loss) = (0, 0.0);
    for digit in &DIGITS {
        let scores = logits(net, &Matrix::from([digit.pixels()]));
        right += (scores.argmax() == usize::from(digit.label())) as usize;
        loss += scores.cross_entropy(&Labels::from_slice(&[digit.label()])?);
    }
    println!("{right} of {} digits right, loss {:.6}", DIGITS.len(), loss / DIGITS.len() as f32);
    Ok(())
}
