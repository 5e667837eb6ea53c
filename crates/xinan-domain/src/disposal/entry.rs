//! One entry of the course: who was told, who has come, what was done, on which ground, that it is over, how it was later.

use jiff::ToSpan;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::report::moment;
use super::{Fact, Ground, Measure, Record, Standing, State, grounds_on};
use crate::answers::{Answers, Complaints};
use crate::codes;
use crate::reader::{Empty, Reader};
use crate::text::rules::Problem;
use crate::text::{Lang, disposal as words};

codes! {
    /// What an entry says. The numbers are ours; they are stored and stay.
    Kind {
        Told = 1 "告知" "told" [],
        Arrived = 2 "到场" "arrived" [],
        Seen = 3 "现场情况" "what was seen" [],
        Measure = 4 "采取措施" "what was done" [],
        Ground = 5 "法律依据" "legal basis" [],
        Ended = 6 "处置结束" "the handling ended" [],
        Check = 7 "复查" "check" [],
        Recorded = 8 "填写应急处置记录单" "the record was written" [],
        Entered = 9 "已录入国家系统" "entered in the national system" [],
        Mistaken = 10 "误报或重复" "reported by mistake, or twice" [],
        Corrected = 11 "更正" "corrected" [],
    }
}

codes! {
    /// Who was told, or has come.
    Party {
        Police = 1 "派出所" "police station" [],
        Psychiatrist = 2 "精神科医师" "psychiatrist" [],
        Family = 3 "家属或监护人" "family or guardian" [],
        CareGroup = 4 "关爱帮扶小组" "care group" [],
        Ambulance = 5 "120 急救" "ambulance (120)" [],
        HealthCentre = 6 "乡镇卫生院" "township health centre" [],
        County = 7 "县精防机构" "county prevention body" [],
        Other = 8 "其他人" "somebody else" [],
    }
}

/// An entry, understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    /// Who was told, by which name.
    Told {
        /// Whom.
        party: Party,
        /// 姓名.
        name: String,
    },
    /// Who has come.
    Arrived {
        /// Who.
        party: Party,
        /// 姓名.
        name: String,
    },
    /// What is seen, in words.
    Seen {
        /// In somebody's words.
        words: String,
    },
    /// What was done.
    Measure {
        /// 主要处置措施.
        measure: Measure,
        /// In somebody's words.
        words: String,
    },
    /// On which ground.
    Ground {
        /// 法律依据.
        ground: Ground,
        /// In somebody's words.
        words: String,
    },
    /// The handling is over.
    Ended {
        /// How.
        outcome: Measure,
        /// In somebody's words.
        words: String,
    },
    /// How somebody was at a check afterwards.
    Check {
        /// 病情稳定.
        steady: bool,
        /// In somebody's words.
        words: String,
    },
    /// The official record.
    Recorded(Box<Record>),
    /// It stands in the national system.
    Entered,
    /// There was no such emergency, or it is in another report.
    Mistaken {
        /// Why.
        words: String,
    },
    /// An entry before was wrong; which, stands beside it.
    Corrected {
        /// What was wrong, and how it was.
        words: String,
    },
}

impl Entry {
    /// What it says.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Told { .. } => Kind::Told,
            Self::Arrived { .. } => Kind::Arrived,
            Self::Seen { .. } => Kind::Seen,
            Self::Measure { .. } => Kind::Measure,
            Self::Ground { .. } => Kind::Ground,
            Self::Ended { .. } => Kind::Ended,
            Self::Check { .. } => Kind::Check,
            Self::Recorded(_) => Kind::Recorded,
            Self::Entered => Kind::Entered,
            Self::Mistaken { .. } => Kind::Mistaken,
            Self::Corrected { .. } => Kind::Corrected,
        }
    }

    /// What follows from it, if anything: [`super::standing`] asks no more.
    pub fn fact(&self) -> Option<Fact> {
        match self {
            Self::Ended { outcome, .. } => Some(Fact::Ended(*outcome)),
            Self::Check { steady, .. } => Some(Fact::Check { steady: *steady }),
            Self::Recorded(record) => Some(Fact::Recorded(record.reason)),
            Self::Entered => Some(Fact::Entered),
            Self::Mistaken { .. } => Some(Fact::Mistaken),
            _ => None,
        }
    }
}

impl Standing {
    /// Which entries may be added now, the record apart, which has a page of its own.
    ///
    /// What was told and done is often written down later, with its time: it stays possible until the report itself is taken
    /// back. The end comes once; a wrong one is corrected, and then comes anew.
    pub fn offers(&self) -> Vec<Kind> {
        let course = [Kind::Told, Kind::Arrived, Kind::Seen, Kind::Measure, Kind::Ground];
        let also: &[Kind] = match self.state {
            State::Mistaken => return Vec::new(),
            State::Running => &[Kind::Ended, Kind::Mistaken],
            _ if self.is_recorded && !self.is_entered => &[Kind::Check, Kind::Entered, Kind::Mistaken],
            _ => &[Kind::Check, Kind::Mistaken],
        };
        course
            .iter()
            .chain(also)
            .copied()
            .filter(|kind| *kind != Kind::Check || self.takes_checks())
            .collect()
    }
}

/// What else is known when an entry is read.
#[derive(Debug, Clone)]
pub struct EntryContext {
    /// Now.
    pub now: DateTime,
    /// When it was reported.
    pub reported_at: DateTime,
    /// Where it stands.
    pub standing: Standing,
}

fn said(say: fn(Lang) -> &'static str) -> Problem {
    Problem::Said([Lang::Zh, Lang::En].map(|lang| say(lang).to_owned()))
}

/// Reads an entry and its time.
///
/// - Without a time it is now. Nothing lies ahead, and nothing more than a day before the report: the police may have been
///   called first.
/// - Whom one told has a name, as §4.9 asks; who "somebody else" is, too.
/// - A check lies after the end of the handling.
/// - A ground is one that counts on that day.
///
/// # Errors
/// All complaints.
pub fn parse_entry(
    kind: Kind,
    answers: &Answers,
    context: &EntryContext,
) -> Result<(DateTime, Entry), Complaints> {
    let mut read = Reader::new(answers, context.now.date());
    if !context.standing.offers().contains(&kind) {
        read.complaints.refuse("time", said(words::not_now));
    }
    let earliest = context.reported_at.saturating_sub(24.hours());
    let at = moment(&mut read, answers, ("on", "time"), (earliest, context.now));
    let entry = match kind {
        Kind::Told | Kind::Arrived => {
            let party = read.one::<Party>("party", Empty::Refused);
            let name = read.text("name", 50, Empty::Refused);
            party.map(|party| match kind {
                Kind::Told => Entry::Told { party, name },
                _ => Entry::Arrived { party, name },
            })
        }
        Kind::Seen => Some(Entry::Seen { words: read.text("words", 500, Empty::Refused) }),
        Kind::Measure => {
            let measure = read.one::<Measure>("measure", Empty::Refused);
            let needed = if measure == Some(Measure::Other) { Empty::Refused } else { Empty::Fine };
            let words = read.text("words", 300, needed);
            measure.map(|measure| Entry::Measure { measure, words })
        }
        Kind::Ground => {
            let ground = read.one::<Ground>("ground", Empty::Refused);
            let day = at.map_or(context.now.date(), |at| at.date());
            if ground.is_some_and(|ground| !grounds_on(day).contains(&ground)) {
                read.complaints.refuse("ground", said(words::ground_not_then));
            }
            let words = read.text("words", 300, Empty::Fine);
            ground.map(|ground| Entry::Ground { ground, words })
        }
        Kind::Ended => {
            let outcome = read.one::<Measure>("outcome", Empty::Refused);
            let needed = if outcome == Some(Measure::Other) { Empty::Refused } else { Empty::Fine };
            let words = read.text("words", 300, needed);
            if at.is_some_and(|at| at < context.reported_at) {
                read.complaints.refuse("time", said(words::end_before_report));
            }
            outcome.map(|outcome| Entry::Ended { outcome, words })
        }
        Kind::Check => {
            let steady = match read.filled("steady", Empty::Refused).as_deref() {
                None => None,
                Some("1") => Some(true),
                Some("0") => Some(false),
                Some(_) => {
                    read.complaints.refuse("steady", Problem::Missing);
                    None
                }
            };
            let words =
                read.text("words", 300, if steady == Some(false) { Empty::Refused } else { Empty::Fine });
            if at.zip(context.standing.ended_at()).is_some_and(|(at, ended)| at < ended) {
                read.complaints.refuse("time", said(words::check_before_end));
            }
            steady.map(|steady| Entry::Check { steady, words })
        }
        Kind::Entered => Some(Entry::Entered),
        Kind::Mistaken => Some(Entry::Mistaken { words: read.text("words", 200, Empty::Refused) }),
        // The record has a form of its own, and a correction names what it corrects.
        Kind::Recorded => None,
        Kind::Corrected => Some(Entry::Corrected { words: read.text("words", 200, Empty::Refused) }),
    };
    match (at, entry) {
        (Some(at), Some(entry)) if !read.complaints.refused() => Ok((at, entry)),
        _ => Err(read.complaints),
    }
}
