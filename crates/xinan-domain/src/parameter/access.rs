//! The parameters of what leaves the house and of who is seen, as parts of the catalogue.
//!
//! No norm sets a number: the nation asks for least data and for limits (个人信息保护法 第六条, 第五十一条) and leaves how
//! many to whoever is responsible. The values are ours (docs/decisions/0033, 0034, 0036, 0038).

use super::catalogue::{free, number, one};
use super::kind::Place;
use super::{Kind, Parameter, Unit, Value};
use crate::disclosure::Hours;
use crate::duty::Basis::Low;

/// What leaves the house and who is seen: how many, how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessLimits {
    /// So many people leave at one person's word.
    pub disclosed_people: u16,
    /// Hours that a request waits for a second person.
    pub request_hours: u16,
    /// Hours that a permission is good.
    pub permission_hours: u16,
    /// Different people that a village doctor's account sees in a day.
    pub seen_by_village: u16,
    /// The same, township worker.
    pub seen_by_township: u16,
    /// The same, county office.
    pub seen_by_county: u16,
    /// The same, psychiatrist.
    pub seen_by_psychiatrist: u16,
    /// Different people whom today's work shows a township worker's account in a day.
    pub listed_by_township: u16,
    /// The same, county office.
    pub listed_by_county: u16,
    /// Minutes that an emergency view is open.
    pub emergency_minutes: u16,
    /// Emergency views that an account may ask for in a day.
    pub emergency_tries: u16,
    /// Working days until an emergency view has to be looked at.
    pub review_working_days: u16,
    /// Different people whose card a police account opens in a day.
    pub seen_by_police: u16,
    /// Minutes that what the police asked for is open.
    pub police_minutes: u16,
    /// Look-ups that a police account may ask for in an hour.
    pub police_asks: u16,
    /// Days after which a grade is too old to open a card.
    pub police_grade_days: u16,
    /// Working days until the privacy officer has to have judged a look-up of the police.
    pub police_review_working_days: u16,
    /// The fewest people that a count for another department is of.
    pub figures_least: u16,
    /// Days that another department reads a list that was handed over.
    pub handed_days: u16,
    /// Days after a stay, a referral has ended, during which the hospital still reads the record.
    pub tied_days: u16,
    /// Further names of departments beyond health, each between two `、` ([`crate::disclosure::flaw`]).
    pub named_beyond: &'static str,
}

impl Default for AccessLimits {
    fn default() -> Self {
        Self {
            disclosed_people: 50,
            request_hours: 72,
            permission_hours: 24,
            seen_by_village: 200,
            seen_by_township: 500,
            seen_by_county: 1_000,
            seen_by_psychiatrist: 200,
            listed_by_township: 1_500,
            listed_by_county: 3_000,
            emergency_minutes: 60,
            emergency_tries: 10,
            review_working_days: 3,
            seen_by_police: 10,
            police_minutes: 30,
            police_asks: 5,
            police_grade_days: 180,
            police_review_working_days: 3,
            figures_least: 5,
            handed_days: 30,
            tied_days: 14,
            named_beyond: "",
        }
    }
}

impl AccessLimits {
    /// How long requests and permissions are good.
    pub fn hours(&self) -> Hours {
        Hours { waits: self.request_hours, good: self.permission_hours }
    }
}

pub(super) fn limits() -> Vec<Parameter> {
    use Unit::{Days, Hours, People, Times, WorkingDays};
    const LEAST: &str = "个人信息保护法 第六条、第五十一条（本系统的数值，docs/decisions/0033）";
    const HELP: &str = "个人信息保护法 第十三条（本系统的数值，docs/decisions/0034）";
    const ONE: &str = "精神卫生法 第四条、第二十四条（本系统的数值，docs/decisions/0036）";
    const NAMED: &str = "精神卫生法 第四条、第八条（本系统的名称，docs/decisions/0033）";
    const HAND: &str = "精神卫生法 第四条、第四十七条（本系统的数值，docs/decisions/0043）";
    const FEW: &str = "精神卫生法 第四条（本系统的数值，docs/decisions/0038）";
    let seen = |key, name, place| free(key, name, (People, 60_000), place, (None, Low, LEAST));
    vec![
        free(
            "disclosure.people",
            ["一人可决定导出、打印的人数", "people that leave at one person's word"],
            (People, 500),
            number!(access.disclosed_people),
            (None, Low, LEAST),
        ),
        free(
            "disclosure.request_hours",
            ["导出申请的等待时间", "how long a request waits"],
            (Hours, 720),
            number!(access.request_hours),
            (None, Low, LEAST),
        ),
        free(
            "disclosure.permission_hours",
            ["同意导出后的有效时间", "how long a permission is good"],
            (Hours, 168),
            number!(access.permission_hours),
            (None, Low, LEAST),
        ),
        seen(
            "quota.village_doctor",
            ["村医每日查看人数", "people a day, village doctor"],
            number!(access.seen_by_village),
        ),
        seen(
            "quota.township_worker",
            ["镇精防医生每日查看人数", "people a day, township worker"],
            number!(access.seen_by_township),
        ),
        seen(
            "quota.county_office",
            ["县精防办每日查看人数", "people a day, county office"],
            number!(access.seen_by_county),
        ),
        seen(
            "quota.township_worklist",
            ["镇精防医生每日今日工作列出的人数", "people a day in today's work, township worker"],
            number!(access.listed_by_township),
        ),
        seen(
            "quota.county_worklist",
            ["县精防办每日今日工作列出的人数", "people a day in today's work, county office"],
            number!(access.listed_by_county),
        ),
        one(
            "emergency.minutes",
            ["紧急查看的时长", "how long an emergency view is open"],
            Kind::Count { unit: Unit::Minutes, least: 30, most: 120, norm: false },
            number!(access.emergency_minutes),
            (None, Low, HELP),
        ),
        free(
            "emergency.tries",
            ["每日紧急查看次数", "emergency views a day"],
            (Times, 100),
            number!(access.emergency_tries),
            (None, Low, HELP),
        ),
        free(
            "emergency.review_working_days",
            ["紧急查看的复核期限", "limit, review of an emergency view"],
            (WorkingDays, 20),
            number!(access.review_working_days),
            (None, Low, HELP),
        ),
        seen(
            "quota.psychiatrist",
            ["精神科医师每日查看人数", "people a day, psychiatrist"],
            number!(access.seen_by_psychiatrist),
        ),
        seen(
            "quota.police_officer",
            ["派出所民警每日查看人数", "people a day, police officer"],
            number!(access.seen_by_police),
        ),
        // A region may be stricter than half an hour, and not more generous.
        one(
            "police.minutes",
            ["公安现场求助的时长", "how long a card for the police is open"],
            Kind::Count { unit: Unit::Minutes, least: 5, most: 30, norm: false },
            number!(access.police_minutes),
            (None, Low, ONE),
        ),
        free(
            "police.asks_per_hour",
            ["公安每小时现场求助次数", "look-ups of the police an hour"],
            (Times, 30),
            number!(access.police_asks),
            (None, Low, ONE),
        ),
        free(
            "police.grade_days",
            ["公安现场求助采用的危险性评估的最长时间", "how old a grade may be for the police"],
            (Days, 365),
            number!(access.police_grade_days),
            (None, Low, ONE),
        ),
        free(
            "police.review_working_days",
            ["公安现场求助的审核期限", "limit, review of a look-up of the police"],
            (WorkingDays, 20),
            number!(access.police_review_working_days),
            (None, Low, ONE),
        ),
        // A region may be stricter than five, and not more generous.
        one(
            "figures.least",
            ["其他部门统计里最少显示的人数", "fewest people that a count for other departments shows"],
            Kind::Count { unit: People, least: 5, most: 20, norm: false },
            number!(access.figures_least),
            (None, Low, FEW),
        ),
        one(
            "handed.days",
            ["在系统内提供名单的天数", "days that a list for another department is open"],
            Kind::Count { unit: Days, least: 1, most: 90, norm: false },
            number!(access.handed_days),
            (None, Low, LEAST),
        ),
        one(
            "hospital.tied_days",
            ["出院、回转后医院还能查看的天数", "days that a hospital reads on after a stay or a referral"],
            Kind::Count { unit: Days, least: 0, most: 30, norm: false },
            number!(access.tied_days),
            (None, Low, HAND),
        ),
        one(
            "disclosure.named_beyond",
            ["另外算作卫生健康系统以外的名称", "further names of departments beyond health"],
            Kind::Names,
            Place::Field {
                read: |all| Value::Names(all.access.named_beyond),
                put: |all, value| {
                    if let Value::Names(names) = value {
                        all.access.named_beyond = names;
                    }
                },
            },
            (None, Low, NAMED),
        ),
    ]
}
