use std::vec::Vec;

use super::*;
use crate::kernels::isa::Level;
use crate::{Dim, Dual};

/// Numbers whose products and sums are exact, so that every order of terms gives the same.
fn whole(count: usize, seed: usize) -> Vec<f64> {
    (0..count).map(|i| ((i * 7919 + seed * 104_729) % 17) as f64 - 8.0).collect()
}

fn cast<T: Number>(x: &[f64]) -> Vec<T> {
    x.iter().map(|&x| T::from_f64(x)).collect()
}

/// A product by definition, and the same by `compute`.
fn agrees<T: Number>(form: Form, sizes: [usize; 3], compute: impl Fn(Product<'_, T>)) {
    let [m, k, n] = sizes;
    let (a, b, old) = (whole(m * k, 1), whole(k * n, 2), whole(m * n, 3));
    let scale = [Scale::Set, Scale::Add, Scale::AddTimes(T::from_f64(2.0))][(m + k + n) % 3];
    let mut expected = cast(&old);
    for i in 0..m {
        for j in 0..n {
            let term = |l: usize| match form {
                Form::Ab => a[i * k + l] * b[l * n + j],
                Form::Atb => a[l * m + i] * b[l * n + j],
                Form::Abt => a[i * k + l] * b[j * k + l],
            };
            scale.put(T::from_f64((0..k).map(term).sum()), &mut expected[i * n + j]);
        }
    }
    let mut c = cast(&old);
    compute(Product { form, m, k, n, a: &cast(&a), b: &cast(&b), c: &mut c, scale });
    assert!(c == expected, "{form:?} {sizes:?} {scale:?}");
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
fn at_every_level(form: Form, sizes: [usize; 3]) {
    // Where the processor has less, some of these are the same.
    for level in [Level::Base, Level::Avx2, Level::Avx512] {
        agrees::<f32>(form, sizes, |product| float::f32::at(level, product));
        agrees::<f64>(form, sizes, |product| float::f64::at(level, product));
    }
}

#[test]
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
fn all_forms_for_all_sizes_up_to_33() {
    // All triples take seconds with optimisation and minutes without: then each pair of sizes meets another third.
    let most = if cfg!(miri) { 4 } else { 33 };
    for x in 1..=most {
        for y in 1..=most {
            let other = (x * 7 + y * 11) % most + 1;
            let thirds = if cfg!(debug_assertions) { other..=other } else { 1..=most };
            for z in thirds {
                for form in [Form::Ab, Form::Atb, Form::Abt] {
                    at_every_level(form, [[x, y, z], [z, x, y], [y, z, x]][(x + y) % 3]);
                }
            }
        }
    }
}

#[test]
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
fn larger_sizes() {
    let sizes: &[_] = if cfg!(miri) {
        &[[1, 20, 9], [17, 130, 3]]
    } else {
        &[
            [1, 300, 130],
            [3, 513, 65],
            [130, 300, 1],
            [40, 600, 10],
            [67, 257, 31],
            [300, 70, 45],
            [64, 128, 100],
            [20, 9, 270],
        ]
    };
    for &sizes in sizes {
        [Form::Ab, Form::Atb, Form::Abt].into_iter().for_each(|form| at_every_level(form, sizes));
    }
}

#[test]
fn any_number_by_plain_loops() {
    for form in [Form::Ab, Form::Atb, Form::Abt] {
        for sizes in [[1, 1, 1], [2, 3, 4], [5, 1, 3], [1, 7, 2], [4, 9, 1]] {
            agrees::<i64>(form, sizes, |p| p.plain());
            agrees::<f32>(form, sizes, |p| p.plain());
            agrees::<Dual<f64>>(form, sizes, |p| p.plain());
        }
    }
}

fn constant<S: Sizes>() {
    agrees::<f32>(S::FORM, [S::M, S::K, S::N], |p| multiply::<S, f32>(p.a, p.b, p.c, p.scale));
    agrees::<f64>(S::FORM, [S::M, S::K, S::N], |p| multiply::<S, f64>(p.a, p.b, p.c, p.scale));
}

macro_rules! constant_sizes {
    ($($m:literal $k:literal $n:literal,)*) => {$(
        constant::<Ab<(Dim<$m>,), (Dim<$k>,), (Dim<$n>,)>>();
        constant::<Atb<(Dim<$m>,), (Dim<$k>,), (Dim<$n>,)>>();
        constant::<Abt<(Dim<$m>,), (Dim<$k>,), (Dim<$n>,)>>();
    )*};
}

#[test]
fn constant_sizes() {
    constant_sizes! {
        1 1 1, 1 64 64, 64 64 1, 4 2 8, 4 8 1, 2 3 33, 3 40 30, 4 5 24, 5 3 17, 8 8 8, 13 17 19, 16 16 16, 7 9 20,
        20 130 10, 300 8 9, 9 300 4, 1 300 10, 0 3 4, 3 0 4,
    }
}

#[test]
fn bits_depend_on_nothing_but_the_sizes() {
    let numbers = |count, seed| cast::<f32>(&whole(count, seed)).iter().map(|x| x / 7.0).collect::<Vec<_>>();
    macro_rules! same {
        ($($S:ident $m:literal $k:literal $n:literal,)*) => {$({
            type S = $S<(Dim<$m>,), (Dim<$k>,), (Dim<$n>,)>;
            let (a, b) = (numbers($m * $k, 1), numbers($k * $n, 2));
            let (mut inlined, mut shared) = ([0.0; $m * $n], [0.0; $m * $n]);
            multiply::<S, f32>(&a, &b, &mut inlined, Scale::Set);
            #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
            float::f32::shared(Product::of::<S>(&a, &b, &mut shared, Scale::Set));
            #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
            Product::of::<S>(&a, &b, &mut shared, Scale::Set).plain();
            assert_eq!(inlined, shared);
        })*};
    }
    same! { Ab 5 20 9, Atb 5 20 9, Abt 5 20 9, Ab 1 300 10, Ab 40 50 1, Abt 2 300 5, Atb 9 300 3, Abt 20 60 17, }
}

#[test]
#[cfg(all(feature = "rayon", target_arch = "x86_64", not(miri)))]
fn several_threads_give_the_bits_of_one() {
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    for (form, [m, k, n]) in [
        (Form::Ab, [300, 200, 170]),
        (Form::Atb, [70, 900, 130]),
        (Form::Abt, [33, 700, 500]),
        (Form::Ab, [2000, 300, 10]),
    ] {
        let numbers =
            |count, seed| cast::<f32>(&whole(count, seed)).iter().map(|x| x / 7.0).collect::<Vec<_>>();
        let (a, b) = (numbers(m * k, 1), numbers(k * n, 2));
        let by = |threads| {
            let mut c = numbers(m * n, 3);
            let product = Product { form, m, k, n, a: &a, b: &b, c: &mut c, scale: Scale::Add };
            pool(threads).install(|| float::f32::shared(product));
            c
        };
        assert!(by(1) == by(4), "{form:?}");
    }
}

#[test]
#[cfg(all(feature = "rayon", target_arch = "x86_64", not(miri)))]
fn a_batch_on_several_threads_has_the_bits_of_one() {
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    type S = Ab<(Dim<32>,), (Dim<40>,), (Dim<24>,)>;
    const COUNT: usize = 301;
    let numbers = |count, seed| cast::<f32>(&whole(count, seed)).iter().map(|x| x / 7.0).collect::<Vec<_>>();
    let (a, b) = (numbers(COUNT * 32 * 40, 1), numbers(COUNT * 40 * 24, 2));
    let by = |threads| {
        let mut c = numbers(COUNT * 32 * 24, 3);
        pool(threads).install(|| multiply_each::<S, f32>(&a, &b, &mut c, Scale::Add));
        c
    };
    assert!(threads::worth(COUNT * 32 * 40 * 24) > 1 || rayon::current_num_threads() == 1);
    assert!(by(1) == by(4));
}
