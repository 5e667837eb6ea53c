//! Events that change where a person stands: consent, loss, death.
//!
//! A roster states them, and a visit that met nobody does ([`Event::of`]). What a visit states holds
//! as long as the visit: when it is corrected, its event is withdrawn with it ([`store::withdraw`]).
//! That a loss was reported and the care group told is kept beside them, tied to the loss or the visit that
//! it speaks of, and goes with it.

pub mod store;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use xinan_domain::codes;
use xinan_domain::duty::Told;
use xinan_domain::follow_up::{DeathCause, Found, SomaticCause, Visit};
use xinan_domain::life::Closing;
use xinan_domain::lost::LostReason;
use xinan_domain::person::Consent;
use xinan_domain::risk::Risk;
use xinan_domain::supplement::{Supplement, consent_said};

codes! {
    /// The kind of an event, as stored.
    EventKind {
        ConsentGiven = 1 "同意参加管理" "agreed to management" [],
        ConsentRefused = 2 "不同意参加管理" "did not agree to management" [],
        Lost = 3 "失访" "lost to follow-up" [],
        Found = 4 "重新联系上" "found again" [],
        Died = 5 "死亡" "died" [],
        Discharged = 6 "出院" "discharged from hospital" [],
        LossReported = 7 "已书面报告失访" "loss reported in writing" [],
        GroupTold = 8 "已告知帮扶小组" "care group told" [],
        Admitted = 9 "入院" "admitted to hospital" [],
        Closed = 10 "结案" "closed" [],
    }
}

impl EventKind {
    /// What it says of consent to the programme, if it speaks of that.
    pub fn consent(self) -> Option<Consent> {
        match self {
            Self::ConsentGiven => Some(Consent::Given),
            Self::ConsentRefused => Some(Consent::Refused),
            _ => None,
        }
    }
}

/// What happened, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// When.
    pub on: Date,
    /// The rest.
    pub detail: Detail,
}

/// What an event says beyond its kind and day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// 失访原因.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost: Option<LostReason>,
    /// 死亡原因.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<DeathCause>,
    /// 躯体疾病 by kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub somatic: Option<SomaticCause>,
    /// Whom one told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Told>,
    /// Why a record was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Closing>,
    /// Of the loss or the visit of which day one told them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Date>,
}

impl Event {
    /// An event without more to say.
    pub fn plain(kind: EventKind, on: Date) -> Self {
        Self { kind, on, detail: Detail::default() }
    }

    /// What a form says of consent: that it was given on the day of its signature, or refused on the day of which the
    /// form speaks; nothing where nobody was asked.
    pub fn of_consent(form: &Supplement, stated_on: Date) -> Option<Self> {
        consent_said(form, stated_on).map(|(consent, on)| Self::of_said(consent, on))
    }

    /// That consent was given or refused on a day.
    pub fn of_said(consent: Consent, on: Date) -> Self {
        let kind = match consent {
            Consent::Given => EventKind::ConsentGiven,
            Consent::Refused => EventKind::ConsentRefused,
        };
        Self::plain(kind, on)
    }

    /// Whether this word to others still has its reason when the visit it speaks of says this now.
    pub fn speaks_of(&self, visit: &Visit) -> bool {
        match self.kind {
            EventKind::LossReported => matches!(visit.found, Found::Lost(_)),
            EventKind::GroupTold => {
                visit.clinical().and_then(|one| one.risk).is_some_and(Risk::needs_support)
            }
            _ => false,
        }
    }

    /// What a visit says beyond itself: that the person is lost since its day, or died on a day.
    pub fn of(visit: &Visit) -> Option<Self> {
        match &visit.found {
            Found::Seen(_) => None,
            Found::Lost(reason) => Some(Self {
                kind: EventKind::Lost,
                on: visit.visited_on,
                detail: Detail { lost: Some(*reason), ..Detail::default() },
            }),
            Found::Died { on, cause, somatic } => Some(Self {
                kind: EventKind::Died,
                on: *on,
                detail: Detail { cause: Some(*cause), somatic: *somatic, ..Detail::default() },
            }),
        }
    }
}
