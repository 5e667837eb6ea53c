//! Who acts: a person with an account, in a post with a territory.

use xinan_db::audit::{By, Entry};
use xinan_db::{Scope, Uuid};
use xinan_domain::codes;
use xinan_domain::parameter::AccessLimits;
use xinan_domain::region::{Level, Region};
use xinan_domain::text::Lang;
use xinan_policy::{Action, Post, Relation};

use super::clock::Moment;
use super::ui::layout::View;

codes! {
    /// 岗位.
    PostKind {
        VillageDoctor = 1 "村医" "village doctor" [],
        TownshipWorker = 2 "镇精防医生" "township worker" [],
        CountyOffice = 3 "县精防办" "county office" [],
        /// Sees whom he or she reviews, treats or advises on ([`crate::case::tie`]), and nobody else.
        Psychiatrist = 4 "精神科医师" "psychiatrist" [],
        /// Asks about one person because of one live matter; sees no list and no record.
        PoliceOfficer = 20 "派出所民警" "police officer" [],
        /// Reads counts of a county or township; sees no list and no record. So do the next three.
        CoordinatingOffice = 21 "综治中心人员" "clerk of the coordinating office" [],
        CivilAffairs = 22 "民政经办人" "clerk of civil affairs" [],
        DisabledFederation = 23 "残联经办人" "clerk of the disabled persons' federation" [],
        Finance = 24 "财政经办人" "clerk of finance" [],
        /// Keeps institutions, accounts and posts of a county; sees nobody's record.
        SystemAdministrator = 90 "系统管理员" "system administrator" [],
        /// Confirms posts, ends sessions, sees how keys and log stand; sees nobody's record.
        SecurityAdministrator = 91 "安全保密管理员" "security administrator" [],
        /// Reads the log, in which records are numbers; sees nobody's record.
        AuditAdministrator = 92 "安全审计员" "audit administrator" [],
    }
}

impl PostKind {
    /// The levels of division that such a post may cover.
    pub fn levels(self) -> &'static [Level] {
        match self {
            Self::VillageDoctor => &[Level::Village],
            Self::TownshipWorker | Self::PoliceOfficer => &[Level::Township],
            Self::CoordinatingOffice | Self::CivilAffairs | Self::DisabledFederation | Self::Finance => {
                &[Level::County, Level::Township]
            }
            Self::CountyOffice
            | Self::Psychiatrist
            | Self::SystemAdministrator
            | Self::SecurityAdministrator
            | Self::AuditAdministrator => &[Level::County],
        }
    }

    /// The post as the policies name it.
    pub fn post(self) -> Post {
        match self {
            Self::VillageDoctor => Post::VillageDoctor,
            Self::TownshipWorker => Post::TownshipWorker,
            Self::CountyOffice => Post::CountyOffice,
            Self::Psychiatrist => Post::Psychiatrist,
            Self::PoliceOfficer => Post::PoliceOfficer,
            Self::CoordinatingOffice => Post::CoordinatingOffice,
            Self::CivilAffairs => Post::CivilAffairs,
            Self::DisabledFederation => Post::DisabledFederation,
            Self::Finance => Post::Finance,
            Self::SystemAdministrator => Post::SystemAdministrator,
            Self::SecurityAdministrator => Post::SecurityAdministrator,
            Self::AuditAdministrator => Post::AuditAdministrator,
        }
    }

    /// How many different people an account in such a post may see in a day.
    pub fn share(self, limits: &AccessLimits) -> u16 {
        match self {
            Self::VillageDoctor => limits.seen_by_village,
            Self::TownshipWorker => limits.seen_by_township,
            Self::CountyOffice => limits.seen_by_county,
            Self::Psychiatrist => limits.seen_by_psychiatrist,
            Self::PoliceOfficer => limits.seen_by_police,
            Self::CoordinatingOffice
            | Self::CivilAffairs
            | Self::DisabledFederation
            | Self::Finance
            | Self::SystemAdministrator
            | Self::SecurityAdministrator
            | Self::AuditAdministrator => 0,
        }
    }

    /// How many different people today's work may show an account in such a post in a day: wider than its share, and no
    /// territory at a glance. A village is no larger than its doctor's work.
    pub fn listed(self, limits: &AccessLimits) -> u16 {
        match self {
            Self::VillageDoctor => u16::MAX,
            Self::TownshipWorker => limits.listed_by_township,
            Self::CountyOffice => limits.listed_by_county,
            _ => 0,
        }
    }

    /// 三员: the three between whom the administration of a county is divided.
    pub const ADMINISTRATORS: [Self; 3] =
        [Self::SystemAdministrator, Self::SecurityAdministrator, Self::AuditAdministrator];

    /// Whether it is one of the three.
    pub fn administers(self) -> bool {
        Self::ADMINISTRATORS.contains(&self)
    }

    /// Whether somebody in such a post cares for patients. Who does not sees no record, and has no post that does.
    pub fn cares(self) -> bool {
        let sees = |relation| xinan_policy::permits(self.post(), Action::SeeCase, relation);
        sees(Relation::Territory) || sees(Relation::Treats)
    }

    /// Whether it is for the people of a territory, so that it says nothing of where somebody is: a ward's post would.
    pub fn cares_in_territory(self) -> bool {
        xinan_policy::permits(self.post(), Action::SeeCase, Relation::Territory)
    }
}

/// The signed-in person, in the post in which he or she acts.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The account.
    pub account: Uuid,
    /// The post.
    pub post: Uuid,
    /// Its kind.
    pub kind: PostKind,
    /// Its territory.
    pub region: Region,
    /// How many posts of the account are in force; of several another can be chosen.
    pub posts: u32,
    /// How many different people the account may see in a day ([`xinan_domain::quota`]).
    pub share: u16,
    /// How many different people today's work may show the account in a day.
    pub listed: u16,
    /// The institution, as it was called when the post began.
    pub office: String,
    /// Its id, where one was chosen.
    pub institution: Option<Uuid>,
    /// The person's name as shown to colleagues and to the people whose records are read.
    pub name: String,
    /// The session's key against forged forms.
    pub form_key: String,
    /// The language of the pages.
    pub lang: Lang,
    /// How the pages are to be seen.
    pub view: View,
}

impl Actor {
    /// The people of the territory.
    pub fn scope(&self) -> Scope {
        Scope::of(self.region)
    }

    /// The county whose records these are: posts never reach beyond one.
    pub fn county(&self) -> &str {
        &self.region.as_str()[..6.min(self.region.as_str().len())]
    }

    /// For the log.
    pub fn by(&self) -> By {
        By {
            account: Some(self.account),
            post: Some(self.post),
            shown_as: format!("{} · {}", self.name, self.office),
        }
    }

    /// An entry for the log.
    pub fn entry(&self, now: &Moment, action: &'static str, case: Option<Uuid>, detail: String) -> Entry {
        let (by, county) = (self.by(), self.county().to_owned());
        Entry { at: now.micros(), by, county, case, action, detail, cases: Vec::new() }
    }
}
