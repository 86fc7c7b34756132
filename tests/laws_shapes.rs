//! Laws of the operations that change shapes, on random tensors. What only moves elements is exact.

use proptest::collection::vec;
use proptest::prelude::*;
use tapeless::prelude::*;

/// A tensor of this many random numbers.
fn tensor<S: Shape>() -> impl Strategy<Value = Tensor<f64, S>> {
    vec(-2.0..2.0, S::NUMEL).prop_map(|x| Tensor::from_index(|i| x[i]))
}

/// A tensor of any integers.
fn integers<S: Shape>() -> impl Strategy<Value = Tensor<i32, S>> {
    vec(any::<i32>(), S::NUMEL).prop_map(|x| Tensor::from_index(|i| x[i]))
}

fn labels<const B: usize, const C: usize>() -> impl Strategy<Value = Labels<B, C>> {
    vec(0..C as u16, B).prop_map(|x| Labels::from_slice(&x).expect("in range"))
}

/// Panics unless all elements agree to 1e-12, relative to their size or 1.
#[track_caller]
fn close<S: Shape>(a: &Tensor<f64, S>, b: &Tensor<f64, S>) {
    for (a, b) in a.as_slice().iter().zip(b.as_slice()) {
        assert!((a - b).abs() <= 1e-12 * b.abs().max(1.0), "{a} and {b} differ");
    }
}

proptest! {
    #[test]
    fn the_transpose_of_a_product_is_the_product_of_the_transposes_in_reverse(
        a in tensor::<shape![3, 4]>(), b in tensor::<shape![4, 5]>(),
    ) {
        close(&a.matmul(&b).t(), &b.t().matmul(&a.t()));
    }

    #[test]
    fn products_associate(
        a in tensor::<shape![2, 3]>(), b in tensor::<shape![3, 4]>(), x in tensor::<shape![4]>(), y in tensor::<shape![2]>(),
    ) {
        close(&a.matmul(&b).matvec(&x), &a.matvec(&b.matvec(&x)));
        close(&y.vecmat(&a.matmul(&b)), &y.vecmat(&a).vecmat(&b));
        let (left, right) = (y.vecmat(&a).dot(&b.matvec(&x)), y.dot(&a.matmul(&b).matvec(&x)));
        prop_assert!((left - right).abs() < 1e-12 * right.abs().max(1.0));
    }

    #[test]
    fn every_product_is_a_matrix_product(
        a in tensor::<shape![3, 4]>(), x in tensor::<shape![4]>(), y in tensor::<shape![3]>(),
    ) {
        close(&a.matvec(&x), &a.matmul(&x.unsqueeze::<1>()).squeeze::<1>());
        close(&y.vecmat(&a), &y.unsqueeze::<0>().matmul(&a).squeeze::<0>());
        close(&y.outer(&x), &y.unsqueeze::<1>().matmul(&x.unsqueeze::<0>()));
        close(&y.outer(&x), &(y.unsqueeze::<1>() * x.unsqueeze::<0>()));
        prop_assert_eq!(x.dot(&x), x.unsqueeze::<0>().matmul(&x.unsqueeze::<1>()).at(0, 0));
    }

    #[test]
    fn a_batched_product_is_the_product_of_each(
        a in tensor::<shape![2, 3, 4]>(), b in tensor::<shape![2, 4, 5]>(), w in tensor::<shape![4, 5]>(),
    ) {
        let each = a.bmm(&b);
        let shared = a.matmul(&w);
        for i in 0..2 {
            close(&each.row(i), &a.row(i).matmul(&b.row(i)));
            close(&shared.row(i), &a.row(i).matmul(&w));
        }
        close(&shared, &a.bmm(&w.broadcast_to::<shape![2, 4, 5]>()));
    }

    #[test]
    fn permutations_have_inverses(x in integers::<shape![2, 3, 4, 5]>()) {
        prop_assert_eq!(&x.permute::<3, 0, 2, 1>().permute::<1, 3, 2, 0>(), &x);
        prop_assert_eq!(&x.permute::<0, 1, 2, 3>(), &x);
        prop_assert_eq!(&x.swap_axes::<0, 3>().swap_axes::<3, 0>(), &x);
        prop_assert_eq!(x.permute::<0, 3, 2, 1>(), x.swap_axes::<1, 3>());
        for (i, j, k, l) in [(0, 0, 0, 0), (1, 2, 3, 4), (1, 0, 2, 3)] {
            prop_assert_eq!(x.permute::<3, 0, 2, 1>().at(l, i, k, j), x.at(i, j, k, l));
        }
    }

    #[test]
    fn a_transpose_is_a_permutation(x in integers::<shape![3, 5]>()) {
        prop_assert_eq!(x.t(), x.permute::<1, 0>());
        prop_assert_eq!(x.t(), x.swap_axes::<0, 1>());
        prop_assert_eq!(x.t().row(3), x.col(3));
        prop_assert_eq!(&x.t().t(), &x);
    }

    #[test]
    fn reshapes_come_back(x in integers::<shape![2, 3, 4]>()) {
        prop_assert_eq!(&x.reshape::<shape![6, 4]>().reshape::<shape![2, 3, 4]>(), &x);
        prop_assert_eq!(&x.flatten().reshape::<shape![2, 3, 4]>(), &x);
        prop_assert_eq!(&x.flatten_from::<1>().unflatten::<1, shape![3, 4]>(), &x);
        prop_assert_eq!(&x.unsqueeze::<1>().squeeze::<1>(), &x);
        prop_assert_eq!(x.reshape::<shape![1, 12, 1, 2]>().flatten(), x.flatten());
    }

    #[test]
    fn concat_then_split_gives_both_back(a in integers::<shape![3, 4, 2]>(), b in integers::<shape![3, 5, 2]>()) {
        let both = a.concat::<1>(&b);
        prop_assert_eq!(&both.split::<1, 4>(), &(a.clone(), b.clone()));
        prop_assert_eq!(both.slice(s![.., ..4]), a);
        prop_assert_eq!(both.slice(s![.., 4..]), b);
    }

    #[test]
    fn concat_along_one_axis_is_concat_along_the_other_of_the_transposes(
        a in integers::<shape![3, 4]>(), b in integers::<shape![3, 2]>(),
    ) {
        prop_assert_eq!(a.concat::<1>(&b).t(), a.t().concat::<0>(&b.t()));
    }

    #[test]
    fn a_stack_is_a_concat_of_unsqueezed(a in integers::<shape![3, 4]>(), b in integers::<shape![3, 4]>()) {
        prop_assert_eq!(a.stack::<1>(&b), a.unsqueeze::<1>().concat::<1>(&b.unsqueeze::<1>()));
        prop_assert_eq!(a.stack::<2>(&b), [&a, &b].stack::<2>());
        prop_assert_eq!(a.stack::<0>(&b).row(1), b);
    }

    #[test]
    fn chunks_concatenate_to_the_whole(x in integers::<shape![3, 6]>()) {
        let [a, b, c] = x.chunks::<1, 3>();
        prop_assert_eq!(a.concat::<1>(&b).concat::<1>(&c), x);
    }

    #[test]
    fn slices_take_what_indices_name(x in integers::<shape![4, 5, 6]>()) {
        let part = x.slice(s![1..3, 2, 3..]);
        for (i, j) in [(0, 0), (1, 2)] {
            prop_assert_eq!(part.at(i, j), x.at(1 + i, 2, 3 + j));
        }
        prop_assert_eq!(x.slice(s![2]), x.row(2));
        prop_assert_eq!(x.slice(s![.., .., 0..6]), x.clone());
        prop_assert_eq!(x.slice(s![1.., ..]).slice(s![..2, ..3]), x.slice(s![1..3, ..3]));
    }

    #[test]
    fn pad_then_slice_gives_the_middle_back(x in integers::<shape![3, 4]>(), fill in any::<i32>()) {
        let padded = x.pad::<0, 1, 2>(fill).pad::<1, 2, 0>(fill);
        prop_assert_eq!(padded.slice(s![1..4, 2..]), x);
        prop_assert_eq!(padded.slice(s![0, ..]), Tensor::from_index(|_| fill));
    }

    #[test]
    fn broadcasting_is_repeating_an_axis_of_length_one(x in integers::<shape![3, 1, 2]>()) {
        let stretched = x.broadcast_to::<shape![3, 4, 2]>();
        prop_assert_eq!(&stretched, &x.repeat::<1, 4>());
        prop_assert_eq!(&stretched, &x.tile::<1, 4>());
    }

    #[test]
    fn repeat_is_tile_of_the_transposed_blocks(x in integers::<shape![3]>()) {
        let repeated = x.repeat::<0, 4>().reshape::<shape![3, 4]>();
        let tiled = x.tile::<0, 4>().reshape::<shape![4, 3]>();
        prop_assert_eq!(repeated, tiled.t());
    }

    #[test]
    fn gather_is_a_product_with_one_hot_rows(table in tensor::<shape![4, 3]>(), words in labels::<6, 4>()) {
        close(&table.gather(&words), &words.one_hot::<f64>().matmul(&table));
    }

    #[test]
    fn pick_is_the_diagonal_of_a_gather(x in integers::<shape![5, 4]>(), classes in labels::<5, 4>()) {
        let rows = x.t().gather(&classes);
        prop_assert_eq!(x.pick(&classes), Tensor::from_index(|i| rows.at(i, i)));
    }
}
