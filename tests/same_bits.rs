//! One seed gives the same network to the last bit: in debug and release, on one thread and on several. The bits are
//! written down here, for every kind of processor whose products differ.

#[allow(dead_code)]
#[path = "../examples/digits/model.rs"]
mod model;

use model::Trainer;
use tapeless::kernels::isa::{Level, has, limit};
use tapeless::prelude::*;
use tapeless::random::seeded;

/// A hash of the network after ten batches.
fn trained() -> u64 {
    let mut trainer = Box::new(Trainer::NEW);
    let mut rng = seeded(1);
    trainer.start(&mut rng);
    trainer.epoch(&mut std::array::from_fn::<_, 320, _>(|row| row), &mut rng, |_| {});
    let mut hash = 0u64;
    trainer.net.visit(|_, numbers| {
        for x in numbers {
            hash = (hash ^ u64::from(x.to_bits())).wrapping_mul(0x0100_0000_01b3);
        }
    });
    hash
}

#[test]
#[cfg(target_arch = "x86_64")]
fn known_bits() {
    for (level, expected) in [
        (Level::Base, 0x63bd8230abcc9f3c),
        (Level::Avx2, 0x5dbd6c981eed6658),
        (Level::Avx512, 0x5dbd6c981eed6658),
    ] {
        limit(level);
        if has(level) {
            let threads: Vec<_> = (0..3).map(|_| std::thread::spawn(trained)).collect();
            for found in threads.into_iter().map(|thread| thread.join().unwrap()).chain([trained()]) {
                assert_eq!(found, expected, "{level:?}: {found:#x}");
            }
        }
    }
}
