/// How many numbers meet in one number of a layer: of its result, or of its argument in the backward pass.
///
/// A matrix has axes (in, out), as in `x.matmul(&w)`. Tensors of more axes have PyTorch's, (out, in, window…), and count
/// every position of the window. A vector has one output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fan {
    /// Numbers keep their size on the way forward.
    In,
    /// Cotangents keep their size on the way backward.
    Out,
}

/// Both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fans {
    pub fan_in: f64,
    pub fan_out: f64,
}

impl Fans {
    pub(super) fn of(dims: &[usize]) -> Self {
        let (fan_in, fan_out) = match *dims {
            [] => (1, 1),
            [fan_in] => (fan_in, 1),
            [fan_in, fan_out] => (fan_in, fan_out),
            [outputs, inputs, ref window @ ..] => {
                let window: usize = window.iter().product();
                (inputs * window, outputs * window)
            }
        };
        Fans { fan_in: fan_in as f64, fan_out: fan_out as f64 }
    }

    pub(super) fn get(self, fan: Fan) -> f64 {
        match fan {
            Fan::In => self.fan_in,
            Fan::Out => self.fan_out,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_every_rank() {
        let fans = |dims: &[usize]| (Fans::of(dims).get(Fan::In), Fans::of(dims).get(Fan::Out));
        assert_eq!(fans(&[]), (1.0, 1.0));
        assert_eq!(fans(&[5]), (5.0, 1.0));
        assert_eq!(fans(&[784, 256]), (784.0, 256.0));
        assert_eq!(fans(&[16, 3, 5, 4]), (60.0, 320.0));
    }
}
