//! Training on the stack, in a `static` and in a `Box` gives the same bits; large networks train in a thread of 2 MiB.

#[allow(dead_code)]
#[path = "../examples/fashion_mnist/models.rs"]
mod clothes;
#[allow(dead_code)]
#[path = "../examples/digits/model.rs"]
mod digits;

use std::sync::Mutex;
use std::thread;

use clothes::{Classes, Classifier, Pixels};
use digits::{Score, Trainer};
use tapeless::prelude::*;
use tapeless::random::seeded;

fn in_a_small_thread<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> T {
    thread::Builder::new().stack_size(2 << 20).spawn(f).unwrap().join().unwrap()
}

fn learn(trainer: &mut Trainer) -> Score {
    let mut rng = seeded(1);
    trainer.start(&mut rng);
    trainer.epoch(&mut std::array::from_fn::<_, 160, _>(|row| row), &mut rng, |_| {})
}

#[test]
fn stack_static_and_box() {
    static TRAINER: Mutex<Trainer> = Mutex::new(Trainer::NEW);
    let results = [
        in_a_small_thread(|| {
            let mut trainer = Trainer::NEW;
            learn(&mut trainer)
        }),
        in_a_small_thread(|| learn(&mut TRAINER.lock().unwrap())),
        in_a_small_thread(|| learn(&mut Box::new(Trainer::NEW))),
    ];
    assert!(results[0].loss > 0.5 && results[0].loss < 3.0, "{results:?}");
    assert_eq!(results[0], results[1]);
    assert_eq!(results[0], results[2]);
}

/// Two steps on noise: the second loss is lower.
fn descends<C: Classifier>() {
    in_a_small_thread(|| {
        let (mut net, mut gradient) = (C::boxed_zero(), C::boxed_zero());
        let (mut workspace, mut x) = (C::Workspace::boxed_zero(), Pixels::boxed_zero());
        let mut rng = seeded(1);
        net.start(&mut rng);
        x.fill_uniform(0.0, 1.0, &mut rng);
        let y = Classes::from_slice(&std::array::from_fn::<u8, 256, _>(|i| (i % 10) as u8)).unwrap();
        let noise = [Noise::OFF; 2];
        let (first, _) = net.value_and_grad(&x, &y, &noise, &mut workspace, &mut gradient);
        Adam::boxed(0.001).step(&mut *net, &*gradient);
        let (second, _) = *net.value(&x, &y, &mut workspace);
        assert!(second < first, "{second} {first}");
    });
}

#[test]
fn the_mlp_of_fashion_mnist() {
    descends::<clothes::Mlp>();
}

#[test]
fn two_hidden_layers_and_dropout() {
    descends::<clothes::Dropout>();
}
