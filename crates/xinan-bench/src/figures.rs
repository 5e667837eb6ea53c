//! Figures and the table that they make.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

/// What was measured so far.
#[derive(Default)]
pub(crate) struct Figures {
    machine: String,
    lines: Vec<String>,
}

impl Figures {
    /// Which machine this is.
    pub(crate) fn machine(&mut self) -> Result<()> {
        let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = cpu
            .lines()
            .find_map(|line| line.strip_prefix("model name"))
            .map_or("unknown", |rest| rest.trim_start_matches([' ', '\t', ':']));
        let cores = std::thread::available_parallelism().context("counting cores")?;
        self.machine = format!("{model}, {cores} cores; the load comes from the same machine");
        Ok(())
    }

    /// The size of the program.
    pub(crate) fn binary(&mut self, program: &Path) -> Result<()> {
        let bytes = std::fs::metadata(program).with_context(|| format!("{}", program.display()))?.len();
        self.add("the program's size", bytes as f64 / 1e6, "MB", Some(80.0));
        Ok(())
    }

    /// One figure with its promise.
    pub(crate) fn add(&mut self, what: &str, value: f64, unit: &str, promise: Option<f64>) {
        let promise = promise.map_or_else(|| "–".to_owned(), |most| format!("< {most} {unit}"));
        let line = format!("| {what} | {value:.1} {unit} | | {promise} |");
        eprintln!("{line}");
        self.lines.push(line);
    }

    /// Median and 99th percentile.
    pub(crate) fn row(&mut self, what: &str, median: f64, p99: f64, promise: f64) {
        let line = format!("| {what} | {median:.1} ms | {p99:.1} ms | p99 < {promise} ms |");
        eprintln!("{line}");
        self.lines.push(line);
    }

    /// The table.
    pub(crate) fn print(&self) {
        println!("Machine: {}\n", self.machine);
        println!("| what | median or value | p99 | promise |\n|---|---|---|---|");
        for line in &self.lines {
            println!("{line}");
        }
    }
}

/// The middle of some times, in milliseconds.
pub(crate) fn median_ms(times: &mut [Duration]) -> f64 {
    percentile_ms(times, 0.5)
}

/// A percentile of some times, in milliseconds.
pub(crate) fn percentile_ms(times: &mut [Duration], share: f64) -> f64 {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    let at = ((last as f64) * share).round() as usize;
    times.get(at).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}
