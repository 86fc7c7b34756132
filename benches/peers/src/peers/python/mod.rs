//! PyTorch and JAX, in a process of their own each that takes its turn when told to.

use std::cell::RefCell;
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::rc::Rc;

use super::{Peer, Run};
use crate::inputs::Arrays;
use crate::work::Work;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/peers/python/serve.py");

/// A library that runs in Python.
pub struct Python {
    name: String,
    server: Rc<RefCell<Server>>,
}

impl Python {
    /// By the interpreter that `PEERS_PYTHON` names, or `python3`.
    ///
    /// # Errors
    /// If there is none, or it has no such library.
    pub fn start(library: &str) -> Result<Python, Box<dyn Error>> {
        let python = std::env::var("PEERS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let mut child = Command::new(python)
            .args([SCRIPT, library])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(if std::env::var_os("PEERS_PYTHON").is_some() { Stdio::inherit() } else { Stdio::null() })
            .spawn()?;
        let commands = child.stdin.take().ok_or("no standard input")?;
        let answers = BufReader::new(child.stdout.take().ok_or("no standard output")?);
        let mut server = Server { child, commands, answers };
        let name = server.answer().map_err(|_| "not installed")?;
        Ok(Python { name, server: Rc::new(RefCell::new(server)) })
    }
}

impl Peer for Python {
    fn name(&self) -> &str {
        &self.name
    }

    fn prepare(&mut self, work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>> {
        let answer = self.server.borrow_mut().prepare(work, arrays).unwrap_or_else(|why| {
            eprintln!("{}: {why}", self.name);
            String::new()
        });
        (answer == "ready").then(|| Box::new(Remote(self.server.clone())) as Box<dyn Run>)
    }
}

/// The workload that the server is at.
struct Remote(Rc<RefCell<Server>>);

impl Run for Remote {
    fn run(&mut self, times: usize) -> f64 {
        // A server that has died gives no result either, and so is not measured.
        self.0.borrow_mut().run(times).unwrap_or(f64::INFINITY)
    }

    fn result(&mut self) -> Vec<f32> {
        self.0.borrow_mut().result().unwrap_or_default()
    }
}

struct Server {
    child: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Server {
    fn answer(&mut self) -> Result<String, Box<dyn Error>> {
        let mut line = String::new();
        match self.answers.read_line(&mut line)? {
            0 => Err("it has ended".into()),
            _ => Ok(line.trim().to_owned()),
        }
    }

    fn prepare(&mut self, work: &Work, arrays: &Arrays) -> Result<String, Box<dyn Error>> {
        let lengths: Vec<_> = arrays.iter().map(|array| array.len().to_string()).collect();
        writeln!(self.commands, "prepare {work}\n{}", lengths.join(" "))?;
        for number in arrays.iter().flatten() {
            self.commands.write_all(&number.to_le_bytes())?;
        }
        self.answer()
    }

    fn run(&mut self, times: usize) -> Result<f64, Box<dyn Error>> {
        writeln!(self.commands, "run {times}")?;
        Ok(self.answer()?.parse()?)
    }

    fn result(&mut self) -> Result<Vec<f32>, Box<dyn Error>> {
        writeln!(self.commands, "result")?;
        let mut bytes = vec![0; 4 * self.answer()?.parse::<usize>()?];
        self.answers.read_exact(&mut bytes)?;
        Ok(bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }
}

/// The end of its input ends it.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
