//! What goes on and what stops, and why.

use jiff::civil::Date;

use super::{State, States, Subject, Word};
use crate::person::Consent;
use crate::text::{Lang, consent as words};

/// Something that is done with a person's data or for the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Processing {
    /// 随访 and what belongs to it: visits, calls, guidance (服务规范 二（二）, 二（三）).
    Routine,
    /// 健康检查 once a year (服务规范 二（四）).
    Examination,
    /// Passing on to departments beyond health what no law orders to be passed on.
    Sharing,
    /// Lists that leave the house and are no statutory report.
    Export,
    /// 应急医疗处置 as it was agreed beforehand.
    PlannedEmergency,
    /// Free medicine, treatment, relief and reward.
    Medicine,
    /// Help when somebody is in danger, or puts others in danger.
    UrgentHelp,
    /// 发病报告, 出院信息单 and the figures that the law asks for.
    StatutoryReport,
    /// The word to care group and police that the norm asks for, with the least that they must know.
    StatutoryNotice,
    /// The joint visit of the care group, and the offer that goes with it.
    JointVisit,
    /// Reading and copying one's own record.
    OwnRecord,
}

impl Processing {
    /// All of them: first what asks for consent, then what does not.
    pub const ALL: [Self; 11] = [
        Self::Routine,
        Self::Examination,
        Self::Sharing,
        Self::Export,
        Self::PlannedEmergency,
        Self::Medicine,
        Self::UrgentHelp,
        Self::StatutoryReport,
        Self::StatutoryNotice,
        Self::JointVisit,
        Self::OwnRecord,
    ];

    /// The consents that it asks for; none for what no refusal stops.
    pub fn asks_for(self) -> &'static [Subject] {
        use Subject::{Emergency, Examination, Management, Sharing};
        match self {
            Self::Routine | Self::Export => &[Management],
            Self::Examination => &[Management, Examination],
            Self::Sharing => &[Management, Sharing],
            Self::PlannedEmergency => &[Emergency],
            Self::Medicine
            | Self::UrgentHelp
            | Self::StatutoryReport
            | Self::StatutoryNotice
            | Self::JointVisit
            | Self::OwnRecord => &[],
        }
    }

    /// In everyday words.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Routine => words::does_routine(lang),
            Self::Examination => words::does_examination(lang),
            Self::Sharing => words::does_sharing(lang),
            Self::Export => words::does_export(lang),
            Self::PlannedEmergency => words::does_planned_emergency(lang),
            Self::Medicine => words::does_medicine(lang),
            Self::UrgentHelp => words::does_urgent_help(lang),
            Self::StatutoryReport => words::does_statutory_report(lang),
            Self::StatutoryNotice => words::does_statutory_notice(lang),
            Self::JointVisit => words::does_joint_visit(lang),
            Self::OwnRecord => words::does_own_record(lang),
        }
    }

    /// Who stands in a list that leaves under it, and who does not.
    pub fn say_of_list(self, lang: Lang) -> String {
        match self.asks_for() {
            [] => words::list_by_law(lang, self.source()),
            asks if asks.contains(&Subject::Sharing) => words::list_of_sharing(lang).to_owned(),
            _ => words::list_of_managed(lang).to_owned(),
        }
    }

    /// The articles on which what needs no consent rests.
    fn source(self) -> &'static str {
        // texts-ok: names of norms are cited as they are, in any language.
        const SOURCES: [&str; 6] = [
            "个人信息保护法 第十六条；精神卫生法 第六十八条、第六十九条",
            "精神卫生法 第二十八条、第三十条；个人信息保护法 第十三条第一款第四项",
            "精神卫生法 第二十四条；发病报告管理办法；个人信息保护法 第十三条第一款第三项",
            "精神卫生法 第二十四条；工作规范 分类干预、失访",
            "工作规范 不同意参加管理",
            "精神卫生法 第四十七条；个人信息保护法 第四十五条",
        ];
        match self {
            Self::Medicine => SOURCES[0],
            Self::UrgentHelp => SOURCES[1],
            Self::StatutoryReport => SOURCES[2],
            Self::StatutoryNotice => SOURCES[3],
            Self::JointVisit => SOURCES[4],
            Self::OwnRecord => SOURCES[5],
            Self::Routine | Self::Examination | Self::Sharing | Self::Export | Self::PlannedEmergency => "",
        }
    }
}

/// Why something goes on or stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// It was agreed to.
    Agreed(Subject),
    /// Not asked yet, and it goes on until somebody has said no: the first visit is where one asks.
    UntilAsked(Subject),
    /// Not asked yet, and without a yes it does not begin (个人信息保护法 第二十九条).
    NotAsked(Subject),
    /// Refused or taken back, since a day where it is known.
    Declined(Subject, Option<Date>),
    /// Informed under 精神卫生法 第三十条第二款第二项: no consent is asked for.
    Informed,
    /// No refusal stops it: the articles.
    Law(&'static str),
}

/// Whether something goes on, with its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it does.
    pub goes_on: bool,
    /// Why.
    pub because: Because,
}

impl Verdict {
    /// The reason in words.
    pub fn say(&self, lang: Lang) -> String {
        match self.because {
            Because::Agreed(subject) => words::because_agreed(lang, lang.code(subject)),
            Because::UntilAsked(_) => words::because_until_asked(lang).to_owned(),
            Because::NotAsked(subject) => words::because_not_asked(lang, lang.code(subject)),
            Because::Declined(subject, since) => match since {
                Some(day) => words::because_declined_on(lang, lang.code(subject), &day.to_string()),
                None => words::because_declined(lang, lang.code(subject)),
            },
            Because::Informed => words::because_informed(lang).to_owned(),
            Because::Law(source) => words::because_law(lang, source),
        }
    }
}

/// Whether something goes on where consent stands so.
///
/// - Refusing the programme stops the routine, the examination, sharing and lists at once, and nothing else
///   (个人信息保护法 第十五条; 工作规范 不同意参加管理). Medicine, help in danger, what the law has reported, and the
///   joint visit every six months stay.
/// - Sharing and what was agreed for an emergency begin with a yes only (第二十三条, 第二十九条).
/// - The examination is offered to whoever is in the programme, and asked for when it is made; a no to it stops
///   only it.
/// - Of whoever was informed under 第三十条第二款第二项 the routine goes on. Sharing still asks for its own consent.
pub fn gate(processing: Processing, states: &States) -> Verdict {
    let stops = |because| Verdict { goes_on: false, because };
    let goes_on = |because| Verdict { goes_on: true, because };
    let asks_for = processing.asks_for();
    if asks_for.is_empty() {
        return goes_on(Because::Law(processing.source()));
    }
    for subject in asks_for {
        let state = states.at(*subject);
        if state.stops() {
            return stops(Because::Declined(*subject, state.since));
        }
    }
    let management = states.management;
    match processing {
        Processing::Sharing if states.sharing.word == Word::Given => {
            goes_on(Because::Agreed(Subject::Sharing))
        }
        Processing::Sharing => stops(Because::NotAsked(Subject::Sharing)),
        Processing::PlannedEmergency if states.emergency.word == Word::Given => {
            goes_on(Because::Agreed(Subject::Emergency))
        }
        Processing::PlannedEmergency => stops(Because::NotAsked(Subject::Emergency)),
        _ if management.word == Word::Given => goes_on(Because::Agreed(Subject::Management)),
        _ if management.informed_on.is_some() => goes_on(Because::Informed),
        Processing::Examination => stops(Because::NotAsked(Subject::Management)),
        _ => goes_on(Because::UntilAsked(Subject::Management)),
    }
}

/// What a list knows of somebody's consents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OfList {
    /// What holds of the programme.
    pub management: Option<Consent>,
    /// Since when the person is informed.
    pub informed_on: Option<Date>,
    /// What holds of sharing.
    pub sharing: Option<Consent>,
}

/// The same of somebody of whom a list knows what was said of the programme and of sharing.
pub fn gate_of_list(processing: Processing, of: &OfList) -> Verdict {
    let management = State::of_list(of.management, of.informed_on);
    let sharing = State::of_list(of.sharing, None);
    gate(processing, &States { management, sharing, ..States::default() })
}
