//! `xinan import`: workbooks without pages, by the same two phases.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::json;
use xinan_db::audit::By;
use xinan_domain::region::Region;
use xinan_server::intake::job::{self, Corrections, Progress, Request, Turn};
use xinan_server::intake::plan::Read;
use xinan_server::intake::report::{Refusal, SheetReport, ToComplete};
use xinan_server::shell::app::App;

use crate::args::{Format, Import};
use crate::texts::OF_THE_DATA as LANG;
use crate::{data, out, texts};

/// Brings workbooks in. Exit codes: 0 all rows stored or there already, 1 some refused, 2 a file
/// could not be read.
pub(crate) async fn run(args: Import) -> Result<ExitCode> {
    let app = data::app(&args.place).await?;
    let region = region(&app, args.region.as_deref())?;
    let turn = job::turn().await?;
    let mut files = Vec::new();
    for path in &args.files {
        files.push(open(&turn, path).await?);
    }
    let request = Request { files: &files, region, lang: LANG, accept_good_rows: args.accept_good_rows };
    let progress = Progress::default();
    let reports = match args.dry_run {
        true => {
            let mut tx = app.db().read().await?;
            let plan = job::check(&app, &mut tx, &request, &progress).await?;
            tx.commit().await?;
            plan.reports
        }
        false => {
            let (mut tx, plan) = job::check_for_keeping(&app, &request, &progress).await?;
            let by = By::program("xinan import");
            let reports = job::keep_checked(&app, &mut tx, plan, by).await?;
            tx.commit().await?;
            app.db().count_contents().await?;
            reports
        }
    };
    app.db().close().await;
    let said = match args.format {
        Format::Json => json(&reports)?,
        Format::Text => text(&reports, &args),
    };
    out::print(&said)?;
    let refused = reports.iter().any(SheetReport::any_refused);
    Ok(ExitCode::from(u8::from(refused)))
}

/// The division into which files come: the one named, or the only county there is.
pub(crate) fn region(app: &App, code: Option<&str>) -> Result<Region> {
    let settings = app.settings();
    let Some(code) = code else {
        let counties: Vec<&str> = settings.divisions.counties().collect();
        return match counties.as_slice() {
            [one] => Region::parse(one).ok().context("the county's code"),
            _ => bail!("there are {} counties; say which with --region CODE", counties.len()),
        };
    };
    data::division(app, code)
}

async fn open(turn: &Turn, path: &Path) -> Result<Read> {
    let (name, bytes) = data::read_upload(path)?;
    let shown = name.clone();
    turn.apart(move || job::open(&name, &bytes, &Corrections::new()))
        .await?
        .map_err(|reason| anyhow::anyhow!("{shown}: {}", reason.say(LANG)))
}

/// For programs. Of very many complaints the first are listed; the counts are of all.
fn json(reports: &[SheetReport]) -> Result<String> {
    let sheets: Vec<serde_json::Value> = reports
        .iter()
        .map(|one| {
            json!({
                "file": one.file, "sheet": one.sheet, "kind": one.kind, "rows": one.rows,
                "stored": one.stored, "changed": one.changed, "already": one.already,
                "refused": complaints(&one.refused), "refused_rows": one.refused_rows(),
                "doubts": complaints(&one.doubts), "doubtful": one.doubtful(),
                "to_complete": to_complete(&one.to_complete),
            })
        })
        .collect();
    Ok(format!("{}\n", serde_json::to_string(&json!({ "sheets": sheets }))?))
}

fn complaints(all: &[Refusal]) -> Vec<serde_json::Value> {
    let one =
        |at: &Refusal| json!({ "row": at.row, "column": at.column, "cell": at.cell, "message": at.message });
    all.iter().map(one).collect()
}

/// Required fields that rows leave open.
fn to_complete(all: &[ToComplete]) -> Vec<serde_json::Value> {
    let one = |gap: &ToComplete| json!({ "field": gap.field, "column": gap.column, "rows": gap.rows });
    all.iter().map(one).collect()
}

/// For people.
fn text(reports: &[SheetReport], args: &Import) -> String {
    let mut said = String::new();
    for one in reports {
        let sheet = texts::import_sheet(LANG, &one.file, &one.sheet, one.kind_label(LANG));
        let (new, refused) = (one.stored - one.changed, one.refused_rows());
        let counts =
            texts::import_counts(LANG, one.rows, new, one.changed, one.already, refused, one.doubtful());
        line(&mut said, format_args!("{sheet}{counts}"));
        if one.rows == 0 {
            line(&mut said, format_args!("  {}", texts::import_no_rows(LANG)));
        }
        for (at, times) in together(&one.refused) {
            let more = if times > 1 { texts::import_times(LANG, times) } else { String::new() };
            let refusal = texts::import_refused(LANG, at.row, &at.cell, &at.column, &at.message);
            line(&mut said, format_args!("  {refusal}{more}"));
        }
        if !one.to_complete.is_empty() {
            let gaps: Vec<String> =
                one.to_complete.iter().map(|gap| texts::import_gap(LANG, &gap.column, gap.rows)).collect();
            let gaps = texts::import_gaps(LANG, &gaps.join(texts::import_joint(LANG)));
            line(&mut said, format_args!("  {gaps}"));
        }
        if one.more_refused() > 0 {
            line(&mut said, format_args!("  {}", texts::import_more_refused(LANG, one.more_refused())));
        }
    }
    let stored: usize = reports.iter().map(|one| one.stored).sum();
    let end = match (stored, args.dry_run) {
        (0, _) => texts::nothing_new(LANG).to_owned(),
        (_, true) => texts::import_can_store(LANG, stored),
        (_, false) => texts::import_stored(LANG, stored),
    };
    line(&mut said, format_args!("{end}"));
    if !args.accept_good_rows && reports.iter().any(SheetReport::any_refused) {
        line(&mut said, format_args!("{}", texts::import_good_rows(LANG)));
    }
    said
}

fn line(said: &mut String, text: std::fmt::Arguments<'_>) {
    said.push_str(&text.to_string());
    said.push('\n');
}

/// Complaints that say the same at the same column more often than anybody reads, as one.
fn together(all: &[Refusal]) -> Vec<(&Refusal, usize)> {
    const OFTEN: usize = 10;
    let mut times: HashMap<(&str, &str), usize> = HashMap::new();
    for one in all {
        *times.entry((&one.column, &one.message)).or_default() += 1;
    }
    let mut seen = HashSet::new();
    all.iter()
        .filter_map(|one| {
            let key = (one.column.as_str(), one.message.as_str());
            let times = times.get(&key).copied().unwrap_or(1);
            match times > OFTEN {
                true => seen.insert(key).then_some((one, times)),
                false => Some((one, 1)),
            }
        })
        .collect()
}
