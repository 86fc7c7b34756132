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
    accuracy,
    add,
    argmax,
    argmin,
    bce_with_logits,
    ceil,
    clamp,
    compare,
    cos,
    count,
    cross_entropy,
    cumsum,
    div,
    elu,
    exp,
    expm1,
    floor,
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
    pow,
    powi,
    prod,
    recip,
    relu,
    round,
    select,
    sigmoid,
    sign,
    silu,
    sin,
    soft_cross_entropy,
    softmax,
    softplus,
    sqrt,
    square,
    std,
    stop_gradient,
    sub,
    sum,
    tan,
    tanh,
    var,
}
