//! Short forms in which the operations of a family are written.

/// The marker type of an operation that is a method of `Tensor`.
macro_rules! operation {
    ($op:ident) => {
        #[doc = concat!("The operation behind [`Tensor::", stringify!($op), "`].")]
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        pub enum $op {}
    };
}

/// `method!(relu for [T: Real, S: Shape] Tensor<T, S>)`: `x.relu()` in a differentiable function is the operation `relu`.
macro_rules! method {
    ($op:ident for [$($generics:tt)*] $Receiver:ty) => {
        method!($op as $op for [$($generics)*] $Receiver);
    };
    ($op:ident as $name:ident for [$($generics:tt)*] $Receiver:ty) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $crate::derived::Method<{ tapeless_macros::hash_of!($name) }> for $Receiver {
            type Op = $op;
        }
    };
}

/// A function of one number as an operation on tensors and on plain numbers: `relu;` is a method of reals, `expm1 as
/// exp_m1;` one that numbers have under another name, `abs over Number;` one of integers too, `operator neg over Number;`
/// no method.
///
/// `needs (in, out)` says which of argument and result `cotangent` looks at, `is Cheap` that a value is rather computed
/// again than stored, `values` how many values are computed at once if not one by one.
macro_rules! unary {
    (
        $(#[$doc:meta])*
        operator $op:ident over $Bound:ident;
        $($definition:tt)*
    ) => {
        $(#[$doc])*
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        pub enum $op {}
        unary!(@pointwise $op $Bound $($definition)*);
    };
    (
        $(#[$doc:meta])*
        $op:ident over $Bound:ident;
        $($definition:tt)*
    ) => {
        unary!(@method $Bound [$(#[$doc])*] $op; $($definition)*);
    };
    (
        $(#[$doc:meta])*
        $op:ident $(as $number_name:ident)?;
        $($definition:tt)*
    ) => {
        unary!(@method Real [$(#[$doc])*] $op $(as $number_name)?; $($definition)*);
    };
    (
        @method $Bound:ident [$(#[$doc:meta])*]
        $op:ident $(as $number_name:ident)?;
        $($definition:tt)*
    ) => {
        #[doc = concat!("The operation behind [`Tensor::", stringify!($op), "`].")]
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        pub enum $op {}

        // The bound stands at the method, not at the `impl`: so rustc says in the words of `Real` what is wrong with `T`.
        impl<T: Element, S: Shape> Tensor<T, S> {
            $(#[$doc])*
            #[inline(always)]
            pub fn $op(&self) -> Tensor<T, S>
            where
                T: $Bound,
            {
                eval1::<$op, _>(self)
            }
        }
        unary!(@pointwise $op $Bound $($definition)*);
        method!($op for [T: $Bound, S: Shape] Tensor<T, S>);
        unary!(@number $Bound $op $($number_name)?);
    };
    (@number $Bound:ident $op:ident) => { method!($op for [T: $Bound] T); };
    (@number $Bound:ident $op:ident $name:ident) => { method!($op as $name for [T: $Bound] T); };
    (
        @pointwise $op:ident $Bound:ident
        value |$x:ident| $value:expr;
        cotangent |$xc:ident, $y:ident, $ct:ident| $cotangent:expr;
        needs ($In:ident, $Out:ident)
        $(is $Kind:ident)?
        $(values $values:path)?
    ) => {
        impl<T: $Bound> Pointwise<T> for $op {
            type Kind<F: 'static> = unary!(@kind F $($Kind)?);
            type NeedsIn = $In;
            type NeedsOut = $Out;
            #[inline(always)]
            fn value($x: T) -> T {
                $value
            }
            #[inline(always)]
            #[allow(unused_variables)]
            fn cotangent($xc: T, $y: T, $ct: T) -> T {
                $cotangent
            }
            $(
                #[inline(always)]
                fn values(x: &[T], y: &mut [T]) {
                    $values(x, y)
                }
            )?
        }
        unary!(@rules [T: $Bound] $op);
    };
    (@kind $F:ident) => { Costly<$F> };
    (@kind $F:ident $Kind:ident) => { $Kind<$F> };
    (@rules [$($G:tt)*] $Op:ty) => {
        unary!(@rule [$($G)*, S: Shape] $Op, Tensor<T, S>);
        unary!(@rule [$($G)*] $Op, T);
    };
    (@rule [$($G:tt)*] $Op:ty, $X:ty) => {
        impl<$($G)*> Rule<($X,)> for $Op {
            type Out = $X;
            type Saved = ();
            type Scratch = ();
            type Needs = Joins<
                (<$Op as Pointwise<T>>::NeedsIn, <$Op as Pointwise<T>>::NeedsOut),
                <$Op as Pointwise<T>>::Kind<Of<$Op, (Arg<0>,)>>,
            >;
        }
        impl<$($G)*> Op1<$X> for $Op {
            #[inline(always)]
            fn forward(x: &$X, out: &mut $X, _: &mut (), _: &mut ()) {
                many::<<$X as Operand<T>>::Shape, _>(#[inline(always)] move || {
                    Self::values(x.elements(), out.elements_mut())
                })
            }
            #[inline(always)]
            fn backward<M: Mode>(
                x: Primal<'_, <$Op as Pointwise<T>>::NeedsIn, $X>,
                out: Primal<'_, <$Op as Pointwise<T>>::NeedsOut, $X>,
                _: &(),
                _: &mut (),
                ct: &$X,
                dx: Sink<'_, $X, M>,
            ) {
                many::<<$X as Operand<T>>::Shape, _>(#[inline(always)] move || {
                    let (x, y, ct) = (seen(x), seen(out), ct.elements());
                    send(dx, #[inline(always)] |i| Self::cotangent(x.at(i), y.at(i), ct[i]))
                })
            }
        }
    };
}

/// A function of two numbers as an operation that broadcasts tensors and takes plain numbers on either side.
///
/// `needs (a, b, out)` says which of arguments and result the cotangents look at.
macro_rules! binary {
    (
        $(#[$doc:meta])*
        $op:ident over $Bound:ident;
        value |$a:ident, $b:ident| $value:expr;
        cotangents |$ac:ident, $bc:ident, $y:ident, $ct:ident| $da:expr, $db:expr;
        needs ($InA:ident, $InB:ident, $Out:ident)
    ) => {
        $(#[$doc])*
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        pub enum $op {}

        impl<T: $Bound> Pointwise2<T> for $op {
            type NeedsA = $InA;
            type NeedsB = $InB;
            type NeedsOut = $Out;
            #[inline(always)]
            fn value($a: T, $b: T) -> T {
                $value
            }
            #[inline(always)]
            #[allow(unused_variables)]
            fn cotangent_a($ac: T, $bc: T, $y: T, $ct: T) -> T {
                $da
            }
            #[inline(always)]
            #[allow(unused_variables)]
            fn cotangent_b($ac: T, $bc: T, $y: T, $ct: T) -> T {
                $db
            }
        }

        binary!(@rules $op ($InA, $InB, $Out)
            [T: $Bound, S: Shape + Broadcast<R>, R: Shape] Tensor<T, S>, S, Tensor<T, R>, R, Tensor<T, <S as Broadcast<R>>::Out>, <S as Broadcast<R>>::Out);
        binary!(@rules $op ($InA, $InB, $Out) [T: $Bound, S: Shape] Tensor<T, S>, S, T, (), Tensor<T, S>, S);
        binary!(@rules $op ($InA, $InB, $Out) [T: $Bound, S: Shape] T, (), Tensor<T, S>, S, Tensor<T, S>, S);
        binary!(@rules $op ($InA, $InB, $Out) [T: $Bound] T, (), T, (), T, ());
    };
    (@rules $op:ident ($InA:ident, $InB:ident, $Out:ident) [$($G:tt)*] $A:ty, $SA:ty, $B:ty, $SB:ty, $O:ty, $SO:ty) => {
        impl<$($G)*> Rule<($A, $B)> for $op {
            type Out = $O;
            type Saved = ();
            type Scratch = ();
            type Needs = Joins<($InA, $InB, $Out), Cheap<Of<$op, (Arg<0>, Arg<1>)>>>;
        }
        impl<$($G)*> Op2<$A, $B> for $op {
            #[inline(always)]
            fn forward(a: &$A, b: &$B, out: &mut $O, _: &mut (), _: &mut ()) {
                many::<$SO, _>(#[inline(always)] move || {
                    let (a, b) = (a.elements(), b.elements());
                    map_pair::<T, T, T, $SA, $SB, $SO>(a, b, out.elements_mut(), Self::value)
                })
            }
            #[inline(always)]
            fn backward<M: Mode, N: Mode>(
                a: Primal<'_, $InA, $A>,
                b: Primal<'_, $InB, $B>,
                out: Primal<'_, $Out, $O>,
                _: &(),
                _: &mut (),
                ct: &$O,
                da: Sink<'_, $A, M>,
                db: Sink<'_, $B, N>,
            ) {
                many::<$SO, _>(#[inline(always)] move || {
                    let (a, b, y, ct) = (seen(a), seen(b), seen(out), ct.elements());
                    let da = da.slot().map(OperandMut::elements_mut);
                    send_pair::<T, T, $SA, $SB, $SO, M>(da, (a, b, y), ct, Self::cotangent_a);
                    let db = db.slot().map(OperandMut::elements_mut);
                    send_pair::<T, T, $SB, $SA, $SO, N>(
                        db,
                        (b, a, y),
                        ct,
                        #[inline(always)]
                        |b, a, y, ct| Self::cotangent_b(a, b, y, ct),
                    )
                })
            }
        }
    };
}

/// A question about two elements as an operation that broadcasts and sends nothing back:
/// `predicate!(lt on [T: Number,] T: |a, b| a < b)`.
macro_rules! predicate {
    ($op:ident on [$($G:tt)*] $T:ty: |$a:ident, $b:ident| $value:expr) => {
        #[doc = concat!("The operation behind [`Tensor::", stringify!($op), "`].")]
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        pub enum $op {}

        impl $op {
            #[inline(always)]
            fn holds<$($G)*>($a: $T, $b: $T) -> bool {
                $value
            }
        }
        method!($op for [$($G)* S: Shape] Tensor<$T, S>);
        method!($op for [$($G)*] $T);

        predicate!(@rules $op $T, [$($G)* S: Shape + Broadcast<R>, R: Shape]
            Tensor<$T, S>, S, Tensor<$T, R>, R, Tensor<bool, <S as Broadcast<R>>::Out>, <S as Broadcast<R>>::Out);
        predicate!(@rules $op $T, [$($G)* S: Shape] Tensor<$T, S>, S, $T, (), Tensor<bool, S>, S);
        predicate!(@rules $op $T, [$($G)*] $T, (), $T, (), bool, ());
    };
    (@rules $op:ident $T:ty, [$($G:tt)*] $A:ty, $SA:ty, $B:ty, $SB:ty, $O:ty, $SO:ty) => {
        impl<$($G)*> Rule<($A, $B)> for $op {
            type Out = $O;
            type Saved = ();
            type Scratch = ();
            type Needs = (No, No, No);
        }
        impl<$($G)*> Op2<$A, $B> for $op {
            #[inline(always)]
            fn forward(a: &$A, b: &$B, out: &mut $O, _: &mut (), _: &mut ()) {
                many::<$SO, _>(#[inline(always)] move || {
                    let (a, b) = (a.elements(), b.elements());
                    map_pair::<$T, $T, bool, $SA, $SB, $SO>(a, b, out.elements_mut(), Self::holds)
                })
            }
            #[inline(always)]
            fn backward<M: Mode, N: Mode>(
                _: Gone<'_, $A>,
                _: Gone<'_, $B>,
                _: Gone<'_, $O>,
                _: &(),
                _: &mut (),
                _: &$O,
                mut da: Sink<'_, $A, M>,
                mut db: Sink<'_, $B, N>,
            ) {
                da.clear();
                db.clear();
            }
        }
    };
}

pub(crate) use {binary, method, operation, predicate, unary};
