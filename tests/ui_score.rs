//! How good the errors are: every mistake of the tensor part under `tests/ui/` scored on five points, from what rustc says.
//!
//! * check: `cargo check` sees it (that is how `tests/ui.rs` runs, so an error that only a build finds fails there)
//! * place: the error stands at the token that the case names in its last line, `//~ token`
//! * words: no trait of the library by name, no list of impls, no number that is not decimal
//! * one: exactly one error
//! * fix: it says what to change, in a note of ours or a suggestion of rustc's; or the error itself is ours, as those of a
//!   macro are, which have no notes, and says what to write
//!
//! To an error in words of ours rustc adds, by itself, "the trait … is not implemented for …"; nothing removes that line. It
//! is not counted against the words, but noted: `(trait)`.
//!
//! A case must not lose points that `tests/ui/score.txt` says it has. `TRYBUILD=overwrite cargo test --test ui_score`
//! writes that table anew; read the difference.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

const ROOMS: [&str; 4] = ["elementwise", "reductions", "shapes", "tensor"];
const POINTS: [&str; 5] = ["check", "place", "words", "one", "fix"];
const TABLE: &str = "tests/ui/score.txt";

/// What no user should have to read.
const INTERNALS: [&str; 5] =
    ["the trait `", "other types implement", "trait bounds were not satisfied", "UTerm", "UInt<"];
/// How the line begins that rustc adds to an error in words of ours.
const ADDED: &str = "= help: the trait `";
/// How notes begin that do not say what to change.
const BYSTANDERS: [&str; 8] = [
    "expected ",
    "required ",
    "the trait ",
    "the following",
    "the method was found",
    "this error originates",
    "the full ",
    "method defined here",
];

type Score = [bool; POINTS.len()];

fn score(source: &str, said: &str) -> Score {
    [
        said.starts_with("error"),
        stands_at_the_token(source, said),
        !said
            .lines()
            .filter(|line| !is_added(line))
            .any(|line| INTERNALS.iter().any(|word| line.contains(word))),
        said.lines().filter(|line| line.starts_with("error")).count() == 1,
        said.lines().any(says_what_to_change),
    ]
}

fn is_added(line: &str) -> bool {
    line.trim_start().starts_with(ADDED)
}

fn stands_at_the_token(source: &str, said: &str) -> bool {
    let token = source.lines().next_back().and_then(|line| line.strip_prefix("//~ "));
    let place = said.lines().find_map(|line| line.trim_start().strip_prefix("--> tests/ui/"));
    let text = place.and_then(|place| {
        let mut numbers = place.rsplit(':').map_while(|part| part.parse::<usize>().ok());
        let (column, line) = (numbers.next()?, numbers.next()?);
        source.lines().nth(line - 1)?.get(column - 1..)
    });
    matches!((text, token), (Some(text), Some(token)) if text.starts_with(token))
}

fn says_what_to_change(line: &str) -> bool {
    if line.starts_with("error: write `") {
        return true;
    }
    let line = line.trim_start().trim_start_matches("= ");
    ["note: ", "help: "]
        .iter()
        .filter_map(|kind| line.strip_prefix(kind))
        .any(|note| !BYSTANDERS.iter().any(|start| note.starts_with(start)))
}

/// One line: the name, then the points that the case has, then whether rustc adds a line.
fn row(name: &str, (score, added): &(Score, bool)) -> String {
    let mut row = format!("{name:<48}");
    for (point, has) in POINTS.iter().zip(score) {
        write!(row, " {:<5}", if *has { point } else { "-" }).unwrap();
    }
    row += if *added { " (trait)" } else { "" };
    row.trim_end().to_owned()
}

fn scores() -> BTreeMap<String, (Score, bool)> {
    let mut scores = BTreeMap::new();
    for room in ROOMS {
        for entry in fs::read_dir(Path::new("tests/ui").join(room)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let said = fs::read_to_string(path.with_extension("stderr")).unwrap();
                let name = format!("{room}/{}", path.file_stem().unwrap().display());
                let score = score(&fs::read_to_string(&path).unwrap(), &said);
                scores.insert(name, (score, said.lines().any(is_added)));
            }
        }
    }
    scores
}

fn table(scores: &BTreeMap<String, (Score, bool)>) -> String {
    let mut table: String = scores.iter().map(|(name, score)| row(name, score) + "\n").collect();
    let have = |point: usize| scores.values().filter(|(score, _)| score[point]).count();
    let all = scores.len() * POINTS.len();
    let sum: usize = (0..POINTS.len()).map(have).sum();
    writeln!(
        table,
        "\n{} mistakes, {sum} of {all} points, {:.1} %",
        scores.len(),
        100.0 * sum as f64 / all as f64
    )
    .unwrap();
    for (i, point) in POINTS.iter().enumerate() {
        writeln!(table, "{point:<5} {} of {}", have(i), scores.len()).unwrap();
    }
    let added = scores.values().filter(|(_, added)| *added).count();
    writeln!(table, "(trait) {added} of {}", scores.len()).unwrap();
    table
}

#[test]
fn no_mistake_loses_points() {
    let scores = scores();
    let now = table(&scores);
    println!("{now}");
    if std::env::var("TRYBUILD").is_ok_and(|value| value == "overwrite") {
        fs::write(TABLE, &now).unwrap();
    }
    let before = fs::read_to_string(TABLE).unwrap();
    for line in before.lines().take_while(|line| !line.is_empty()) {
        let (name, points) = line.split_once(' ').unwrap();
        let score =
            scores.get(name).unwrap_or_else(|| panic!("{name} is in {TABLE}, but there is no such mistake"));
        for (point, has) in POINTS.iter().zip(&score.0) {
            assert!(
                *has || !points.contains(point),
                "{name} lost the point {point:?}:\n{}",
                row(name, score)
            );
        }
    }
}
