//! What is `#[frozen]` gets no gradient and no code: the operation that uses it is told, by a type, that nobody wants its
//! cotangent.
use tapeless::op::{Gone, Kept, Mode, No, Op2, Rule, Sink, Yes, eval2};
use tapeless::prelude::*;

type V3 = Vector<f64, 3>;

/// a + 2b; it refuses to compute the cotangent of `b`.
#[allow(non_camel_case_types)]
enum add_twice {}

fn add_twice(a: &V3, b: &V3) -> V3 {
    eval2::<add_twice, _, _>(a, b)
}

impl Rule<(V3, V3)> for add_twice {
    type Out = V3;
    type Saved = ();
    type Scratch = ();
    type Needs = (Yes, No, No);
}
impl Op2<V3, V3> for add_twice {
    fn forward(a: &V3, b: &V3, out: &mut V3, _: &mut (), _: &mut ()) {
        *out = a + b * 2.0;
    }
    fn backward<M: Mode, N: Mode>(
        _: Kept<'_, V3>,
        _: Gone<'_, V3>,
        _: Gone<'_, V3>,
        _: &(),
        _: &mut (),
        ct: &V3,
        da: Sink<'_, V3, M>,
        db: Sink<'_, V3, N>,
    ) {
        const { assert!(!N::ACTIVE, "the cotangent of what is frozen would be computed") };
        assert!(db.slot().is_none());
        da.put(ct);
    }
}

#[derive(Params)]
struct Layer {
    w: V3,
    #[frozen]
    b: V3,
}

#[derive(Params)]
struct Net {
    first: Layer,
    #[frozen]
    second: Layer,
}

#[differentiable]
impl Layer {
    fn forward(&self, x: &V3) -> V3 {
        add_twice(&(x * &self.w), &self.b)
    }
}

#[differentiable]
fn loss(net: &Net, x: &V3) -> f64 {
    let h = net.first.forward(x);
    add_twice(&(&h * &h), &net.second.w).sum()
}

#[test]
fn nobody_asks_for_the_cotangent_of_what_is_frozen() {
    let net = Net {
        first: Layer { w: V3::ones(), b: V3::zeros() },
        second: Layer { w: V3::ones(), b: V3::ones() },
    };
    let mut grad = Net::ZERO;
    let value = loss::value_and_grad(&net, &V3::from([1.0, 2.0, 3.0]), &mut Workspace::new(), &mut grad);
    assert_eq!(value, 20.0);
    assert_eq!(grad.first.w, V3::from([2.0, 8.0, 18.0]));
    assert_eq!((grad.first.b, grad.second.w, grad.second.b), (V3::zeros(), V3::zeros(), V3::zeros()));
}
