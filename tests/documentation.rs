//! Whoever reads the documentation of a public item finds it in an example that runs: its own, or one of its file or
//! its room (`mod.rs`).

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What users see, by file or folder. The rest is for who writes operations, of which users see the methods alone.
const OPERATIONS: &str = "ops/rules";
const ROOMS: &[&str] = &[
    "data",
    "distributions",
    "init",
    "labels.rs",
    "linalg.rs",
    "macros.rs",
    "nn",
    "noise.rs",
    "optim",
    "params",
    "random.rs",
    "tensor",
    "weights",
    "workspace.rs",
];

fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.into()];
    }
    let entries = fs::read_dir(path).expect("a room").map(|entry| entry.expect("a readable folder").path());
    let mut files: Vec<_> = entries.flat_map(|path| files(&path)).collect();
    files.sort();
    files
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned)
}

/// The words of all examples in a file that are compiled and run.
fn examples(text: &str) -> HashSet<String> {
    let (mut found, mut inside, mut counts) = (HashSet::new(), false, false);
    for line in text.lines().map(str::trim_start) {
        let Some(line) = line.strip_prefix("///").or(line.strip_prefix("//!")) else { continue };
        match line.trim_start().strip_prefix("```") {
            Some(kind) if !inside => {
                (inside, counts) =
                    (true, !["ignore", "text", "compile_fail"].iter().any(|no| kind.contains(no)));
            }
            Some(_) => inside = false,
            None if inside && counts => found.extend(words(line)),
            None => {}
        }
    }
    found
}

/// The public items of a file by name and line, but for what stands behind another item.
fn items(text: &str, kinds: &[&str]) -> Vec<(String, usize)> {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text);
    let (mut found, mut hidden) = (Vec::new(), false);
    for (number, line) in text.lines().map(str::trim_start).enumerate() {
        hidden |= line.starts_with("#[doc(hidden)]") || line.starts_with("/// The operation behind");
        let Some(item) = line.strip_prefix("pub ") else { continue };
        let item = item.strip_prefix("const ").unwrap_or(item);
        let name = kinds.iter().find_map(|kind| words(item.strip_prefix(kind)?).next());
        if let Some(name) = name.filter(|name| !name.is_empty())
            && !std::mem::take(&mut hidden)
        {
            found.push((name, number + 1));
        }
    }
    found
}

#[test]
fn every_item_stands_in_an_example() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut without = Vec::new();
    let mut count = 0;
    for room in ROOMS.iter().chain([&OPERATIONS]) {
        let kinds: &[&str] =
            if *room == OPERATIONS { &["fn "] } else { &["fn ", "struct ", "enum ", "trait ", "static "] };
        let room = src.join(room);
        let of_room = fs::read_to_string(room.join("mod.rs")).map(|text| examples(&text)).unwrap_or_default();
        for file in files(&room) {
            let text = fs::read_to_string(&file).expect("a readable file");
            let of_file = examples(&text);
            for (name, line) in items(&text, kinds) {
                count += 1;
                if !of_file.contains(&name) && !of_room.contains(&name) {
                    without.push(format!("{}:{line}: `{name}`", file.display()));
                }
            }
        }
    }
    assert!(count > 200, "only {count} items were found");
    assert!(
        without.is_empty(),
        "{} of {count} items without an example:\n{}",
        without.len(),
        without.join("\n")
    );
}
