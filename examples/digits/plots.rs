//! Curves and test images, as SVG.

use std::error::Error;
use std::ops::Range;
use std::path::Path;

use plotters::chart::ChartBuilder;
use plotters::coord::Shift;
use plotters::prelude::*;
use tapeless::data::DIGITS;

use crate::model::{Mlp, Score};

type Result = std::result::Result<(), Box<dyn Error>>;
type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

const INK: RGBColor = RGBColor(30, 30, 30);
const TRAINING: RGBColor = RGBColor(0, 114, 178);
const VALIDATION: RGBColor = RGBColor(213, 94, 0);

/// Loss and accuracy of each epoch: in training, and on the validation part.
pub fn curves(file: &Path, history: &[(Score, Score)]) -> Result {
    let root = SVGBackend::new(file, (1000, 420)).into_drawing_area();
    root.fill(&WHITE)?;
    let (left, right) = root.split_horizontally(500);
    let highest = history.iter().map(|(training, _)| training.loss).fold(0.0, f32::max);
    let lowest = history.iter().map(|(t, v)| t.accuracy.min(v.accuracy)).fold(1.0, f32::min);
    curve(&left, "loss", 0.0..highest, history, |score| score.loss)?;
    curve(&right, "accuracy", lowest..1.0, history, |score| score.accuracy)?;
    Ok(root.present()?)
}

fn curve(
    area: &Area,
    title: &str,
    range: Range<f32>,
    history: &[(Score, Score)],
    value: impl Fn(&Score) -> f32,
) -> Result {
    let mut chart = ChartBuilder::on(area)
        .caption(title, ("sans-serif", 22).into_font().color(&INK))
        .margin(14)
        .x_label_area_size(40)
        .y_label_area_size(52)
        .build_cartesian_2d(1..history.len(), range)?;
    chart
        .configure_mesh()
        .x_desc("epoch")
        .light_line_style(WHITE)
        .label_style(("sans-serif", 14).into_font().color(&INK))
        .draw()?;
    let [training, validation] = [|scores: &(Score, Score)| scores.0, |scores: &(Score, Score)| scores.1];
    for (name, color, part) in
        [("training, with noise", TRAINING, training), ("validation", VALIDATION, validation)]
    {
        let points = history.iter().enumerate().map(|(i, scores)| (i + 1, value(&part(scores))));
        chart
            .draw_series(LineSeries::new(points, color.stroke_width(2)))?
            .label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], color.stroke_width(2)));
    }
    let corner = match title {
        "loss" => SeriesLabelPosition::UpperRight,
        _ => SeriesLabelPosition::LowerRight,
    };
    chart
        .configure_series_labels()
        .position(corner)
        .background_style(WHITE)
        .border_style(RGBColor(200, 200, 200))
        .label_font(("sans-serif", 15).into_font().color(&INK))
        .draw()?;
    Ok(())
}

const COLUMNS: usize = 12;
const IMAGES: usize = 60;
const PIXEL: i32 = 8;
const CELL: (i32, i32) = (8 * PIXEL + 20, 8 * PIXEL + 44);
const TITLE: i32 = 44;

/// Test images and what the network says they are: first those it gets wrong, then others.
pub fn sheet(file: &Path, net: &Mlp, rows: &[usize]) -> Result {
    let mut images: Vec<_> =
        rows.iter().map(|&row| (row, DIGITS[row].label() as usize, net.classify(row))).collect();
    images.sort_by_key(|(_, label, answer)| label == answer);
    let mistakes = images.iter().filter(|(_, label, answer)| label != answer).count();
    images.truncate(IMAGES);

    let height = CELL.1 * images.len().div_ceil(COLUMNS) as i32 + TITLE + 10;
    let root =
        SVGBackend::new(file, ((CELL.0 * COLUMNS as i32 + 20) as u32, height as u32)).into_drawing_area();
    root.fill(&WHITE)?;
    let text = |size: u32, color: RGBColor| ("sans-serif", size).into_font().color(&color);
    let title =
        format!("{mistakes} of {} test images misread, and {} others", rows.len(), images.len() - mistakes);
    root.draw_text(&title, &text(20, INK), (20, 14))?;
    for (i, &(row, label, answer)) in images.iter().enumerate() {
        let (x, y) = (20 + CELL.0 * (i % COLUMNS) as i32, TITLE + CELL.1 * (i / COLUMNS) as i32);
        for (j, shade) in DIGITS[row].pixels().into_iter().enumerate() {
            let corner = (x + PIXEL * (j % 8) as i32, y + PIXEL * (j / 8) as i32);
            let color = RGBColor(0, 0, 0).mix(shade.into());
            root.draw(&Rectangle::new([corner, (corner.0 + PIXEL, corner.1 + PIXEL)], color.filled()))?;
        }
        let frame = [(x, y), (x + 8 * PIXEL, y + 8 * PIXEL)];
        let (caption, color) = match label == answer {
            true => (format!("{answer}"), RGBColor(190, 190, 190)),
            false => (format!("{answer}, not {label}"), VALIDATION),
        };
        root.draw(&Rectangle::new(frame, color))?;
        let color = if label == answer { INK } else { VALIDATION };
        root.draw_text(&caption, &text(16, color), (x, y + 8 * PIXEL + 6))?;
    }
    Ok(root.present()?)
}
