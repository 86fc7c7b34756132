//! Preprocessing: from a table with gaps and words to tensors of static shape.
//!
//! `cargo run --release --example preprocessing`
//!
//! Source: Zhang et al., *Dive into Deep Learning*, 2.2.

mod course;

use tapeless::data::{Encoding, Missing, Table, full_batches};
use tapeless::prelude::*;

// ANCHOR: table
const HOUSES: &str = "\
rooms,roof,price
NA,NA,127500
2,NA,106000
4,Slate,178100
NA,NA,140000
";
// ANCHOR_END: table

fn main() -> course::Result {
    course::no_options()?;
    // ANCHOR: read
    let table = Table::read("houses.csv", HOUSES.as_bytes())?;
    println!("{} houses; what is missing reads as None", table.len());
    for row in 0..table.len() {
        let cells = ["rooms", "roof", "price"].map(|name| table.cell(row, table.column(name).unwrap_or(0)));
        println!("  {cells:?}");
    }
    // ANCHOR_END: read

    // ANCHOR: encode
    let all = [0, 1, 2, 3];
    let encoding = Encoding::new().number("rooms", Missing::Mean).category("roof");
    let encoder = encoding.fit::<3>(&table, &all)?;
    let features: Vec<[f64; 3]> = encoder.encode(&table)?;
    let x: Matrix<f64, 4, 3> = Matrix::from_slice(features.as_flattened())?;
    let y: Vector<f64, 4> = Vector::from_slice(&table.numbers("price")?)?;
    println!("\nfeatures {:?}\n{x}\nprices {y}", encoder.names());
    // ANCHOR_END: encode
    assert_eq!(encoder.names(), ["rooms", "roof_Slate", "roof_nan"]);
    // The gaps hold the mean of what is there, (2 + 4)/2; the roof is one of two features, never both.
    assert_eq!(x, Matrix::from([[3.0, 0.0, 1.0], [2.0, 0.0, 1.0], [4.0, 1.0, 0.0], [3.0, 0.0, 1.0]]));
    assert_eq!(x.slice(s![.., 1..3]).sum_axis::<1>(), Vector::ones());
    assert_eq!(y, Vector::from([127500.0, 106000.0, 178100.0, 140000.0]));

    // ANCHOR: standardise
    let encoder = Encoding::new().standardised("rooms", Missing::Mean).fit::<1>(&table, &all)?;
    let rooms: Matrix<f64, 4, 1> = Matrix::from_slice(encoder.encode(&table)?.as_flattened())?;
    println!("\nrooms, standardised: {}", rooms.flatten::<shape![4]>());
    // ANCHOR_END: standardise
    // (x − 3)/√2: mean and deviation are those of the numbers that were there, 2 and 4.
    let unit = 0.5f64.sqrt();
    assert!(rooms.is_close(&Matrix::from([[0.0], [-unit], [unit], [0.0]]), 1e-15, 0.0));

    // ANCHOR: leak
    let (train, test) = ([0, 1], [2, 3]);
    let encoder = encoding.fit::<2>(&table, &train)?;
    let features: Vec<[f64; 2]> = encoder.encode(&table)?;
    println!("\nfitted to the first two houses: {:?}", encoder.names());
    println!("the third, with a roof that they do not have: {:?}", features[test[0]]);
    // ANCHOR_END: leak
    assert_eq!(encoder.names(), ["rooms", "roof_nan"]);
    assert_eq!((features[0], features[test[0]]), ([2.0, 1.0], [4.0, 0.0]));

    // ANCHOR: batches
    let mut batch_x = Matrix::<f64, 2, 3>::zeros();
    for batch in full_batches::<2>(&[3, 0, 2, 1]) {
        batch.read(&mut batch_x, |row, features| features.copy_from_slice(x.row_ref(row).as_slice()));
        println!("\nrows {:?}\n{batch_x}", batch.rows());
    }
    // ANCHOR_END: batches
    assert_eq!(batch_x, Matrix::from([[4.0, 1.0, 0.0], [2.0, 0.0, 1.0]]));

    // ANCHOR: errors
    let typo = Table::read("houses.csv", "rooms,price\n3,127500\ntwo,106000\n".as_bytes())?;
    let error = typo.numbers("rooms").expect_err("`two` is no number");
    println!("\n{error}");
    // ANCHOR_END: errors
    assert_eq!(
        error.to_string(),
        "houses.csv, line 3, column `rooms`: expected a finite number, found `two`"
    );
    Ok(())
}
