//! The table, in Markdown.

use crate::peak::Peak;
use crate::peers::Peer;
use crate::race::{Entry, Row};

/// Below this difference, in either direction, two times are the same.
const NOISE: f64 = 1.03;

pub fn head(peers: &[Box<dyn Peer>], peaks: &[Peak]) -> String {
    let mut cells = vec!["workload".to_owned()];
    cells.extend(peers.iter().map(|peer| peer.name().to_owned()));
    cells.push("best other ÷ tapeless".to_owned());
    cells.extend(peaks.iter().map(|peak| format!("tapeless in % of the {} peak", peak.name)));
    format!("{}\n|---{}", line(&cells), "|--:".repeat(cells.len() - 1) + "|")
}

/// Times, and in brackets how many times as long as tapeless.
pub fn row(row: &Row, peers: &[Box<dyn Peer>]) -> String {
    let times: Vec<Option<f64>> = row
        .entries
        .iter()
        .map(|entry| match *entry {
            Entry::Time(seconds) => Some(seconds),
            Entry::Absent | Entry::Wrong => None,
        })
        .collect();
    let ours = times.first().copied().flatten();
    let best = times.iter().flatten().copied().fold(f64::INFINITY, f64::min);
    let mut cells = vec![row.workload.name.to_owned()];
    for (lane, entry) in row.entries.iter().enumerate() {
        cells.push(match (*entry, ours) {
            (Entry::Absent, _) => "—".to_owned(),
            (Entry::Wrong, _) => "wrong".to_owned(),
            (Entry::Time(t), _) if t == best => format!("**{}**{}", duration(t), ratio(lane, t, ours)),
            (Entry::Time(t), _) => format!("{}{}", duration(t), ratio(lane, t, ours)),
        });
    }
    cells.push(verdict(&times, peers));
    cells.extend(row.peaks.iter().map(|peak| match (row.workload.work.flops(), ours) {
        (Some(flops), Some(seconds)) => format!("{:.0} % of {peak:.0} GFLOP/s", flops / seconds / 1e7 / peak),
        _ => String::new(),
    }));
    line(&cells)
}

fn ratio(lane: usize, seconds: f64, ours: Option<f64>) -> String {
    match ours {
        Some(ours) if lane > 0 => format!(" (×{})", digits(seconds / ours)),
        _ => String::new(),
    }
}

/// Who was best of the others, and by how much it is behind or ahead.
fn verdict(times: &[Option<f64>], peers: &[Box<dyn Peer>]) -> String {
    let others = times.iter().zip(peers).skip(1).filter_map(|(time, peer)| Some(((*time)?, peer.name())));
    match (times[0], others.min_by(|a, b| a.0.total_cmp(&b.0))) {
        (Some(ours), Some((best, name))) => {
            let said = match best / ours {
                r if r < 1.0 / NOISE => "LOST to",
                r if r < NOISE => "level with",
                _ => "ahead of",
            };
            format!("{:.2}, {said} {name}", best / ours)
        }
        _ => "—".to_owned(),
    }
}

fn line(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

fn duration(seconds: f64) -> String {
    let (number, unit) = match seconds {
        s if s < 1e-6 => (s * 1e9, "ns"),
        s if s < 1e-3 => (s * 1e6, "µs"),
        s => (s * 1e3, "ms"),
    };
    format!("{} {unit}", digits(number))
}

/// Three digits that count.
fn digits(x: f64) -> String {
    match x {
        x if x < 9.995 => format!("{x:.2}"),
        x if x < 99.95 => format!("{x:.1}"),
        x => format!("{x:.0}"),
    }
}
