//! Plots of the course: lines and dots, axes with names, one plain style. SVG files under `target/course/`.

use std::ops::Range;
use std::path::Path;

pub use plotters::chart::SeriesLabelPosition;
use plotters::coord::Shift;
use plotters::coord::combinators::LogCoord;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};
use plotters::coord::types::RangedCoordf64;
use plotters::element::DashedPathElement;
use plotters::prelude::*;

use super::{Failure, Result};

type Points = Vec<(f64, f64)>;

/// The colours of Okabe and Ito, which colour-blind people tell apart too; the first is for what is known beforehand.
const COLORS: [RGBColor; 7] = [
    RGBColor(90, 90, 90),
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
];
const INK: RGBColor = RGBColor(30, 30, 30);
const PALE: RGBColor = RGBColor(225, 225, 225);
const SIZE: (u32, u32) = (480, 380);

/// A diagram of several series.
pub struct Plot {
    title: String,
    axes: [Axis; 2],
    series: Vec<Series>,
    legend: SeriesLabelPosition,
}

struct Axis {
    name: String,
    logarithmic: bool,
    range: Option<Range<f64>>,
}

struct Series {
    name: String,
    style: Style,
    color: RGBColor,
    points: Points,
}

#[derive(Clone, Copy, PartialEq)]
enum Style {
    Line,
    Dashes,
    Dots,
    Bars,
}

impl Plot {
    /// An empty diagram: its title, and the names of its axes.
    pub fn new(title: &str, x: &str, y: &str) -> Self {
        let axes = [x, y].map(|name| Axis { name: name.into(), logarithmic: false, range: None });
        Plot { title: title.into(), axes, series: vec![], legend: SeriesLabelPosition::UpperRight }
    }

    /// Powers of ten at equal distances across.
    pub fn log_x(mut self) -> Self {
        self.axes[0].logarithmic = true;
        self
    }

    /// Powers of ten at equal distances up.
    pub fn log_y(mut self) -> Self {
        self.axes[1].logarithmic = true;
        self
    }

    /// What is shown across; everything, if nothing is said.
    pub fn x_range(mut self, range: Range<f64>) -> Self {
        self.axes[0].range = Some(range);
        self
    }

    /// What is shown up; everything, if nothing is said.
    pub fn y_range(mut self, range: Range<f64>) -> Self {
        self.axes[1].range = Some(range);
        self
    }

    /// Where the names of the series stand, if not in the upper right corner.
    pub fn legend(mut self, position: SeriesLabelPosition) -> Self {
        self.legend = position;
        self
    }

    /// A line through points. A series without a name is not in the legend.
    pub fn line(self, name: &str, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        self.series(name, Style::Line, points)
    }

    /// A dashed line: something to compare with.
    pub fn dashes(self, name: &str, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        self.series(name, Style::Dashes, points)
    }

    /// Dots.
    pub fn dots(self, name: &str, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        self.series(name, Style::Dots, points)
    }

    /// Bars from 0 to each point, of the width of one unit.
    pub fn bars(self, name: &str, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        self.series(name, Style::Bars, points)
    }

    fn series(mut self, name: &str, style: Style, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let dashes = self.series.iter().filter(|series| series.style == Style::Dashes).count();
        let color = match style {
            Style::Dashes => COLORS[0],
            _ => COLORS[1 + (self.series.len() - dashes) % (COLORS.len() - 1)],
        };
        let points = points.into_iter().collect();
        self.series.push(Series { name: name.into(), style, color, points });
        self
    }

    fn draw(&self, area: &DrawingArea<SVGBackend, Shift>) -> Result {
        let ranges = [0, 1].map(|axis| self.range(axis));
        let [x, y] = [0, 1].map(|axis| match self.axes[axis].logarithmic {
            true => Scale::Logarithmic(ranges[axis].clone().log_scale().into()),
            false => Scale::Linear(ranges[axis].clone().into()),
        });
        let mut chart = ChartBuilder::on(area)
            .caption(&self.title, ("sans-serif", 19).into_font().color(&INK))
            .margin(12)
            .x_label_area_size(44)
            .y_label_area_size(66)
            .build_cartesian_2d(x, y)
            .map_err(failure)?;
        chart
            .configure_mesh()
            .x_desc(&self.axes[0].name)
            .y_desc(&self.axes[1].name)
            .x_labels(8)
            .y_labels(8)
            .light_line_style(WHITE)
            .bold_line_style(PALE)
            .axis_desc_style(("sans-serif", 15).into_font().color(&INK))
            .label_style(("sans-serif", 13).into_font().color(&INK))
            .draw()
            .map_err(failure)?;
        for Series { name, style, color, points } in &self.series {
            let shown =
                points.iter().copied().filter(|(x, y)| ranges[0].contains(x) && ranges[1].contains(y));
            let shown: Points = shown.collect();
            if shown.is_empty() {
                continue;
            }
            let line = color.stroke_width(2);
            let drawn =
                match style {
                    Style::Line => chart.draw_series(LineSeries::new(shown, line)),
                    Style::Dashes => chart.draw_series(DashedLineSeries::new(shown, 6, 4, line)),
                    Style::Dots => chart
                        .draw_series(shown.into_iter().map(|point| Circle::new(point, 3, color.filled()))),
                    Style::Bars => chart.draw_series(shown.into_iter().map(|(x, y)| {
                        Rectangle::new([(x - 0.4, 0.0), (x + 0.4, y)], color.mix(0.6).filled())
                    })),
                };
            let (color, style) = (*color, *style);
            let drawn = drawn.map_err(failure)?;
            if name.is_empty() {
                continue;
            }
            let drawn = drawn.label(name);
            match style {
                Style::Line => {
                    drawn.legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], color.stroke_width(2)))
                }
                Style::Dashes => drawn.legend(move |(x, y)| {
                    DashedPathElement::new([(x, y), (x + 18, y)], 4, 3, color.stroke_width(2))
                }),
                Style::Dots | Style::Bars => drawn
                    .legend(move |(x, y)| Rectangle::new([(x + 6, y - 3), (x + 12, y + 3)], color.filled())),
            };
        }
        if self.series.iter().any(|series| !series.name.is_empty()) {
            chart
                .configure_series_labels()
                .position(self.legend.clone())
                .background_style(WHITE.mix(0.85))
                .border_style(PALE)
                .label_font(("sans-serif", 13).into_font().color(&INK))
                .draw()
                .map_err(failure)?;
        }
        Ok(())
    }

    /// What an axis shows: the range that was asked for, or that of the points with a little air.
    fn range(&self, axis: usize) -> Range<f64> {
        let Axis { logarithmic, range, .. } = &self.axes[axis];
        range.clone().unwrap_or_else(|| {
            let points = self.series.iter().flat_map(|series| &series.points);
            let values = points.map(|point| if axis == 0 { point.0 } else { point.1 });
            let shown = values.filter(|value| value.is_finite() && (!logarithmic || *value > 0.0));
            let (low, high) = shown.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
            match logarithmic {
                true => low / 1.2..high * 1.2,
                false => low - 0.04 * (high - low)..high + 0.04 * (high - low),
            }
        })
    }
}

/// Writes diagrams side by side into `target/course/NAME.svg`.
pub fn save<const N: usize>(name: &str, plots: [Plot; N]) -> Result {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/course");
    std::fs::create_dir_all(&directory)?;
    let file = directory.join(name).with_extension("svg");
    {
        let root = SVGBackend::new(&file, (SIZE.0 * N as u32, SIZE.1)).into_drawing_area();
        root.fill(&WHITE).map_err(failure)?;
        for (plot, area) in plots.iter().zip(root.split_evenly((1, N))) {
            plot.draw(&area)?;
        }
        root.present().map_err(failure)?;
    }
    println!("plot: target/course/{name}.svg");
    Ok(())
}

fn failure(error: impl std::fmt::Display) -> Failure {
    Failure(error.to_string())
}

/// An axis of either kind, so that one diagram serves for both.
enum Scale {
    Linear(RangedCoordf64),
    Logarithmic(LogCoord<f64>),
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;
    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        match self {
            Scale::Linear(scale) => scale.map(value, limit),
            Scale::Logarithmic(scale) => scale.map(value, limit),
        }
    }
    fn key_points<H: KeyPointHint>(&self, hint: H) -> Vec<f64> {
        match self {
            Scale::Linear(scale) => scale.key_points(hint),
            Scale::Logarithmic(scale) => {
                let Range { start, end } = scale.range();
                let (first, last) = (start.log10().floor() as i32, end.log10().floor() as i32);
                let step = (last - first) as usize / hint.max_num_points().clamp(1, 8) + 1;
                let digits: &[f64] = if last - first < 3 { &[1.0, 2.0, 5.0] } else { &[1.0] };
                let ticks = (first..=last).step_by(step).map(|power| 10f64.powi(power));
                let ticks = ticks.flat_map(|tick| digits.iter().map(move |digit| digit * tick));
                ticks.filter(|tick| (start..=end).contains(tick)).collect()
            }
        }
    }
    fn range(&self) -> Range<f64> {
        match self {
            Scale::Linear(scale) => scale.range(),
            Scale::Logarithmic(scale) => scale.range(),
        }
    }
}

impl ValueFormatter<f64> for Scale {
    fn format(value: &f64) -> String {
        // Differences of ticks leave dust such as 0.30000000000000004.
        let rounded = (value * 1e9).round() / 1e9;
        if *value != 0.0 && !(1e-3..1e6).contains(&value.abs()) {
            format!("{value:.0e}")
        } else {
            format!("{rounded}")
        }
    }
    fn format_ext(&self, value: &f64) -> String {
        Self::format(value)
    }
}
