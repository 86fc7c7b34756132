//! One variance for all, or one for each.
use tapeless::prelude::*;

fn main() {
    let (means, variances) = (Vector::<f32, 3>::zeros(), Vector::<f32, 4>::zeros());
    let _ = means.gaussian_nll(&means, &variances);
}
//~ &variances
