//! The command line.

use std::path::PathBuf;
use std::str::FromStr;

pub const USAGE: &str = "\
options: --data DIR    where the four files of Fashion-MNIST (or MNIST) are
         --model NAME  softmax, mlp or dropout (mlp)
         --epochs N    (10)
         --rate R      learning rate (0.1; dropout 0.5; adam 0.001)
         --optimizer NAME  sgd or adam (sgd)
         --seed N      (1)";

pub struct Options {
    pub data: PathBuf,
    pub model: Model,
    pub epochs: usize,
    pub rate: Option<f64>,
    pub rule: Rule,
    pub seed: u64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Model {
    Softmax,
    Mlp,
    Dropout,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    Sgd,
    Adam,
}

impl Options {
    /// Where Debian's package `dataset-fashion-mnist` puts the files.
    const DEBIAN: &str = "/usr/share/datasets/fashion-mnist";

    pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Options {
            data: Self::DEBIAN.into(),
            model: Model::Mlp,
            epochs: 10,
            rate: None,
            rule: Rule::Sgd,
            seed: 1,
        };
        while let Some(option) = arguments.next() {
            let value = arguments.next().ok_or(format!("{option}: expected a value, found nothing"))?;
            match option.as_str() {
                "--data" => options.data = value.into(),
                "--model" => {
                    let models =
                        [("softmax", Model::Softmax), ("mlp", Model::Mlp), ("dropout", Model::Dropout)];
                    options.model = choice(&option, &value, models)?;
                }
                "--optimizer" => {
                    let rules = [("sgd", Rule::Sgd), ("adam", Rule::Adam)];
                    options.rule = choice(&option, &value, rules)?;
                }
                "--epochs" => options.epochs = number(&option, &value)?,
                "--rate" => options.rate = Some(number(&option, &value)?),
                "--seed" => options.seed = number(&option, &value)?,
                _ => return Err(format!("unknown option {option}")),
            }
        }
        Ok(options)
    }
}

fn number<N: FromStr>(option: &str, value: &str) -> Result<N, String> {
    value.parse().map_err(|_| format!("{option}: expected a number, found {value}"))
}

fn choice<T, const N: usize>(option: &str, value: &str, choices: [(&str, T); N]) -> Result<T, String> {
    let names = choices.each_ref().map(|(name, _)| *name).join(", ");
    let chosen = choices.into_iter().find(|(name, _)| *name == value);
    chosen.map(|(_, choice)| choice).ok_or(format!("{option}: expected one of {names}, found {value}"))
}
