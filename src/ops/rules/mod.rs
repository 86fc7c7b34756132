//! The list of operations. A new one is a file here and a word in the list.

macro_rules! operations {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        pub mod exported {
            $(pub use super::$name::*;)*
        }

        /// Every operation of the list is checked; one without `cases` does not build under test, and cases without a
        /// `check!` fail.
        #[cfg(test)]
        mod checks {
            use crate::testing::checks_made;

            $(#[test]
            fn $name() {
                let before = checks_made();
                super::$name::cases();
                assert!(checks_made() > before, "no operation is checked");
            })*
        }
    };
}

operations! {
    abs,
    accuracy,
    add,
    argmax,
    argmin,
    at,
    bce_with_logits,
    bmm,
    broadcast_to,
    cast,
    ceil,
    chunks,
    clamp,
    col,
    compare,
    concat,
    cos,
    count,
    cross_entropy,
    cumsum,
    determinant,
    div,
    dot,
    dropout,
    elu,
    exp,
    expm1,
    flatten,
    floor,
    gather,
    gaussian_nll,
    gelu,
    gelu_tanh,
    huber,
    identity,
    kl_div,
    leaky_relu,
    ln,
    log1p,
    log_softmax,
    logic,
    logsumexp,
    mae,
    matmul,
    matvec,
    max,
    maximum,
    mean,
    min,
    mse,
    mul,
    neg,
    nll,
    norm_frobenius,
    norm_l1,
    norm_l2,
    norm_lp,
    norm_max,
    one_hot,
    outer,
    pad,
    penalty,
    permute,
    pick,
    pow,
    powi,
    prod,
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
    soft_cross_entropy,
    softmax,
    softplus,
    solve_or_nan,
    split,
    sqrt,
    square,
    squeeze,
    stack,
    standardize,
    std,
    stop_gradient,
    sub,
    sum,
    swap_axes,
    tan,
    tanh,
    trace,
    transpose,
    unflatten,
    unsqueeze,
    var,
    vecmat,
}
