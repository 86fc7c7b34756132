//! The same work done by tapeless and by its peers, measured in turns. See `README.md`.

mod inputs;
mod peak;
mod peers;
mod race;
mod reference;
mod report;
mod work;

use std::process::ExitCode;

use race::Options;

const HELP: &str = "\
Runs each workload with each peer, in turns, and prints a table in Markdown.

  --turns N       how many turns everybody has (101)
  --turn MS       how long a turn takes, in milliseconds (1)
  --work TEXT     only workloads whose name contains TEXT
  --peers A,B     only peers whose name contains one of these, and tapeless
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let (mut options, mut work, mut wanted) = (Options { turns: 101, turn: 1e-3 }, String::new(), None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value\n\n{HELP}"));
        let number =
            |value: String| value.parse::<f64>().map_err(|_| format!("{word} {value}: not a number"));
        match word.as_str() {
            "--turns" => options.turns = (number(value()?)? as usize).max(1),
            "--turn" => options.turn = number(value()?)? * 1e-3,
            "--work" => work = value()?,
            "--peers" => wanted = Some(value()?),
            _ => return Err(HELP.to_owned()),
        }
    }
    for pool in ["RAYON_NUM_THREADS", "OMP_NUM_THREADS"] {
        if std::env::var(pool).as_deref() != Ok("1") {
            return Err(format!("{pool} is not 1: run it by `cargo run` in its folder, which sees to that"));
        }
    }
    let mut peers = peers::all();
    if let Some(wanted) = wanted {
        peers.retain(|peer| {
            peer.name().starts_with("tapeless") || wanted.split(',').any(|part| peer.name().contains(part))
        });
    }
    let peaks = peak::Peak::all();
    println!("{}, one thread, medians of {} turns\n", machine(), options.turns);
    println!("{}", report::head(&peers, &peaks));
    for workload in work::ALL.iter().filter(|workload| workload.name.contains(&work)) {
        println!("{}", report::row(&race::race(workload, &mut peers, &peaks, &options), &peers));
    }
    Ok(())
}

/// As `lscpu` names it.
fn machine() -> String {
    let known = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = known.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    name.map_or_else(|| "an unknown processor".to_owned(), |(_, name)| name.trim().to_owned())
}
