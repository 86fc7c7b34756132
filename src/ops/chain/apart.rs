//! Two operations one after the other, where they are no one loop.

use core::marker::PhantomData;

use crate::op::{Mode, Op1, Op2, Op3, Op4, Op5, Op6, Rule, Set, Sink};
use crate::plan::{Answers, Bool, Primal, Region, Slot};
use crate::storage::Zeroed;

/// `P`, and then `M` on its result.
///
/// The value between is saved if a backward pass reads it; else it shares a place with its cotangent.
pub struct Apart<P, M>(PhantomData<(P, M)>);

/// What `P` gives for `Args`, which `M` takes.
type Middle<P, Args> = <P as Rule<Args>>::Out;
type NeedsOf<O, Args> = <O as Rule<Args>>::Needs;
type Pinned<V> = <V as Zeroed>::Pinned;
/// Whether a backward pass reads it.
type Keep<P, M, Args> =
    <<Pinned<Middle<P, Args>> as Bool>::Or<<NeedsOf<P, Args> as Answers>::Out> as Bool>::Or<
        <NeedsOf<M, (Middle<P, Args>,)> as Answers>::A,
    >;
type Kept<P, M, Args> = Slot<Keep<P, M, Args>, Middle<P, Args>>;
type Cotangent<P, Args> = Slot<Pinned<Middle<P, Args>>, Middle<P, Args>>;

macro_rules! apart {
    ($($Op:ident: $($x:ident $X:ident $N:ident $dx:ident $Mode:ident),*;)*) => {$(
        impl<P, M, $($X),*> Rule<($($X,)*)> for Apart<P, M>
        where
            P: Rule<($($X,)*)>,
            M: Rule<(P::Out,)>,
        {
            type Out = M::Out;
            type Saved = (P::Saved, M::Saved, Kept<P, M, ($($X,)*)>);
            type Scratch = (P::Scratch, M::Scratch, Cotangent<P, ($($X,)*)>, Region<P::Out>);
            type Needs = ($(<P::Needs as Answers>::$N,)* <M::Needs as Answers>::Out);
        }
        #[allow(clippy::too_many_arguments)]
        impl<P, M, $($X),*> $Op<$($X),*> for Apart<P, M>
        where
            P: $Op<$($X),*>,
            M: Op1<P::Out>,
        {
            #[inline(always)]
            fn forward($($x: &$X,)* out: &mut Self::Out, saved: &mut Self::Saved, scratch: &mut Self::Scratch) {
                let middle = saved.2.write(&mut scratch.3);
                P::forward($($x,)* middle, &mut saved.0, &mut scratch.0);
                M::forward(middle, out, &mut saved.1, &mut scratch.1);
            }
            #[inline(always)]
            fn backward<$($Mode: Mode),*>(
                $($x: Primal<'_, <P::Needs as Answers>::$N, $X>,)*
                out: Primal<'_, <M::Needs as Answers>::Out, Self::Out>,
                saved: &Self::Saved,
                scratch: &mut Self::Scratch,
                ct: &Self::Out,
                $($dx: Sink<'_, $X, $Mode>),*
            ) {
                let (middle, ct_middle) = (&saved.2, scratch.2.write(&mut scratch.3));
                M::backward::<Set>(middle.primal(), out, &saved.1, &mut scratch.1, ct, Sink::set(ct_middle));
                P::backward($($x,)* middle.primal(), &saved.0, &mut scratch.0, ct_middle, $($dx),*);
            }
        }
    )*};
}
apart! {
    Op1: a A A da I;
    Op2: a A A da I, b B B db J;
    Op3: a A A da I, b B B db J, c C C dc K;
    Op4: a A A da I, b B B db J, c C C dc K, d D D dd L;
    Op5: a A A da I, b B B db J, c C C dc K, d D D dd L, e E E de N;
    Op6: a A A da I, b B B db J, c C C dc K, d D D dd L, e E E de N, f F F df O;
}
