//! Short forms in which reductions are written.

/// A reduction in short: what each method of [`Reduction`] says. `needs (x, y)`: which of them `cotangent` looks at.
macro_rules! reduction {
    (
        $(#[$doc:meta])*
        [$($G:tt)*] $R:ident $(<$D:ident>)? -> $Out:ty;
        pivot $Pivot:ty; fold $Fold:ty;
        term |$k:pat_param, $x:pat_param, $pivot:pat_param| $term:expr;
        finish |$folded:pat_param, $fpivot:pat_param, $n:pat_param| $finish:expr;
        aid $Aid:ty;
        cotangent |$cx:pat_param, $cy:pat_param, $aid:pat_param, $ct:pat_param, $cn:pat_param| $cotangent:expr;
        needs ($ReadsX:ident, $ReadsY:ident)
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $R $(<const $D: usize>)? {}
        impl<$($G)*> Reduction<T> for $R $(<$D>)? {
            type Out = $Out;
            type Pivot = $Pivot;
            type Fold = $Fold;
            type Aid = $Aid;
            type ReadsX = $ReadsX;
            type ReadsY = $ReadsY;
            #[inline(always)]
            fn term($k: usize, $x: T, $pivot: Pivot<Self, T>) -> $Out {
                $term
            }
            #[inline(always)]
            fn finish($folded: $Out, $fpivot: Pivot<Self, T>, $n: T) -> $Out {
                $finish
            }
            #[inline(always)]
            fn cotangent($cx: T, $cy: $Out, $aid: Aid<Self, T>, $ct: $Out, $cn: T) -> T {
                $cotangent
            }
        }
    };
}

/// The five methods of a reduction, and the types of their operations.
macro_rules! reduction_methods {
    (
        $(#[$doc:meta])*
        $R:ty: $all:ident, $axis:ident, $keep:ident, $axes:ident, $keep_axes:ident, for $T:ident -> $Out:ty;
        example $x:expr => $whole:expr, rows $rows:expr;
    ) => {
        reduction_methods!(@op $all: $T, OverAll<$R>);
        reduction_methods!(@op $axis: $T, Dropping<$R>);
        reduction_methods!(@op $keep: $T, Keeping<$R>);
        reduction_methods!(@op $axes: $T, Dropping<$R>);
        reduction_methods!(@op $keep_axes: $T, Keeping<$R>);

        // The bound stands at the methods, not at the `impl`: so rustc says in the words of `Real` what is wrong with `T`.
        impl<T: Element, S: Shape> Tensor<T, S> {
            $(#[$doc])*
            ///
            /// # Shapes
            /// Any; the result is a number.
            #[doc = reduction_methods!(@example $x, $all, "", " == ", $whole)]
            #[inline(always)]
            pub fn $all(&self) -> $Out
            where
                T: $T,
            {
                eval1::<$all, _>(self)
            }

            #[doc = concat!("[`", stringify!($all), "`](Tensor::", stringify!($all), ") along the axis `I`.")]
            ///
            /// # Shapes
            /// Any; the result lacks the axis.
            #[doc = reduction_methods!(@example $x, $axis, "::<1>", ".as_slice() == ", $rows)]
            #[inline(always)]
            pub fn $axis<const I: usize>(&self) -> Tensor<$Out, <S as Reduce<At<I>>>::Dropped>
            where
                T: $T,
                S: Reduce<At<I>>,
            {
                eval2::<$axis, _, _>(self, &At::<I>)
            }

            #[doc = concat!("[`", stringify!($all), "`](Tensor::", stringify!($all), ") along the axis `I`, which stays as [`One`](crate::One): the result broadcasts against `self`.")]
            ///
            /// # Shapes
            /// Any; the result has `One` in place of the axis.
            #[doc = reduction_methods!(@example $x, $keep, "::<1>", ".as_slice() == ", $rows)]
            #[inline(always)]
            pub fn $keep<const I: usize>(&self) -> Tensor<$Out, <S as Reduce<At<I>>>::Kept>
            where
                T: $T,
                S: Reduce<At<I>>,
            {
                eval2::<$keep, _, _>(self, &At::<I>)
            }

            #[doc = concat!("[`", stringify!($all), "`](Tensor::", stringify!($all), ") along several axes, [`axes!`](crate::axes!).")]
            ///
            /// # Shapes
            /// Any; the result lacks the axes.
            #[doc = reduction_methods!(@example $x, $axes, "::<axes![0, 1]>", ".as_slice() == ", [$whole])]
            #[inline(always)]
            pub fn $axes<Axes: 'static>(&self) -> Tensor<$Out, <S as Reduce<Axes>>::Dropped>
            where
                T: $T,
                S: Reduce<Axes>,
            {
                eval2::<$axes, _, Type<Axes>>(self, &Type::<Axes>::VALUE)
            }

            #[doc = concat!("[`", stringify!($all), "`](Tensor::", stringify!($all), ") along several axes, which stay as [`One`](crate::One).")]
            ///
            /// # Shapes
            /// Any; the result has `One` in place of the axes.
            #[doc = reduction_methods!(@example $x, $keep_axes, "::<axes![0, 1]>", ".as_slice() == ", [$whole])]
            #[inline(always)]
            pub fn $keep_axes<Axes: 'static>(&self) -> Tensor<$Out, <S as Reduce<Axes>>::Kept>
            where
                T: $T,
                S: Reduce<Axes>,
            {
                eval2::<$keep_axes, _, Type<Axes>>(self, &Type::<Axes>::VALUE)
            }
        }

        /// Every form, whichever of them `cases` looks at.
        #[cfg(test)]
        #[test]
        fn $axes() {
            check!($all, |T| random::<Tensor<T, D3<2, 3, 4>>>(1));
            check!($axis, |T| random::<Tensor<T, D3<2, 3, 4>>>(1), At::<1>);
            check!($keep, |T| random::<Tensor<T, D3<2, 3, 4>>>(1), At::<2>);
            check!($axes, |T| random::<Tensor<T, D3<2, 3, 4>>>(1), Type::<axes![0, 2]>::VALUE);
            check!($keep_axes, |T| random::<Tensor<T, D3<2, 3, 4>>>(1), Type::<axes![0, 1]>::VALUE);
        }
    };
    (@op $op:ident: $T:ident, $Op:ty) => {
        #[doc = concat!("The operation behind [`Tensor::", stringify!($op), "`].")]
        #[allow(non_camel_case_types)]
        pub type $op = $Op;
        method!($op for [T: $T, S: Shape] Tensor<T, S>);
    };
    (@example $x:expr, $op:ident, $turbofish:literal, $equals:literal, $y:expr) => {
        concat!(
            "\n```\nuse tapeless::prelude::*;\nlet x = Matrix::from(", stringify!($x), ");\nassert!(x.",
            stringify!($op), $turbofish, "()", $equals, stringify!($y), ");\n```"
        )
    };
}
pub(crate) use {reduction, reduction_methods};
