//! A run of steps: each one is done whatever became of those before it, and a page at the end says
//! how each ended and how long it took.

use std::time::{Duration, Instant};

use crate::Result;
use crate::run::Tally;

/// One step of a run.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    /// The step whose failure leaves this one nothing to do.
    pub(crate) needs: Option<&'static str>,
    /// Does the step; the sentence it returns stands behind its name in the summary.
    pub(crate) run: fn(&mut Tally) -> Result<String>,
}

/// The steps that `--only` names, in their own order.
pub(crate) fn chosen(all: Vec<Step>, arguments: &[String]) -> Result<Vec<Step>> {
    let names: Vec<&str> = match arguments {
        [] => return Ok(all),
        [flag, names] if flag == "--only" => names.split(',').map(str::trim).collect(),
        [flag] if flag.starts_with("--only=") => flag["--only=".len()..].split(',').map(str::trim).collect(),
        _ => return Err("Give steps like this: `cargo xtask test --only fmt,checks`.".into()),
    };
    for name in &names {
        if !all.iter().any(|step| step.name == *name) {
            let known: Vec<&str> = all.iter().map(|step| step.name).collect();
            return Err(format!("There is no step `{name}`. The steps are {}.", known.join(", ")));
        }
    }
    Ok(all.into_iter().filter(|step| names.contains(&step.name)).collect())
}

/// How a step ended.
enum End {
    Ok(String),
    Failed(String),
    /// The step it needs had failed.
    LeftOut(&'static str),
}

impl End {
    fn is_ok(&self) -> bool {
        matches!(self, Self::Ok(_))
    }
}

/// Does the steps one after the other and prints the summary; true when all went well.
pub(crate) fn run(steps: &[Step]) -> bool {
    let begun = Instant::now();
    let mut tally = Tally::default();
    let mut ends: Vec<(&'static str, End, Duration)> = Vec::new();
    for step in steps {
        let failed = |name| ends.iter().any(|(other, end, _)| *other == name && !end.is_ok());
        if let Some(needed) = step.needs.filter(|name| failed(*name)) {
            ends.push((step.name, End::LeftOut(needed), Duration::ZERO));
            continue;
        }
        say!("\n── {} {}", step.name, "─".repeat(70 - step.name.len().min(60)));
        let started = Instant::now();
        let end = match (step.run)(&mut tally) {
            Ok(remark) => End::Ok(remark),
            Err(sentence) => {
                eprintln!("{}: {sentence}", step.name);
                End::Failed(sentence)
            }
        };
        ends.push((step.name, end, started.elapsed()));
    }
    say!("{}", summary(&ends, begun.elapsed(), tally).trim_end());
    ends.iter().all(|(_, end, _)| end.is_ok())
}

fn summary(ends: &[(&str, End, Duration)], total: Duration, tally: Tally) -> String {
    let mut text = format!("\n── summary {}\n", "─".repeat(63));
    for (name, end, took) in ends {
        let line = match end {
            End::Ok(remark) => format!("{name:<8} ok     {:>12}   {}", in_words(*took), first_line(remark)),
            End::Failed(said) => format!("{name:<8} FAILED {:>12}   {}", in_words(*took), first_line(said)),
            End::LeftOut(needed) => format!("{name:<8} left out, because {needed} failed"),
        };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str(&format!("all             {:>12}\n", in_words(total)));
    let failed: Vec<&str> = ends.iter().filter(|(_, end, _)| !end.is_ok()).map(|(name, ..)| *name).collect();
    if !failed.is_empty() {
        text.push_str(&format!("Failed: {}. What each said stands above, at its step.\n", failed.join(", ")));
    }
    if tally.ran_something() || tally.skipped > 0 {
        // Alone on the last line, in a form that other programs know to read.
        text.push_str(&format!(
            "tests: {} passed, {} failed, {} skipped\n",
            tally.passed, tally.failed, tally.skipped
        ));
    }
    text
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("")
}

/// A duration as a person would say it.
pub(crate) fn in_words(took: Duration) -> String {
    let seconds = took.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:02} s", took.as_secs() / 60, took.as_secs() % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Vec<Step> {
        ["fmt", "unit", "e2e"].map(|name| Step { name, needs: None, run: |_| Ok(String::new()) }).into()
    }

    fn names(arguments: &[&str]) -> Result<Vec<&'static str>> {
        let arguments: Vec<String> = arguments.iter().map(|word| (*word).to_string()).collect();
        Ok(chosen(steps(), &arguments)?.iter().map(|step| step.name).collect())
    }

    #[test]
    fn only_the_named_steps_are_done_in_their_own_order() {
        assert_eq!(names(&[]).unwrap(), ["fmt", "unit", "e2e"]);
        assert_eq!(names(&["--only", "e2e, fmt"]).unwrap(), ["fmt", "e2e"]);
        assert_eq!(names(&["--only=unit"]).unwrap(), ["unit"]);
    }

    #[test]
    fn an_unknown_step_is_named_with_the_known_ones() {
        assert_eq!(
            names(&["--only", "unit,typos"]).unwrap_err(),
            "There is no step `typos`. The steps are fmt, unit, e2e."
        );
        assert!(names(&["--onyl", "unit"]).is_err());
    }

    #[test]
    fn the_summary_names_what_failed_and_ends_with_the_tests() {
        let ends = [
            ("fmt", End::Ok(String::new()), Duration::from_millis(640)),
            ("unit", End::Failed("2 tests failed.\nmore".into()), Duration::from_secs(125)),
            ("e2e", End::LeftOut("unit"), Duration::ZERO),
        ];
        let tally = Tally { passed: 10, failed: 2, skipped: 1 };
        let text = summary(&ends, Duration::from_secs(126), tally);
        assert!(text.contains("\nfmt      ok            0.6 s\n"), "{text}");
        assert!(text.contains("\nunit     FAILED   2 min 05 s   2 tests failed.\n"), "{text}");
        assert!(text.contains("e2e      left out, because unit failed\n"), "{text}");
        assert!(text.ends_with("\ntests: 10 passed, 2 failed, 1 skipped\n"), "{text}");
    }

    #[test]
    fn a_failed_step_stops_only_what_needs_it() {
        let steps = [
            Step { name: "one", needs: None, run: |_| Err("no".into()) },
            Step { name: "two", needs: Some("one"), run: |_| panic!("left out") },
            Step { name: "three", needs: Some("zero"), run: |_| Ok(String::new()) },
        ];
        assert!(!run(&steps));
        assert!(run(&steps[2..]));
    }
}
