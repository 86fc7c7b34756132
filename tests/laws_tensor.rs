//! Laws of the tensor type: elements, rows, conversions, printing, comparison, random numbers.

use std::fmt::Debug;
use std::str::FromStr;

use proptest::collection::vec;
use proptest::prelude::*;
use tapeless::axes::HasAxis;
use tapeless::prelude::*;
use tapeless::random::{seeded, shuffle};

axis!(Letter = 2);
type Abc = shape![2, 3, 4];
type Mixed = (Letter, One, Len<typenum::U3>, Dim<2>);
/// Large enough that printing leaves its middle out.
type Large = shape![30, 50];

/// A tensor of this many elements.
fn tensor<T: Element, S: Shape>(elements: impl Strategy<Value = T>) -> impl Strategy<Value = Tensor<T, S>> {
    vec(elements, S::NUMEL).prop_map(|x| Tensor::from_slice(&x).unwrap())
}

fn numbers() -> std::ops::Range<f64> {
    -100.0..100.0
}

/// Every kind of float but NaN, which does not equal itself.
fn any_f64() -> impl Strategy<Value = f64> {
    use proptest::num::f64::*;
    POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO | INFINITE
}

/// The ways to an element agree: index, row-major number, row of row, iterator, nested arrays.
fn one_element_by_every_way<S: Shape>(t: &Tensor<f64, S>) {
    assert!(Tensor::<f64, S>::indices().map(|index| t[index]).eq(t.as_slice().iter().copied()));
    assert!(t.indexed().all(|(index, x)| t.get(index) == Some(&x)));
    assert_eq!(&Tensor::from_fn(|index| t[index]), t);
    assert_eq!(&Tensor::from_index(|i| t.as_slice()[i]), t);
    assert_eq!(&Tensor::from_slice(t.as_slice()).unwrap(), t);
    assert_eq!(&Tensor::take_from(&mut t.iter().copied()).unwrap(), t);
    assert_eq!(&Tensor::from_array(t.to_array()), t);
    assert_eq!(*Tensor::<f64, S>::boxed_from_fn(|index| t[index]), *t);
    let mut copy = Tensor::<f64, S>::zeros();
    for (index, x) in copy.indexed_mut() {
        *x = t[index];
    }
    assert_eq!(&copy, t);
}

/// The rows one after the other are the tensor, and each is what `row` copies.
fn rows_are_the_elements<S: HasAxis<0>>(t: &Tensor<f64, S>) {
    assert_eq!(t.rows().len(), S::LENGTHS[0]);
    assert!(t.rows().iter().flat_map(|row| row.as_slice()).eq(t.as_slice()));
    let mut copy = Tensor::<f64, S>::zeros();
    for (i, row) in t.rows().iter().enumerate() {
        assert_eq!((row, t.row_ref(i)), (&t.row(i), row));
        *copy.row_mut(i) = row.clone();
    }
    assert_eq!(&copy, t);
}

/// The numbers in what is printed.
fn read<T: FromStr<Err: Debug>>(printed: &str) -> Vec<T> {
    let words = printed.split(|c: char| "[], \n".contains(c)).filter(|word| !word.is_empty());
    words.map(|word| word.parse::<T>().unwrap()).collect()
}

/// `Debug` shows every digit: what it prints reads back as the same numbers.
fn reads_back<T: Element + FromStr<Err: Debug>, S: Shape>(t: &Tensor<T, S>) {
    let printed = format!("{t:?}");
    assert!(printed.starts_with("Tensor<"));
    assert_eq!(read::<T>(&printed[printed.find(['[', '\n']).unwrap()..]), t.as_slice());
}

proptest! {
    #[test]
    fn elements(a in tensor::<f64, Abc>(numbers()), m in tensor::<f64, Mixed>(numbers()), s in tensor::<f64, ()>(numbers())) {
        one_element_by_every_way(&a);
        one_element_by_every_way(&m);
        one_element_by_every_way(&s);
        one_element_by_every_way(&Tensor::<f64, shape![2, 0, 3]>::zeros());
    }

    #[test]
    fn outside_is_no_element(i in 0usize..5, j in 0usize..5, k in 0usize..5) {
        let t = Tensor::<usize, Abc>::from_fn(|[i, j, k]| 100 * i + 10 * j + k);
        let expected = (i < 2 && j < 3 && k < 4).then_some(100 * i + 10 * j + k);
        prop_assert_eq!(t.get([i, j, k]).copied(), expected);
        prop_assert_eq!(std::panic::catch_unwind(|| t[[i, j, k]]).ok(), expected);
    }

    #[test]
    fn rows(a in tensor::<f64, Abc>(numbers()), m in tensor::<f64, Mixed>(numbers()), v in tensor::<f64, shape![7]>(numbers())) {
        rows_are_the_elements(&a);
        rows_are_the_elements(&m);
        rows_are_the_elements(&v);
        rows_are_the_elements(&Tensor::<f64, shape![3, 0]>::zeros());
    }

    #[test]
    fn maps(a in tensor::<f64, Abc>(any_f64()), b in tensor::<f64, Abc>(numbers())) {
        prop_assert_eq!(&a.map(|x| x), &a);
        prop_assert_eq!(a.map(|x| x.sin()).map(|x| x > 0.0), a.map(|x| x.sin() > 0.0));
        prop_assert_eq!(a.zip_map(&b, |a, _| a), a.clone());
        prop_assert_eq!(a.zip_map(&b, |a, b| (a < b) as u8), b.zip_map(&a, |b, a| (a < b) as u8));
        prop_assert_eq!(b.zip_map(&b, |x, y| x + y), &b + &b);
    }

    #[test]
    fn casts(a in tensor::<f32, Abc>(any::<f32>()), d in tensor::<f64, Abc>(any_f64()), n in tensor::<i32, Abc>(any::<i32>()), b in tensor::<bool, Abc>(any::<bool>())) {
        prop_assert_eq!(a.cast::<f64>().cast::<f32>().map(f32::to_bits), a.map(f32::to_bits));
        prop_assert_eq!(&n.cast::<f64>().cast::<i32>(), &n);
        prop_assert_eq!(&n.cast::<u32>().cast::<i32>(), &n);
        prop_assert_eq!(d.cast::<i16>(), d.map(|x| x as i16));
        prop_assert_eq!(d.cast::<f32>(), d.map(|x| x as f32));
        prop_assert_eq!(&b.cast::<f32>().cast::<bool>(), &b);
        prop_assert_eq!(n.cast::<bool>(), n.map(|n| n != 0));
        prop_assert_eq!(d.cast::<Dual<f64>>().map(|x| x.re), d);
    }

    #[test]
    fn printing(a in tensor::<f64, Abc>(any_f64()), f in tensor::<f32, Mixed>(any::<f32>().prop_filter("equals itself", |x| !x.is_nan())), n in tensor::<i64, shape![40]>(any::<i64>()), b in tensor::<bool, shape![5, 1]>(any::<bool>()), d in tensor::<f64, Abc>(numbers())) {
        reads_back(&a);
        reads_back(&f);
        reads_back(&n);
        reads_back(&b);
        prop_assert_eq!(read::<f64>(&format!("{a:e}")), a.as_slice());
        let within = |printed: &str, by: f64| read::<f64>(printed).iter().zip(&d).all(|(read, x)| (read - x).abs() <= by);
        let rounded = (within(&format!("{d:.3}"), 0.000_5 + 1e-12), within(&d.to_string(), 0.000_000_5 + 1e-12));
        prop_assert_eq!(rounded, (true, true));
    }

    #[test]
    fn columns_are_aligned(d in tensor::<f64, Abc>(numbers())) {
        let points = |line: &str| line.match_indices('.').map(|(at, _)| at).collect::<Vec<_>>();
        let printed = d.to_string();
        let lines: Vec<_> = printed.lines().filter(|line| !line.is_empty()).map(points).collect();
        prop_assert_eq!(lines.len(), 6);
        prop_assert!(lines.windows(2).all(|w| w[0] == w[1]), "{}", d);
    }

    #[test]
    fn large_tensors_are_printed_short(t in tensor::<f64, Large>(numbers())) {
        let printed = t.to_string();
        prop_assert_eq!((printed.lines().count(), printed.matches("...").count()), (7, 7));
        let numbers = read::<f64>(&printed.replace("...", ""));
        let close = |a: f64, b: f64| (a - b).abs() < 1e-6;
        prop_assert!(close(numbers[0], t[[0, 0]]) && close(numbers[35], t[[29, 49]]) && numbers.len() == 36);
        let all = format!("{t:#.3}");
        prop_assert_eq!(read::<f64>(&all).len(), 1500);
    }

    #[test]
    fn distances(a in tensor::<f64, Abc>(numbers()), b in tensor::<f64, Abc>(numbers()), c in tensor::<f64, Abc>(numbers())) {
        let most = a.max_abs_diff(&b);
        prop_assert_eq!(a.max_abs_diff(&a), 0.0);
        prop_assert_eq!(most, b.max_abs_diff(&a));
        prop_assert!(most <= a.max_abs_diff(&c) + c.max_abs_diff(&b) + 1e-12);
        prop_assert!(a.is_close(&a, 0.0, 0.0) && a.is_close(&b, 0.0, most));
        prop_assert!(!a.is_close(&b, 0.0, most * 0.999_999) || most == 0.0);
        a.assert_close(&b, 0.0, most);
        prop_assert!(std::panic::catch_unwind(|| a.assert_close(&b, 0.0, most / 2.0)).is_err() || most == 0.0);
    }

    #[test]
    fn ranges(start in -100.0..100.0f64, length in 0.1..50.0f64, first in any::<i32>(), step in any::<i32>()) {
        let x = Vector::<f64, 12>::linspace(start, start + length);
        prop_assert_eq!((x[[0]], x[[11]]), (start, start + length));
        prop_assert!(x.as_slice().windows(2).all(|w| (w[1] - w[0] - length / 11.0).abs() < 1e-12));
        let n = Tensor::<i32, Abc>::arange_by(first, step);
        prop_assert_eq!(n, Tensor::from_index(|i| first.wrapping_add(step.wrapping_mul(i as i32))));
    }

    #[test]
    fn random_numbers(seed in any::<u64>(), low in -10.0..10.0f64, width in 0.0..10.0f64) {
        let x = Tensor::<f64, Abc>::uniform(low, low + width, &mut seeded(seed));
        prop_assert!(x.iter().all(|x| (low..=low + width).contains(x)));
        prop_assert_eq!(&x, &Tensor::uniform(low, low + width, &mut seeded(seed)));
        let mut z = Tensor::<f32, Abc>::ones();
        z.fill_normal(low as f32, width as f32, &mut seeded(seed));
        prop_assert_eq!(&z, &Tensor::normal(low as f32, width as f32, &mut seeded(seed)));
        let mut order = Vector::<usize, 50>::permutation(&mut seeded(seed)).to_array();
        order.sort();
        prop_assert!(order.into_iter().eq(0..50));
        let mut words = vec!["a", "b", "b", "c"];
        shuffle(&mut words, &mut seeded(seed));
        words.sort();
        prop_assert_eq!(words, ["a", "b", "b", "c"]);
    }
}
