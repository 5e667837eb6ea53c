//! 应急处置记录单 on paper, in three copies: for the prevention body, for whoever took over, for the emergency team (工作规范
//! 应急医疗处置).

pub mod web;

use xinan_domain::code::Code;
use xinan_domain::disposal::{Identified, Record, Report, write_time};
use xinan_domain::phone::Phone;
use xinan_domain::text::Lang;
use xinan_typeset::{DisposalLine, DisposalSheet};

use super::sheets::record_no;
use crate::case::VisibleCase;
use crate::disposal::store::Kept;
use crate::shell::clock::Moment;
use crate::texts;

/// A record as it goes on paper, which is in Chinese like every paper of the house.
fn copies(kept: &Kept, case: Option<&VisibleCase>, record: &Record, place: &str) -> Vec<DisposalSheet> {
    let (name, case_no, short, wide) = lines(kept, case, record, place);
    texts::PAPER_DISPOSAL_COPIES
        .iter()
        .map(|copy| DisposalSheet {
            record_no: record_no(kept.id),
            name: name.clone(),
            case_no: case_no.clone(),
            copy: (*copy).to_owned(),
            short: short.clone(),
            wide: wide.clone(),
        })
        .collect()
}

/// Labels are those of the form's fields.
fn label(id: &str) -> &'static str {
    xinan_domain::answers::field(xinan_domain::disposal::RECORD_FIELDS, id).map_or("", |field| field.label)
}

fn joined<C: Code>(all: impl IntoIterator<Item = C>) -> String {
    all.into_iter().map(Code::label).collect::<Vec<_>>().join(texts::list_joint(Lang::Zh))
}

type Lines = (String, String, Vec<DisposalLine>, Vec<DisposalLine>);

fn lines(kept: &Kept, case: Option<&VisibleCase>, record: &Record, place: &str) -> Lines {
    let Record {
        report_unit,
        handling_unit,
        identified,
        nationality,
        first_place,
        way,
        reporter_is,
        began_at,
        scene,
        injured,
        dead,
        damage,
        police,
        prevention,
        psychiatrists,
        nurses,
        others,
        reason,
        further,
        measures,
        diagnosis,
        icd10,
        ground,
        agreement,
        effect,
        nature,
        subject,
        handed_to,
        payment,
        filled_by,
        filled_on,
    } = record;
    let Report { who, village: _, place: reported_place, reason: _, seen: _, reporter, phone } = &kept.report;
    let line = |label: &str, text: String| DisposalLine { label: label.to_owned(), text };
    let of = |id: &str, text: String| line(label(id), text);
    let (name, case_no, sex, age, number) = match (case, identified) {
        (Some(case), _) => {
            let (head, on) = (&case.head, kept.reported().day());
            let age = head.age(on).to_string();
            (head.name.clone(), head.case_no.clone(), head.sex.label().to_owned(), age, String::new())
        }
        (None, Some(Identified { name, sex, age, identity_number })) => (
            name.clone(),
            String::new(),
            sex.map(Code::label).unwrap_or_default().to_owned(),
            age.map(|age| age.to_string()).unwrap_or_default(),
            identity_number.as_ref().map_or("", |number| number.as_str()).to_owned(),
        ),
        (None, None) => (who.clone(), String::new(), String::new(), String::new(), String::new()),
    };
    let began = format!("{} {}", began_at.date(), write_time(began_at.time()));
    let ended = kept.ended_at.map(|at| Moment::of_micros(at).stamp()).unwrap_or_default();
    let reporter = [reporter.as_str(), phone.as_ref().map_or("", Phone::as_str)].join(" ");
    let short = vec![
        of("sex", sex),
        of("age", age),
        of("identity_number", number),
        of("nationality", nationality.clone()),
        line(texts::PAPER_DISPOSAL_AREA, place.to_owned()),
        of("report_unit", report_unit.clone()),
        of("handling_unit", handling_unit.clone()),
        line(texts::PAPER_DISPOSAL_REPORTER, reporter.trim().to_owned()),
        line(texts::PAPER_DISPOSAL_REPORTED_AT, kept.reported().stamp()),
        of("way", way.label().to_owned()),
        of("reporter_is", reporter_is.label().to_owned()),
        of("began_time", began),
        line(texts::PAPER_DISPOSAL_ENDED_AT, ended),
        of("injured", injured.to_string()),
        of("dead", dead.to_string()),
        of("damage", damage.map(|yuan| yuan.to_string()).unwrap_or_default()),
        of("prevention", prevention.clone()),
        of("psychiatrist", psychiatrists.join(texts::list_joint(Lang::Zh))),
        of("nurse", nurses.join(texts::list_joint(Lang::Zh))),
        of("nature", nature.label().to_owned()),
        of("effect", effect.label().to_owned()),
        of("subject", subject.label().to_owned()),
        of("payment", payment.map(Code::label).unwrap_or_default().to_owned()),
        of("handed_to", handed_to.clone()),
        of("filled_by", filled_by.clone()),
        of("filled_on", filled_on.to_string()),
    ];
    let diagnosis =
        diagnosis.map(|(kind, one)| texts::paper_disposal_diagnosis(Lang::Zh, kind.label(), one.label()));
    let diagnosis = diagnosis.unwrap_or_default();
    let code = icd10.as_ref().map(|code| code.as_str()).unwrap_or_default();
    let first = if first_place.is_empty() { reported_place } else { first_place };
    let wide = vec![
        of("first_place", first.clone()),
        of("scene", scene.clone()),
        of("reason", reason.label().to_owned()),
        of("further", joined(further.iter().copied())),
        of("measures", joined(measures.iter().copied())),
        of("diagnosis", [diagnosis.as_str(), code].join(" ").trim().to_owned()),
        of("ground", ground.map(Code::label).unwrap_or_default().to_owned()),
        of("agreement", agreement.label().to_owned()),
        of("police", police.clone()),
        of("others", others.clone()),
    ];
    (name, case_no, short, wide)
}
