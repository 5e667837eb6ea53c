//! Running commands, and reading the closing lines of test runners.

use std::io::{BufRead, BufReader, Read, Write};
use std::ops::AddAssign;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use crate::Result;

/// Runs a command that talks to the terminal itself; an exit code other than 0 is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    judge(command, status)
}

/// Runs a command quietly and returns what it printed on standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().map_err(|error| cannot_start(command, &error))?;
    let said = String::from_utf8_lossy(&output.stderr);
    judge(command, output.status)
        .map_err(|sentence| format!("{sentence} Its last words:\n{}", last_lines(&said, 5)))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command quietly and returns what it printed on standard error.
pub(crate) fn said(command: &mut Command) -> Result<String> {
    let output = command.output().map_err(|error| cannot_start(command, &error))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    judge(command, output.status).map_err(|sentence| format!("{sentence} It said:\n{said}"))?;
    Ok(said)
}

/// Runs a test runner: all it prints passes through, and its closing lines are counted.
pub(crate) fn run_counting(command: &mut Command) -> (Result<()>, Tally) {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => return (Err(cannot_start(command, &error)), Tally::default()),
    };
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let errors = thread::spawn(move || pass_on(err, std::io::stderr()));
    let mut tally = pass_on(out, std::io::stdout());
    tally += errors.join().unwrap_or_default();
    let done = match child.wait() {
        Ok(status) => judge(command, status),
        Err(error) => Err(format!("{} was lost: {error}.", name(command))),
    };
    (done, tally)
}

fn pass_on(from: Option<impl Read>, mut to: impl Write) -> Tally {
    let mut tally = Tally::default();
    let Some(from) = from else { return tally };
    let mut reader = BufReader::new(from);
    let mut line = Vec::new();
    while matches!(reader.read_until(b'\n', &mut line), Ok(1..)) {
        // The terminal may be gone (`| head`); the tests still run to their end.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        tally.read(&String::from_utf8_lossy(&line));
        line.clear();
    }
    tally
}

/// How many tests passed, failed and were left out.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl Tally {
    /// Whether any test was run at all.
    pub(crate) fn ran_something(self) -> bool {
        self.passed + self.failed > 0
    }

    /// Counts a closing line of nextest, `cargo test` or node's test runner; other lines count nothing.
    fn read(&mut self, line: &str) {
        let line = without_colours(line);
        let line = line.trim();
        let counts =
            if let Some((_, counts)) = line.split_once(" run: ").filter(|_| line.starts_with("Summary [")) {
                counts
            } else if let Some(counts) = line.strip_prefix("test result: ") {
                // "ok. 5 passed; 0 failed; 1 ignored; …"
                counts.split_once(". ").map_or("", |(_, counts)| counts)
            } else if let Some(count) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
                // node prints one count a line: "ℹ pass 12".
                return match count.split_once(' ') {
                    Some(("pass", number)) => self.passed += number.parse().unwrap_or(0),
                    Some(("fail" | "cancelled", number)) => self.failed += number.parse().unwrap_or(0),
                    Some(("skipped" | "todo", number)) => self.skipped += number.parse().unwrap_or(0),
                    _ => (),
                };
            } else {
                return;
            };
        for count in counts.split([',', ';']) {
            let mut words = count.split_whitespace();
            let number = words.next().and_then(|word| word.parse::<u64>().ok()).unwrap_or(0);
            match words.next() {
                Some("passed") => self.passed += number,
                Some("failed" | "timed" | "exec") => self.failed += number,
                Some("skipped" | "ignored") => self.skipped += number,
                _ => (),
            }
        }
    }
}

fn without_colours(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        out.push_str(before);
        rest = after.find('m').map_or("", |end| &after[end + 1..]);
    }
    out + rest
}

/// The last lines of a log, for an error message.
pub(crate) fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

fn judge(command: &Command, status: ExitStatus) -> Result<()> {
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => Err(format!("`{}` ended with exit code {code}.", name(command))),
        None => Err(format!("`{}` was ended by a signal.", name(command))),
    }
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` could not be started: {error}.", name(command))
}

/// The command as one would type it, without the folder of the program.
fn name(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], passed: u64, failed: u64, skipped: u64) {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read(line));
        assert_eq!(tally, Tally { passed, failed, skipped }, "{lines:?}");
    }

    #[test]
    fn the_closing_line_of_nextest_is_counted_with_its_colours() {
        check(&["     Summary [   0.011s] 2 tests run: 2 passed, 0 skipped"], 2, 0, 0);
        check(
            &["\u{1b}[32m\u{1b}[1m     Summary\u{1b}[0m [   9.0s] \u{1b}[1m7\u{1b}[0m/9 tests run: \
               \u{1b}[1m3\u{1b}[0m passed (1 slow), \u{1b}[1m2\u{1b}[0m failed, 2 timed out, 4 skipped"],
            3,
            4,
            4,
        );
    }

    #[test]
    fn every_closing_line_of_cargo_test_is_added_up() {
        let lines = [
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0s",
        ];
        check(&lines, 7, 3, 1);
    }

    #[test]
    fn the_closing_lines_of_nodes_runner_are_counted() {
        check(&["ℹ tests 9", "ℹ pass 7", "ℹ fail 1", "ℹ cancelled 0", "ℹ skipped 1", "ℹ todo 0"], 7, 1, 1);
        check(&["# pass 4", "# fail 0"], 4, 0, 0);
    }

    #[test]
    fn other_lines_count_nothing() {
        check(&["3 passed the door", "test result", "# a heading", "Summary of what run: 3 passed"], 0, 0, 0);
    }

    #[test]
    fn a_failing_command_is_named_with_its_exit_code() {
        let said = run(Command::new("sh").args(["-c", "exit 7"])).unwrap_err();
        assert_eq!(said, "`sh -c exit 7` ended with exit code 7.");
        assert!(run(&mut Command::new("no-such-program-here")).unwrap_err().contains("could not be started"));
    }
}
