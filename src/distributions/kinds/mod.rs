//! One distribution, one file. They have a parent of their own, as the constructor functions have the names of these files.

mod bernoulli;
mod categorical;
mod multinomial;
mod normal;
mod uniform;

pub use bernoulli::Bernoulli;
pub use categorical::Categorical;
pub use multinomial::{Multinomial, multinomial_log_prob};
pub use normal::Normal;
pub use uniform::Uniform;
