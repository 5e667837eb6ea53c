//! Rows of medicines as forms ask for them: name, usage and dose of a workbook, or the boxes of the paper.

use super::{Medicine, Unclear, Unreadable, Written, check_dose, with_unit};
use crate::answers::{Answers, Weight};
use crate::reader::Reader;
use crate::text::Lang;
use crate::text::rules::Problem;

/// The ids of one row of a medicine table: name, usage and dose of a workbook, or the boxes of the paper.
pub(crate) struct RowIds {
    pub(crate) name: [&'static str; 6],
    prefix: &'static str,
}

/// 用药情况.
pub(crate) const MEDICINE: RowIds = RowIds {
    name: ["medicine1", "medicine2", "medicine3", "medicine4", "medicine5", "medicine6"],
    prefix: "",
};

/// 用药指导.
pub(crate) const GUIDANCE: RowIds = RowIds {
    name: ["guidance1", "guidance2", "guidance3", "guidance4", "guidance5", "guidance6"],
    prefix: "guidance_",
};

/// Reads the rows. `form`: whoever fills it in has the box of the medicine, or can ask; a workbook is as it is.
pub(crate) fn read(read: &mut Reader<'_>, answers: &Answers, ids: &RowIds, form: bool) -> Vec<Medicine> {
    let mut rows = Vec::new();
    for (at, id) in ids.name.into_iter().enumerate() {
        let name = answers.get(id);
        let row = at + 1;
        let part = |what: &str| answers.get(&format!("{}{what}{row}", ids.prefix));
        if name == "无" {
            continue;
        }
        if name.is_empty() {
            let parts = ["usage", "dose", "morning", "noon", "evening", "weeks", "injection"];
            if parts.into_iter().any(|what| !matches!(part(what).as_str(), "" | "0" | "-")) {
                match form {
                    true => read.complaints.refuse(id, Problem::MedicineMissing),
                    false => read.complaints.ask(id, Problem::MedicineMissing),
                }
            }
            continue;
        }
        let written = Written {
            name,
            usage: part("usage"),
            dose: if form { with_unit(&part("dose")) } else { part("dose") },
            morning: part("morning"),
            noon: part("noon"),
            evening: part("evening"),
            weeks: part("weeks"),
            injection: part("injection"),
        };
        match super::read(&written) {
            Ok(medicine) => {
                if let Some(doubt) = check_dose(&medicine) {
                    let name = medicine.name.clone();
                    read.complaints.ask(id, Problem::Dose { name, doubt });
                }
                // Who fills in a form has the box of the medicine, or can ask; a workbook is as it is.
                if let Some(unclear) = medicine.unclear().filter(|_| form) {
                    let weight = if unclear.can_stand() { Weight::Ask } else { Weight::Refuse };
                    let given = crate::reader::shorten(&medicine.schedule.say(Lang::Zh));
                    read.complaints.say(id, weight, Problem::MedicineUnclear { given, unclear });
                }
                rows.push(medicine);
            }
            Err(Unreadable::IntervalMissing) => {
                read.complaints.refuse(id, Problem::LongActingNeedsInterval { name: written.name });
            }
            Err(Unreadable::Usage) => {
                let problem = match written.in_tablets() {
                    Some(given) => Problem::MedicineUnclear {
                        given: crate::reader::shorten(given),
                        unclear: Unclear::Dose,
                    },
                    None => Problem::MedicineUnreadable { row },
                };
                read.complaints.refuse(id, problem);
            }
        }
    }
    rows
}
