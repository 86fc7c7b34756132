//! Powers.

use super::floor;
use crate::kernels::math::double;
use crate::kernels::math::pow::pow;

pow! {
    /// xʸ, within 1 ulp: by logarithm and exponential of twice the precision.
    f32 by |x: f32, y: f32| double::exp(y as f64 * double::ln(x as f64)) as f32
}
