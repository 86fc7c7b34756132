//! Shapes: the lengths of the axes, each 2 or 3; none for a number.

pub type Shape = Vec<usize>;

/// The type of a value of this shape.
pub fn type_of(shape: &[usize], element: &str) -> String {
    match shape {
        [] => element.into(),
        [n] => format!("Vector<{element}, {n}>"),
        [m, n] => format!("Matrix<{element}, {m}, {n}>"),
        [l, m, n] => format!("Tensor3<{element}, {l}, {m}, {n}>"),
        _ => unreachable!("the programs have no tensors of rank above 3"),
    }
}

/// Shapes from which dropping one axis leaves this one; with the axis that is dropped.
pub fn with_one_more(shape: &[usize]) -> Vec<(Shape, usize)> {
    if shape.len() == 3 {
        return vec![];
    }
    let mut larger = Vec::new();
    for axis in 0..=shape.len() {
        for length in [2, 3] {
            let mut more = shape.to_vec();
            more.insert(axis, length);
            larger.push((more, axis));
        }
    }
    larger
}
