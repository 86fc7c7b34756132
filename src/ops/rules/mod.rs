//! The list of operations. A new one is a file here and a word in the list.

macro_rules! operations {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        pub mod exported {
            $(pub use super::$name::*;)*
        }

        /// Every operation of the list is checked; one without `cases` does not build under test.
        #[cfg(test)]
        mod checks {
            $(#[test]
            fn $name() {
                super::$name::cases();
            })*
        }
    };
}

operations! {
    abs,
    add,
    cast,
    ceil,
    clamp,
    compare,
    cos,
    count,
    cross_entropy,
    div,
    elu,
    exp,
    expm1,
    floor,
    gelu,
    gelu_tanh,
    identity,
    leaky_relu,
    ln,
    log1p,
    logic,
    matmul,
    maximum,
    mul,
    neg,
    pow,
    powi,
    recip,
    relu,
    round,
    select,
    sigmoid,
    sign,
    silu,
    sin,
    softplus,
    sqrt,
    square,
    stop_gradient,
    sub,
    sum,
    tan,
    tanh,
}
