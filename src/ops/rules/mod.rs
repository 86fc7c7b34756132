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
    at,
    bmm,
    broadcast_to,
    ceil,
    chunks,
    clamp,
    col,
    compare,
    concat,
    cos,
    count,
    cross_entropy,
    div,
    dot,
    elu,
    exp,
    expm1,
    flatten,
    floor,
    gather,
    gelu,
    gelu_tanh,
    identity,
    leaky_relu,
    ln,
    log1p,
    logic,
    matmul,
    matvec,
    maximum,
    mul,
    neg,
    one_hot,
    outer,
    pad,
    permute,
    pick,
    pow,
    powi,
    recip,
    relu,
    repeat,
    reshape,
    round,
    row,
    select,
    sigmoid,
    sign,
    silu,
    sin,
    slice,
    softplus,
    split,
    sqrt,
    square,
    squeeze,
    stack,
    stop_gradient,
    sub,
    sum,
    swap_axes,
    tan,
    tanh,
    transpose,
    unflatten,
    unsqueeze,
    vecmat,
}
