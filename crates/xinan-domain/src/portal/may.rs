//! 看得到什么 — what is shown to whom at the person's own door.
//!
//! 精神卫生法 第四十七条: the patient and the guardian may read and copy the record, except where *the patient's* reading
//! may harm the treatment. So what a doctor keeps back is kept from the person and from no guardian, is one of three
//! kinds, ends on a day, and never touches who looked.
//!
//! A guardian from whom the person is to be safe (第九条: no abuse, no abandonment; PROMISES T11) learns nothing of where
//! the person is or may be found, and reads no word that somebody wrote: an address can stand in any of them.

use jiff::civil::Date;

use crate::codes;

codes! {
    /// What a doctor may keep back for a time.
    Kept {
        Words = 1 "随访时写下的话" "what was written at visits" [],
        Diagnosis = 2 "诊断" "the diagnosis" [],
        Medicine = 3 "用药" "the medicine" [],
    }
}

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The person.
    Person,
    /// A guardian.
    Guardian {
        /// The person is to be safe from this guardian.
        safety: bool,
    },
}

/// Something kept back, which has not been ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exception {
    /// What.
    pub kept: Kept,
    /// The last day.
    pub until: Date,
}

/// Whether something is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// It is.
    Whole,
    /// A doctor keeps it back until this day, which the page says.
    KeptBack(Date),
    /// It is not there, and nothing says so.
    Absent,
}

impl Shown {
    /// Whether it is shown.
    pub fn is_whole(self) -> bool {
        self == Self::Whole
    }

    /// Until when a doctor keeps it back.
    pub fn kept_until(self) -> Option<Date> {
        match self {
            Self::KeptBack(until) => Some(until),
            Self::Whole | Self::Absent => None,
        }
    }
}

/// What somebody may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct May {
    /// The diagnosis.
    pub diagnosis: Shown,
    /// The medicine.
    pub medicine: Shown,
    /// Words that somebody wrote at a visit or on a form.
    pub words: Shown,
    /// Address, telephone, village, and every place and office by which one could be found.
    pub whereabouts: bool,
    /// That the person looked at the own record, and what the person asked for.
    pub own_acts: bool,
}

/// What is shown to a reader on a day.
pub fn may_see(reader: Reader, exceptions: &[Exception], today: Date) -> May {
    let shown = |kept: Kept| {
        let until =
            exceptions.iter().filter(|one| one.kept == kept && today <= one.until).map(|one| one.until);
        match until.max() {
            Some(until) if reader == Reader::Person => Shown::KeptBack(until),
            _ => Shown::Whole,
        }
    };
    let safety = reader == Reader::Guardian { safety: true };
    May {
        diagnosis: shown(Kept::Diagnosis),
        medicine: shown(Kept::Medicine),
        words: if safety { Shown::Absent } else { shown(Kept::Words) },
        whereabouts: !safety,
        // What the person does is nobody's business who may be the one of whom help is asked against.
        own_acts: reader == Reader::Person,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 21);
    const ALL: May = May {
        diagnosis: Shown::Whole,
        medicine: Shown::Whole,
        words: Shown::Whole,
        whereabouts: true,
        own_acts: true,
    };

    #[test]
    fn who_sees_what_with_which_flags() {
        let until = |day| Exception { kept: Kept::Words, until: day };
        let diagnosis = Exception { kept: Kept::Diagnosis, until: date(2027, 1, 31) };
        let guardian = May { own_acts: false, ..ALL };
        let safe = May { words: Shown::Absent, whereabouts: false, ..guardian };
        let [plain, flagged] = [false, true].map(|safety| Reader::Guardian { safety });
        for (reader, exceptions, may) in [
            (Reader::Person, vec![], ALL),
            (Reader::Person, vec![until(TODAY)], May { words: Shown::KeptBack(TODAY), ..ALL }),
            (Reader::Person, vec![until(date(2026, 11, 20))], ALL),
            (
                Reader::Person,
                vec![until(TODAY), until(date(2027, 5, 20)), diagnosis],
                May {
                    words: Shown::KeptBack(date(2027, 5, 20)),
                    diagnosis: Shown::KeptBack(date(2027, 1, 31)),
                    ..ALL
                },
            ),
            (plain, vec![], guardian),
            // The law keeps back what the patient's reading may harm, not the guardian's.
            (plain, vec![until(TODAY), diagnosis], guardian),
            (flagged, vec![], safe),
            (flagged, vec![until(TODAY), diagnosis], safe),
        ] {
            assert_eq!(may_see(reader, &exceptions, TODAY), may, "{reader:?} {exceptions:?}");
        }
    }
}
