//! Saving and loading: names, shapes, element types, and files that PyTorch wrote.

use tapeless::prelude::*;
use tapeless::weights::{from_bytes, load, save, to_bytes};

#[derive(Params)]
struct Linear<const I: usize, const O: usize> {
    w: Matrix<f32, I, O>,
    b: Vector<f32, O>,
}

#[derive(Params)]
struct Net {
    input: Linear<2, 3>,
    blocks: [Linear<3, 3>; 11],
    #[frozen]
    table: Tensor3<f32, 1, 2, 2>,
    scale: f32,
}

/// Every number different, and some that are easily lost.
fn net() -> Box<Net> {
    let mut net = Net::boxed_zero();
    net.input.w = Matrix::from([[1.0, -0.0, f32::INFINITY], [f32::MIN_POSITIVE / 2.0, 0.1, f32::MAX]]);
    net.blocks[1].b = Vector::from([7.0, 8.0, 9.0]);
    net.blocks[10].w = Matrix::from_index(|i| i as f32);
    net.table = Tensor3::from([[[1.5, 2.5], [3.5, 4.5]]]);
    net.scale = 0.1;
    net
}

#[test]
fn every_bit_comes_back() {
    let mut again = Net::boxed_zero();
    from_bytes(&mut *again, &to_bytes(&*net())).unwrap();
    assert_eq!(to_bytes(&*again), to_bytes(&*net()));
    assert_eq!(again.input.w, net().input.w);
    assert!(again.input.w.as_slice()[1].is_sign_negative());
    assert_eq!(
        (again.blocks[1].b.clone(), again.blocks[10].w.as_slice()[8]),
        (net().blocks[1].b.clone(), 8.0)
    );
    assert_eq!((&again.table, again.scale), (&net().table, 0.1));
}

#[test]
fn files_are_replaced_whole() {
    let file = std::env::temp_dir().join(format!("tapeless-weights-{}.safetensors", std::process::id()));
    let (line, mut again) = (Line { slope: Vector::from([1.0, 2.0]), offset: 3.0 }, Line::ZERO);
    for offset in [3.0, 4.0] {
        save(&file, &Line { offset, slope: line.slope.clone() }).unwrap();
        load(&file, &mut again).unwrap();
        assert_eq!((&again.slope, again.offset), (&line.slope, offset));
    }
    std::fs::remove_file(&file).unwrap();
    let error = load(&file, &mut again).unwrap_err().to_string();
    assert!(error.contains("expected a readable file"), "{error}");
    let error = save("no/such/directory", &again).unwrap_err().to_string();
    assert!(error.starts_with("no/such/directory: expected a place to write to"), "{error}");
}

#[derive(Params)]
struct Line {
    slope: Vector<f32, 2>,
    offset: f32,
}

#[test]
fn what_does_not_fit_says_why_and_changes_nothing() {
    #[derive(Params)]
    struct Wide {
        slope: Vector<f32, 3>,
        offset: f32,
    }
    #[derive(Params)]
    struct Double {
        slope: Vector<f64, 2>,
        offset: f64,
    }
    #[derive(Params)]
    struct Renamed {
        slope: Vector<f32, 2>,
        bias: f32,
    }
    #[derive(Params)]
    struct Slope {
        slope: Vector<f32, 2>,
    }
    let refused = |bytes: &[u8]| {
        let mut line = Line { slope: Vector::from([1.0, 2.0]), offset: 3.0 };
        let error = from_bytes(&mut line, bytes).unwrap_err().to_string();
        assert_eq!((line.slope, line.offset), (Vector::from([1.0, 2.0]), 3.0));
        error
    };
    assert_eq!(
        refused(&to_bytes(&Wide::ZERO)),
        "safetensors, tensor `slope`: expected F32 [2], found F32 [3]"
    );
    assert_eq!(
        refused(&to_bytes(&Double::ZERO)),
        "safetensors, tensor `slope`: expected F32 [2], found F64 [2]"
    );
    assert_eq!(
        refused(&to_bytes(&Renamed::ZERO)),
        "safetensors, tensor `offset`: expected a tensor of this name, found `bias`"
    );
    assert_eq!(
        refused(&to_bytes(&Slope::ZERO)),
        "safetensors, tensor `offset`: expected a tensor of this name, found none"
    );
    let mut slope = Slope::ZERO;
    let error = from_bytes(&mut slope, &to_bytes(&Line::ZERO)).unwrap_err().to_string();
    assert_eq!(
        error,
        "safetensors, tensor `offset`: expected no tensor but those of the parameters, found this one"
    );
    let whole = to_bytes(&Line::ZERO);
    for end in [0, 7, 8, 40, whole.len() - 1] {
        assert!(refused(&whole[..end]).starts_with("safetensors: expected a safetensors file, found "));
    }
}

/// Written by `weights/line.py` with PyTorch.
static LINE: Line = tapeless::weights!("weights/line.safetensors");

#[test]
fn the_compiler_reads_what_pytorch_wrote() {
    assert_eq!((&LINE.slope, LINE.offset), (&Vector::from([2.0, -1.0]), 0.5));
    let mut line = Line::ZERO;
    from_bytes(&mut line, include_bytes!("weights/line.safetensors")).unwrap();
    assert_eq!((line.slope, line.offset), (LINE.slope.clone(), LINE.offset));
}

#[test]
fn both_readers_agree() {
    let net = net();
    let embedded: Box<Net> = Box::new(tapeless::weights::embed(&to_bytes(&*net), "net"));
    assert_eq!(to_bytes(&*embedded), to_bytes(&*net));
}
