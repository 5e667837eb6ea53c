//! What was found in the log, in words.

use xinan_db::audit::verify::{Bad, Fault, Report};

/// A report, each finding on a line; `printed` are the characters that were asked for.
pub(super) fn of(report: &Report, printed: Option<&str>) -> String {
    let Report { entries, older, checkpoints, excused, refused, first_bad, shown_by } = report;
    let mut text = String::new();
    for one in refused {
        let short = if one.checkpoint.short.is_empty() { "it" } else { &one.checkpoint.short };
        text.push_str(&format!("{}: {short} ({})\n", what(one.fault), one.checkpoint.source));
    }
    match first_bad {
        None => text.push_str(&format!(
            "the log is whole: {entries} entries, {older} from before the chain, compared with {checkpoints} checkpoints\n"
        )),
        // Said already.
        Some(bad) if is_of_checkpoint(report, bad) => text.push_str(&format!(
            "all {entries} entries are as they were written, compared with {checkpoints} checkpoints\n"
        )),
        Some(bad) => {
            text.push_str(&format!("{}; {entries} entries before it are as they were written\n", bad_in_words(bad)));
        }
    }
    if let Some(one) = shown_by {
        text.push_str(&format!("the checkpoint {} shows it ({})\n", one.short, one.source));
    }
    if *excused > 0 {
        text.push_str(&format!(
            "{excused} checkpoints saw what was given up with a reason, and were not compared with\n"
        ));
    }
    if let (Some(printed), None) = (printed, first_bad) {
        text.push_str(&format!("{printed} was signed by this deployment, and the log holds what it saw\n"));
    }
    text
}

/// The same as an entry holds it.
pub(super) fn in_brief(report: &Report) -> String {
    match &report.first_bad {
        None => format!("whole, {} entries", report.entries),
        Some(bad) if is_of_checkpoint(report, bad) => {
            format!("whole, {} entries, with bad checkpoints", report.entries)
        }
        Some(bad) => format!("{} entries, then: {}", report.entries, bad_in_words(bad)),
    }
}

/// Whether only checkpoints are bad.
fn is_of_checkpoint(report: &Report, bad: &Bad) -> bool {
    bad.fault == Fault::BadCheckpoint
        || (bad.fault == Fault::OtherDeployment && !report.refused.is_empty() && report.entries > 0)
}

fn bad_in_words(bad: &Bad) -> String {
    let what = what(bad.fault);
    match (bad.entry, bad.chain, bad.number) {
        (Some(entry), Some(chain), Some(number)) => {
            format!("the first bad entry is {entry} (chain {chain}, number {number}): {what}")
        }
        (Some(entry), ..) => format!("the first bad entry is {entry}: {what}"),
        _ => what.to_owned(),
    }
}

fn what(fault: Fault) -> &'static str {
    match fault {
        Fault::NoHeader => "the beginning of the log is not written down any more",
        Fault::HeaderChanged => "the beginning of the log was changed, or these are not its keys",
        Fault::OtherDeployment => "the log, or a checkpoint, is that of another deployment than the keys",
        Fault::Older => "entries from before the chain were changed, removed or added",
        Fault::Changed => "it is not the entry that was written there",
        Fault::Missing => "it is missing",
        Fault::OutOfOrder => "it stands before one that was written earlier",
        Fault::Added => "it was added beside the program",
        Fault::CutOff => "it and all after it are cut off",
        Fault::OtherThanCheckpoint => "it is another one than the checkpoint saw",
        Fault::HeadChanged => "how far the chain has come was changed after it",
        Fault::BadCheckpoint => "a checkpoint was changed, or not signed by this deployment",
        Fault::UnknownPrint => "no checkpoint that is kept or given has the characters that were printed",
    }
}
