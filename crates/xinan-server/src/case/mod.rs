//! 患者档案 — the record of one person, and the only door to it.
//!
//! Whoever wants to do something with a record asks [`store::find`] with the name of what is to be
//! done. Out of reach looks like absent; what comes back is a [`VisibleCase`], and functions below
//! ask for that, never for an id from a request. Finding is logged in the same transaction.
//!
//! A record is computed from facts ([`facts`]): the supplement form, visits, contacts,
//! examinations and events. The row that lists read and the month rows that reports sum are
//! written again, in the transaction that changes a fact.

pub mod agreed;
pub mod event;
pub mod facts;
pub mod leaving;
pub mod looks;
pub(crate) mod namesake;
pub(crate) mod newcomer;
pub(crate) mod reason;
pub(crate) mod safety;
pub(crate) mod search;
pub mod seen;
pub mod steps;
pub mod store;
pub mod tie;
pub(crate) mod words;

use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_domain::contact::CallOutcome;
use xinan_domain::diagnosis::Diagnosis;
use xinan_domain::follow_up::{Due, Stability, VisitMode};
use xinan_domain::identity_number::Sex;
use xinan_domain::person::{Consent, Relation};
use xinan_domain::region::Region;
use xinan_domain::{codes, day};

codes! {
    /// Where a record stands.
    Status {
        Open = 0 "在册" "registered" [],
        Lost = 1 "失访" "lost to follow-up" [],
        Dead = 2 "死亡" "dead" [],
        Closed = 3 "结案" "closed" [],
    }
}

/// A record that somebody may see: proof that the access check was passed.
#[derive(Debug, Clone)]
pub struct VisibleCase {
    county: String,
    id: Uuid,
    /// What pages show of the person.
    pub head: Head,
}

impl VisibleCase {
    /// Its id.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Its county, the first part of every key.
    pub fn county(&self) -> &str {
        &self.county
    }

    /// Its id as it stands in addresses.
    pub fn path_id(&self) -> String {
        self.id.simple().to_string()
    }
}

/// What every page about a person begins with.
#[derive(Debug, Clone)]
pub struct Head {
    /// 姓名.
    pub name: String,
    /// 性别.
    pub sex: Sex,
    /// 出生日期.
    pub birth_date: Date,
    /// 村（居）委会.
    pub village: Region,
    /// 编号, 17 digits.
    pub case_no: String,
    /// 现住址. Only where a record is read whole ([`store::read_whole`]).
    pub address: String,
    /// 本人电话. Empty in lists that show none ([`store::read_named`]).
    pub phone: String,
    /// 监护人. Only where a record is read whole.
    pub guardian_name: String,
    /// 与患者关系.
    pub guardian_relation: Option<Relation>,
    /// 监护人电话. Empty in lists that show none.
    pub guardian_phone: String,
    /// The person is to be safe from that guardian ([`safety`]): whoever would call is warned.
    pub guardian_unsafe: bool,
    /// 目前诊断.
    pub diagnosis: Diagnosis,
    /// The day from which the record counts.
    pub registered_on: Date,
    /// The day from which the first visit is waited for ([`xinan_domain::follow_up::taken_on`]).
    pub taken_on: Date,
    /// 知情同意 to the programme.
    pub consent: Option<Consent>,
    /// 精神卫生法 第三十条第二款第二项: informed, and since when.
    pub informed_on: Option<Date>,
    /// Where the record stands.
    pub status: Status,
    /// Since when.
    pub status_on: Option<Date>,
    /// The last visit.
    pub last: Option<LastSeen>,
    /// How many visits there are.
    pub visit_count: i64,
    /// The next step.
    pub due: Option<Due>,
    /// The last day on which the next visit is in time: with a call to be repeated first, a later one than that of the
    /// next step.
    pub visit_by: Option<Date>,
    /// How much the last visit and calls ask to be first: 5 to be referred at once, 4 the care group to be
    /// told or a loss to be reported at once, 3 moved and to be asked at once where to, 2 grave or just
    /// discharged, 1 to be called again.
    pub attention: i64,
    /// The latest call, when no visit has followed.
    pub called: Option<Called>,
    /// The version of the row: a page that was read earlier shows an older one.
    pub changed_at: i64,
}

impl Head {
    /// Whether the first page lists the person for a day: what is to be done within a week is.
    fn is_listed(&self, today: Date) -> bool {
        let week = today.saturating_add(jiff::ToSpan::days(7));
        let again = self.called.and_then(|called| called.again_on);
        [self.due.map(|due| due.on), self.visit_by, again].into_iter().flatten().any(|on| on <= week)
    }
}

/// The latest call, when no visit has followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Called {
    /// The day of the call.
    pub on: Date,
    /// How it ended.
    pub outcome: CallOutcome,
    /// When to call again, if so ([`xinan_domain::follow_up::call_again_on`]).
    pub again_on: Option<Date>,
}

/// What a list says of the last visit.
#[derive(Debug, Clone)]
pub struct LastSeen {
    /// 随访日期.
    pub on: Date,
    /// 随访形式.
    pub mode: Option<VisitMode>,
    /// 分类.
    pub stability: Option<Stability>,
    /// 随访医生. Empty in lists that do not say it ([`store::read_named`]).
    pub doctor: String,
    /// 这次说了什么. Empty in lists that do not say it.
    pub note: String,
}

/// What is to be done at once for somebody, as lists say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgent {
    /// 转诊.
    Refer,
    /// 失访: the written report.
    Report,
    /// The care group is to be told.
    Tell,
    /// 已搬走: to be asked where to.
    AskWhereTo,
}

impl Head {
    /// What is to be done at once, if anything.
    pub fn urgent(&self) -> Option<Urgent> {
        match self.attention {
            ..3 => None,
            3 => Some(Urgent::AskWhereTo),
            4 if self.status == Status::Lost => Some(Urgent::Report),
            4 => Some(Urgent::Tell),
            5.. => Some(Urgent::Refer),
        }
    }

    /// Full years on a day.
    pub fn age(&self, today: Date) -> i16 {
        day::age_on(self.birth_date, today)
    }

    /// 编号 as forms print it: 001-00023.
    pub fn short_no(&self) -> String {
        short_no(&self.case_no)
    }
}

/// The last eight of the seventeen digits, as forms print them: 001-00023.
pub fn short_no(case_no: &str) -> String {
    match case_no.len() {
        17 if case_no.is_ascii() => format!("{}-{}", &case_no[9..12], &case_no[12..]),
        _ => case_no.to_owned(),
    }
}
