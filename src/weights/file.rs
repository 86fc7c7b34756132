//! Saving and loading parameters.

use std::collections::BTreeSet;
use std::format;
use std::fs;
use std::path::Path;
use std::string::{String, ToString};
use std::vec::Vec;

use ::safetensors::tensor::TensorView;
use ::safetensors::{Dtype, SafeTensors, serialize};

use crate::data::{DataError, Place};
use crate::element::Real;
use crate::params::Params;

/// What a safetensors file can hold: `f32` and `f64`.
///
/// ```
/// use tapeless::prelude::*;
/// use tapeless::weights::{Stored, to_bytes};
/// fn size<P: Params<Elem: Stored>>(params: &P) -> usize {
///     to_bytes(params).len()
/// }
/// assert!(size(&Vector::<f64, 100>::ZERO) > 800);
/// ```
#[diagnostic::on_unimplemented(
    message = "parameters of `{Self}` cannot be in a file",
    note = "those of f32 and f64 can"
)]
pub trait Stored: Real {
    /// Its name there.
    #[doc(hidden)]
    const DTYPE: Dtype;
    #[doc(hidden)]
    fn to_bytes(numbers: &[Self]) -> Vec<u8>;
    #[doc(hidden)]
    fn from_bytes(numbers: &mut [Self], bytes: &[u8]);
}
macro_rules! stored {
    ($($T:ident $Dtype:ident),*) => {$(
        impl Stored for $T {
            const DTYPE: Dtype = Dtype::$Dtype;
            fn to_bytes(numbers: &[$T]) -> Vec<u8> {
                numbers.iter().flat_map(|x| x.to_le_bytes()).collect()
            }
            fn from_bytes(numbers: &mut [$T], bytes: &[u8]) {
                for (x, &bytes) in numbers.iter_mut().zip(bytes.as_chunks().0) {
                    *x = $T::from_le_bytes(bytes);
                }
            }
        }
    )*};
}
stored!(f32 F32, f64 F64);

/// The parameters as a safetensors file.
///
/// ```
/// # #[cfg(feature = "safetensors")] {
/// use tapeless::prelude::*;
/// use tapeless::weights::{from_bytes, to_bytes};
///
/// #[derive(Params)]
/// struct Line {
///     slope: Vector<f32, 2>,
///     offset: f32,
/// }
/// let line = Line { slope: Vector::from([2.0, -1.0]), offset: 0.5 };
/// let mut again = Line::ZERO;
/// from_bytes(&mut again, &to_bytes(&line))?;
/// assert_eq!((again.slope, again.offset), (line.slope, line.offset));
/// # }
/// # Ok::<(), tapeless::data::DataError>(())
/// ```
pub fn to_bytes<P: Params<Elem: Stored>>(params: &P) -> Vec<u8> {
    let mut tensors = Vec::new();
    params.visit(|leaf, numbers| {
        tensors.push((leaf.path.to_string(), leaf.dims.to_vec(), P::Elem::to_bytes(numbers)));
    });
    let tensors = tensors.iter().map(|(name, dims, bytes)| {
        (name, TensorView::new(P::Elem::DTYPE, dims.clone(), bytes).expect("as many bytes as the shape says"))
    });
    serialize(tensors, None).expect("tensors whose bytes are those of their shape")
}

/// Writes the parameters to a safetensors file. A file of that name is replaced once the new one is complete.
///
/// # Errors
/// If the file cannot be written.
///
/// ```
/// use tapeless::prelude::*;
/// use tapeless::weights::{load, save};
/// let file = std::env::temp_dir().join("tapeless-save.safetensors");
/// let (w, mut again) = (Vector::from([1.0f32, -2.0]), Vector::ZERO);
/// save(&file, &w)?;
/// load(&file, &mut again)?;
/// assert_eq!(again, w);
/// # std::fs::remove_file(file).unwrap();
/// # Ok::<(), tapeless::data::DataError>(())
/// ```
pub fn save<P: Params<Elem: Stored>>(file: impl AsRef<Path>, params: &P) -> Result<(), DataError> {
    let file = file.as_ref();
    let mut partial = file.as_os_str().to_os_string();
    partial.push(".partial");
    fs::write(&partial, to_bytes(params))
        .and_then(|()| fs::rename(&partial, file))
        .map_err(|error| DataError::new(file, Place::File, "a place to write to", error))
}

/// Reads the parameters from a safetensors file, such as [`save`] or PyTorch writes.
///
/// # Errors
/// If the file cannot be read or is malformed, a tensor of `P` is not in it under its name or has another shape or
/// element type, or there is a tensor that is not in `P`. The parameters are then as they were.
///
/// ```
/// use tapeless::prelude::*;
/// let error = tapeless::weights::load("no/such.safetensors", &mut Vector::<f32, 3>::ZERO).unwrap_err();
/// assert!(error.to_string().starts_with("no/such.safetensors: expected a readable file"));
/// ```
pub fn load<P: Params<Elem: Stored>>(file: impl AsRef<Path>, params: &mut P) -> Result<(), DataError> {
    let file = file.as_ref();
    let bytes =
        fs::read(file).map_err(|error| DataError::new(file, Place::File, "a readable file", error))?;
    read(file, params, &bytes)
}

/// Reads the parameters from the bytes of a safetensors file.
///
/// # Errors
/// As [`load`].
pub fn from_bytes<P: Params<Elem: Stored>>(params: &mut P, bytes: &[u8]) -> Result<(), DataError> {
    read(Path::new("safetensors"), params, bytes)
}

fn read<P: Params<Elem: Stored>>(file: &Path, params: &mut P, bytes: &[u8]) -> Result<(), DataError> {
    let file_error = |error| DataError::new(file, Place::File, "a safetensors file", error);
    let tensors = SafeTensors::deserialize(bytes).map_err(file_error)?;
    check(file, params, &tensors)?;
    params.visit_mut(|leaf, numbers| {
        let tensor = tensors.tensor(&leaf.path.to_string()).expect("checked");
        P::Elem::from_bytes(numbers, tensor.data());
    });
    Ok(())
}

/// Whether the file holds exactly the tensors of the parameters.
fn check<P: Params<Elem: Stored>>(file: &Path, params: &P, tensors: &SafeTensors) -> Result<(), DataError> {
    let wrong = |name: &str, expected: String, found: String| {
        Err(DataError::new(file, Place::Tensor(name.into()), expected, found))
    };
    let mut others: BTreeSet<&str> = tensors.names().into_iter().collect();
    let (mut missing, mut misfit) = (None, None);
    params.visit(|leaf, _| {
        let name = leaf.path.to_string();
        match tensors.tensor(&name) {
            Err(_) => missing = missing.take().or(Some(name)),
            Ok(tensor) => {
                others.remove(name.as_str());
                if (tensor.dtype(), tensor.shape()) != (P::Elem::DTYPE, leaf.dims) {
                    let expected = format!("{} {:?}", P::Elem::DTYPE, leaf.dims);
                    misfit = misfit.take().or(Some((
                        name,
                        expected,
                        format!("{} {:?}", tensor.dtype(), tensor.shape()),
                    )));
                }
            }
        }
    });
    if let Some(missing) = missing {
        let others = others.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let found = if others.is_empty() { "none".into() } else { others };
        return wrong(&missing, "a tensor of this name".into(), found);
    }
    if let Some((name, expected, found)) = misfit {
        return wrong(&name, expected, found);
    }
    match others.first() {
        Some(other) => wrong(other, "no tensor but those of the parameters".into(), "this one".into()),
        None => Ok(()),
    }
}
