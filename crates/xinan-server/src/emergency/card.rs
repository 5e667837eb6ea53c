//! What is shown in an emergency, and nothing else: who it is, whom to call, what the person takes and does not bear, and how
//! dangerous it was lately. No diagnosis, no narrative, no history.

use jiff::civil::Date;
use xinan_domain::follow_up::{AdverseReaction, Hospital, Stability, Visit};
use xinan_domain::identity_number::Sex;
use xinan_domain::person::Relation;
use xinan_domain::region::Region;
use xinan_domain::risk::Risk;
use xinan_domain::text::Lang;

/// The little that helps.
#[derive(Debug, Clone)]
pub struct Card {
    /// 姓名.
    pub name: String,
    /// 性别.
    pub sex: Sex,
    /// 出生日期.
    pub birth_date: Date,
    /// 身份证号.
    pub identity_number: String,
    /// 村（居）委会.
    pub village: Region,
    /// 现住址.
    pub address: String,
    /// 监护人.
    pub guardian_name: String,
    /// 与患者关系.
    pub guardian_relation: Option<Relation>,
    /// 监护人电话. Not there of a guardian from whom the person is to be safe.
    pub guardian_phone: String,
    /// The person is to be safe from that guardian.
    pub guardian_unsafe: bool,
    /// From whom else.
    pub kept_away: Vec<String>,
    /// 随访医生 of the last visit.
    pub doctor: String,
    /// Who looks after the township: names with their offices.
    pub cared_for_by: Vec<String>,
    /// The latest visits, the latest first.
    pub visits: Vec<Safety>,
}

/// What a visit says that matters now.
#[derive(Debug, Clone)]
pub struct Safety {
    /// 随访日期.
    pub on: Date,
    /// 危险性评估.
    pub risk: Option<Risk>,
    /// 分类.
    pub stability: Option<Stability>,
    /// In hospital, or just out of it.
    pub hospital: Option<Hospital>,
    /// 用药情况, in words.
    pub medicines: Vec<String>,
    /// 药物不良反应, in words; none where there was none.
    pub adverse: Option<String>,
}

impl Safety {
    /// Of a visit at which somebody could be seen or asked.
    pub(super) fn of(visit: &Visit, lang: Lang) -> Option<Self> {
        let clinical = visit.clinical()?;
        let adverse =
            (clinical.adverse == Some(AdverseReaction::Present)).then(|| clinical.adverse_text.clone());
        Some(Self {
            on: visit.visited_on,
            risk: clinical.risk,
            stability: visit.stability,
            hospital: clinical.hospital,
            medicines: clinical.medicines.iter().map(|one| one.say(lang)).collect(),
            adverse,
        })
    }
}
