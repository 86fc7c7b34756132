//! Short forms in which the operations of a family are written.

/// `method!(relu for [T: Real, S: Shape] Tensor<T, S>)`: `x.relu()` in a differentiable function is the operation `relu`.
macro_rules! method {
    ($op:ident for [$($generics:tt)*] $Receiver:ty) => {
        method!($op as $op for [$($generics)*] $Receiver);
    };
    ($op:ident as $name:ident for [$($generics:tt)*] $Receiver:ty) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $crate::derived::Method<{ $crate::derived::hash(stringify!($name)) }> for $Receiver {
            type Op = $op;
        }
    };
}

/// A function of one number as an operation on tensors and on plain numbers.
///
/// `needs (in, out)` says which of argument and result `cotangent` looks at.
macro_rules! unary {
    (
        $(#[$doc:meta])*
        $op:ident $(as $scalar_name:ident)?;
        value |$x:ident| $value:expr;
        cotangent |$xc:ident, $y:ident, $ct:ident| $cotangent:expr;
        needs ($In:ident, $Out:ident)
    ) => {
        #[doc = concat!("The operation behind [`Tensor::", stringify!($op), "`].")]
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        pub enum $op {}

        impl<T: Real, S: Shape> Tensor<T, S> {
            $(#[$doc])*
            #[inline(always)]
            pub fn $op(&self) -> Tensor<T, S> {
                eval1::<$op, _>(self)
            }
        }

        impl Pointwise for $op {
            #[inline(always)]
            fn value<T: Real>($x: T) -> T {
                $value
            }
            #[inline(always)]
            #[allow(unused_variables)]
            fn cotangent<T: Real>($xc: T, $y: T, $ct: T) -> T {
                $cotangent
            }
        }

        impl<T: Real, S: Shape> Rule<(Tensor<T, S>,)> for $op {
            type Out = Tensor<T, S>;
            type Saved = ();
            type Scratch = ();
            type Needs = ($In, $Out);
        }
        impl<T: Real, S: Shape> Op1<Tensor<T, S>> for $op {
            #[inline(always)]
            fn forward(x: &Tensor<T, S>, out: &mut Tensor<T, S>, _: &mut (), _: &mut ()) {
                for (y, &x) in out.as_mut_slice().iter_mut().zip(x.as_slice()) {
                    *y = Self::value(x);
                }
            }
            #[inline(always)]
            fn backward<M: Mode>(
                x: Primal<'_, $In, Tensor<T, S>>,
                out: Primal<'_, $Out, Tensor<T, S>>,
                _: &(),
                _: &mut (),
                ct: &Tensor<T, S>,
                dx: Sink<'_, Tensor<T, S>, M>,
            ) {
                let (x, y, ct) = (element_of(x), element_of(out), ct.as_slice());
                send(dx, |i| Self::cotangent(x(i), y(i), ct[i]));
            }
        }

        impl<T: Real> Rule<(T,)> for $op {
            type Out = T;
            type Saved = ();
            type Scratch = ();
            type Needs = ($In, $Out);
        }
        impl<T: Real> Op1<T> for $op {
            #[inline(always)]
            fn forward(x: &T, out: &mut T, _: &mut (), _: &mut ()) {
                *out = Self::value(*x);
            }
            #[inline(always)]
            fn backward<M: Mode>(x: Primal<'_, $In, T>, out: Primal<'_, $Out, T>, _: &(), _: &mut (), ct: &T, dx: Sink<'_, T, M>) {
                dx.put(&Self::cotangent(element_of(x)(0), element_of(out)(0), *ct));
            }
        }

        method!($op for [T: Real, S: Shape] Tensor<T, S>);
        unary!(@scalar $op $($scalar_name)?);
    };
    (@scalar $op:ident) => { method!($op for [T: Real] T); };
    (@scalar $op:ident $name:ident) => { method!($op as $name for [T: Real] T); };
}

/// A function of two numbers as an operation that broadcasts tensors and takes plain numbers on either side.
macro_rules! binary {
    (
        $(#[$doc:meta])*
        $op:ident;
        value |$a:ident, $b:ident| $value:expr;
        cotangents |$ac:ident, $bc:ident, $y:ident, $ct:ident| $da:expr, $db:expr;
        needs ($InA:ident, $InB:ident, $Out:ident)
    ) => {
        $(#[$doc])*
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        pub enum $op {}

        impl Pointwise2 for $op {
            #[inline(always)]
            fn value<T: Real>($a: T, $b: T) -> T {
                $value
            }
            #[inline(always)]
            #[allow(unused_variables)]
            fn cotangent_a<T: Real>($ac: T, $bc: T, $y: T, $ct: T) -> T {
                $da
            }
            #[inline(always)]
            #[allow(unused_variables)]
            fn cotangent_b<T: Real>($ac: T, $bc: T, $y: T, $ct: T) -> T {
                $db
            }
        }

        binary!(@operands $op ($InA, $InB, $Out)
            [T: Real, S: Shape + Broadcast<R>, R: Shape] Tensor<T, S>, S, Tensor<T, R>, R, Tensor<T, <S as Broadcast<R>>::Out>, <S as Broadcast<R>>::Out);
        binary!(@operands $op ($InA, $InB, $Out) [T: Real, S: Shape] Tensor<T, S>, S, T, (), Tensor<T, S>, S);
        binary!(@operands $op ($InA, $InB, $Out) [T: Real, S: Shape] T, (), Tensor<T, S>, S, Tensor<T, S>, S);
        binary!(@operands $op ($InA, $InB, $Out) [T: Real] T, (), T, (), T, ());
    };
    (@operands $op:ident ($InA:ident, $InB:ident, $Out:ident) [$($G:tt)*] $A:ty, $SA:ty, $B:ty, $SB:ty, $O:ty, $SO:ty) => {
        impl<$($G)*> Rule<($A, $B)> for $op {
            type Out = $O;
            type Saved = ();
            type Scratch = ();
            type Needs = ($InA, $InB, $Out);
        }
        impl<$($G)*> Op2<$A, $B> for $op {
            #[inline(always)]
            fn forward(a: &$A, b: &$B, out: &mut $O, _: &mut (), _: &mut ()) {
                map_pair::<T, T, T, $SA, $SB, $SO>(a.elements(), b.elements(), out.elements_mut(), Self::value);
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
                let (a, b, y, ct) = (element_of(a), element_of(b), element_of(out), ct.elements());
                let (at_a, at_b) = (operand_index::<$SA, $SO>, operand_index::<$SB, $SO>);
                if let Some(da) = da.slot() {
                    let f = |i: usize| Self::cotangent_a(a(at_a(i)), b(at_b(i)), y(i), ct[i]);
                    send_pair::<T, $SA, $SO>(da.elements_mut(), M::ADD, f);
                }
                if let Some(db) = db.slot() {
                    let f = |i: usize| Self::cotangent_b(a(at_a(i)), b(at_b(i)), y(i), ct[i]);
                    send_pair::<T, $SB, $SO>(db.elements_mut(), N::ADD, f);
                }
            }
        }
    };
}

pub(crate) use {binary, method, unary};
