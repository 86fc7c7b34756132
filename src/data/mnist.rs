//! MNIST and the data sets that come in the same four files.

use std::format;
use std::path::Path;

use super::error::{DataError, Place};
use super::idx::Idx;

/// MNIST, Fashion-MNIST or another data set of 28 × 28 images in ten classes and the same four files.
///
/// ```no_run
/// use tapeless::data::Mnist;
/// let data = Mnist::open("/usr/share/datasets/fashion-mnist")?;
/// assert_eq!((data.train.len(), data.test.len()), (60_000, 10_000));
/// assert!(data.train.label(0) < 10 && data.train.pixels(0).len() == 784);
/// # Ok::<(), tapeless::data::DataError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Mnist {
    /// What to train on.
    pub train: Images,
    /// What to test on.
    pub test: Images,
}

/// Images of 28 × 28 pixels, each with one of ten labels.
///
/// ```
/// use tapeless::data::{Idx, Images};
/// let header = |rank: u8, dims: &[u8]| -> Vec<u8> {
///     [0, 0, 8, rank].into_iter().chain(dims.iter().flat_map(|&n| [0, 0, 0, n])).collect()
/// };
/// let pixels = [header(3, &[2, 28, 28]), vec![0; 784], vec![255; 784]].concat();
/// let labels = [header(1, &[2]), vec![7, 9]].concat();
/// let images = Images::new(Idx::read("pixels", &*pixels)?, Idx::read("labels", &*labels)?)?;
/// assert_eq!((images.len(), images.label(1), images.pixels(1)[0]), (2, 9, 255));
/// # Ok::<(), tapeless::data::DataError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Images {
    pixels: Idx<u8>,
    labels: Idx<u8>,
}

impl Mnist {
    /// Reads `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
    /// `t10k-labels-idx1-ubyte` from a directory; each may also end in `.gz` (feature `gzip`).
    ///
    /// # Errors
    /// If a file is missing or malformed, images are not 28 × 28, labels are not as many as images or above 9.
    pub fn open(directory: impl AsRef<Path>) -> Result<Self, DataError> {
        let images = |part| Images::open(directory.as_ref(), part);
        Ok(Mnist { train: images("train")?, test: images("t10k")? })
    }
}

impl Images {
    fn open(directory: &Path, part: &str) -> Result<Self, DataError> {
        let idx = |kind: &str| {
            let plain = directory.join(format!("{part}-{kind}-ubyte"));
            let packed = plain.with_extension("gz");
            Idx::open(if !plain.exists() && packed.exists() { packed } else { plain })
        };
        Images::new(idx("images-idx3")?, idx("labels-idx1")?)
    }

    /// Images and their labels.
    ///
    /// # Errors
    /// If images are not 28 × 28, labels are not as many as images or above 9.
    pub fn new(pixels: Idx<u8>, labels: Idx<u8>) -> Result<Self, DataError> {
        pixels.rows::<784>()?;
        labels.rows::<1>()?;
        if pixels.len() != labels.len() {
            let expected = format!("{} labels, one for each image", pixels.len());
            return Err(DataError::new(labels.file(), Place::File, expected, labels.len()));
        }
        if let Some(row) = labels.as_slice().iter().position(|&label| label > 9) {
            let byte = Place::Byte((8 + row) as u64);
            return Err(DataError::new(labels.file(), byte, "a label from 0 to 9", labels[row][0]));
        }
        Ok(Images { pixels, labels })
    }

    /// How many images.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// The pixels of an image, row by row, from 0 to 255.
    ///
    /// # Panics
    /// If there is no such image.
    pub fn pixels(&self, row: usize) -> &[u8] {
        &self.pixels[row]
    }

    /// The label of an image, from 0 to 9.
    ///
    /// # Panics
    /// If there is no such image.
    pub fn label(&self, row: usize) -> u8 {
        self.labels[row][0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;
    use std::vec::Vec;

    fn idx(dims: &[u8], elements: &[u8]) -> Idx<u8> {
        let lengths: Vec<u8> = dims.iter().flat_map(|&n| [0, 0, 0, n]).collect();
        Idx::read("f", &*[&[0, 0, 8, dims.len() as u8], &*lengths, elements].concat()).unwrap()
    }

    fn message(pixels: Idx<u8>, labels: Idx<u8>) -> std::string::String {
        Images::new(pixels, labels).unwrap_err().to_string()
    }

    #[test]
    fn files_that_do_not_belong_together() {
        let pixels = || idx(&[2, 28, 28], &[7; 2 * 784]);
        let images = Images::new(pixels(), idx(&[2], &[3, 9])).unwrap();
        assert_eq!((images.len(), images.label(1), images.pixels(1)), (2, 9, &[7; 784][..]));
        assert_eq!(message(pixels(), idx(&[1], &[3])), "f: expected 2 labels, one for each image, found 1");
        assert_eq!(
            message(pixels(), idx(&[2], &[3, 10])),
            "f, byte 9: expected a label from 0 to 9, found 10"
        );
        assert_eq!(
            message(idx(&[1, 8, 8], &[0; 64]), idx(&[1], &[0])),
            "f: expected rows of 784 elements, found 64 (dimensions [1, 8, 8])"
        );
    }

    #[test]
    fn a_directory_without_the_files() {
        let error = Mnist::open("no/such").unwrap_err().to_string();
        assert!(error.starts_with("no/such/train-images-idx3-ubyte: expected a readable file"), "{error}");
    }
}
