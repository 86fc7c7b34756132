//! The programs of the course: each runs, and so holds what it asserts; each refuses what it does not understand in one
//! line; and the README and the book know every one of them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Where `cargo test` puts the examples that it builds: beside the directory of this test.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    let profile = test.ancestors().nth(2).expect("it is in target/PROFILE/deps");
    let program = profile.join("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    assert!(program.exists(), "{} is missing: `cargo build --example {name}`", program.display());
    program
}

fn run(name: &str, arguments: &[&str]) -> Output {
    Command::new(program(name)).args(arguments).output().expect("a program that cargo built starts")
}

/// The program fails, and says why in one line that holds all of `words`.
#[track_caller]
fn refuses(name: &str, arguments: &[&str], words: &[&str]) {
    let output = run(name, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{name} {arguments:?} ends well");
    assert_eq!(said.lines().count(), 1, "{name} {arguments:?}: {said}");
    assert!(words.iter().all(|word| said.contains(word)), "{name} {arguments:?}: {said}");
}

macro_rules! course {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            let output = run(stringify!($name), &[]);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            refuses(stringify!($name), &["--nonsense"], &["--nonsense", "expected"]);
        })*

        const PROGRAMS: &[&str] = &[$(stringify!($name)),*];
    };
}
course! {
    tensors,
    preprocessing,
    linear_algebra,
    calculus,
    derivative_rules,
    autodiff,
    derived_code,
    probability,
    linear_regression,
    softmax_regression,
    mlp,
    overfitting,
    regularisation,
    dropout,
    forward_backward,
    stability,
    initialisation,
    house_prices,
}

#[test]
fn house_prices_of_ones_own() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let csv = |name: &str, price: &dyn Fn(usize) -> String| {
        let rows = (0..120).map(|i| format!("{},{},{}\n", i % 7, ["brick", "wood"][i % 2], price(i)));
        let file = directory.join(name);
        std::fs::write(&file, format!("rooms,wall,value\n{}", rows.collect::<String>()))
            .expect("a temporary file");
        file.to_str().expect("a path in UTF-8").to_owned()
    };
    let good = csv("good.csv", &|i| format!("{}", 1000 + 100 * (i % 7)));
    let output = run("house_prices", &["--csv", &good, "--target", "value"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    refuses("house_prices", &["--csv", "no/such.csv"], &["no/such.csv"]);
    refuses("house_prices", &["--csv"], &["--csv", "expected a value"]);
    refuses("house_prices", &["--csv", &good], &["`price`", "`value`"]);
    refuses("house_prices", &["--csv", &good, "--target", "wall"], &["line 2", "`brick`"]);
    let free = csv("free.csv", &|i| format!("{i}"));
    refuses("house_prices", &["--csv", &free, "--target", "value"], &["row 1", "above 0"]);
    std::fs::write(&free, "rooms,value\n1,2\n").expect("a temporary file");
    refuses("house_prices", &["--csv", &free, "--target", "value"], &["at least", "found 1"]);
}

#[test]
fn the_other_programs_refuse_in_one_line_too() {
    refuses("digits", &["seven"], &["seed", "`seven`"]);
    refuses("pretrained", &["no/such.safetensors"], &["no/such.safetensors"]);
}

fn text(file: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn the_readme_has_a_line_for_every_example() {
    let readme = text("README.md");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for entry in examples.read_dir().expect("the examples are there") {
        let path = entry.expect("a file of the examples").path();
        if path.extension().is_some_and(|ending| ending == "rs") || path.join("main.rs").exists() {
            let name = path.file_stem().expect("a file has a name").to_string_lossy();
            assert!(readme.contains(&format!("| `{name}` |")), "README.md has no line for `{name}`");
        }
    }
}

#[test]
fn the_book_has_a_page_for_every_program() {
    let summary = text("book/src/SUMMARY.md");
    for name in PROGRAMS {
        assert!(summary.contains(&format!("({name}.md)")), "book/src/SUMMARY.md has no page for {name}");
        let page = text(&format!("book/src/{name}.md"));
        let shown =
            ["", "/main"].iter().any(|main| page.contains(&format!("../../examples/{name}{main}.rs")));
        assert!(shown, "{name}.md shows nothing of its program");
        assert!(
            page.contains(&format!("output/{name}.txt")),
            "{name}.md does not show what the program prints"
        );
    }
}
