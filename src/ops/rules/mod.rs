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

operations!(add, cross_entropy, div, identity, matmul, mul, neg, relu, stop_gradient, sub, sum, tanh);
