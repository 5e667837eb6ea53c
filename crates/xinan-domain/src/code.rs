//! Code lists of the official forms.
//!
//! A code keeps the number that the national form prints beside it; it is never renumbered
//! (domain rule: "an unknown code is an error, not a default"). The [`codes!`](crate::codes) macro
//! makes an enum with its numbers, its official Chinese label, an English one, and the other ways
//! in which offices write it.

/// One value of a code list, as data: what pages, workbooks and printed forms need of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeItem {
    /// The number printed on the official form.
    pub code: u8,
    /// The official wording.
    pub label: &'static str,
    /// The same in English.
    pub label_en: &'static str,
}

/// A closed list of codes from an official form.
pub trait Code: Copy + Eq + 'static {
    /// All values in the order of the form.
    const ALL: &'static [Self];
    /// The same as data.
    const ITEMS: &'static [CodeItem];

    /// The number printed on the official form.
    fn code(self) -> u8;

    /// The official wording.
    fn label(self) -> &'static str {
        self.item().label
    }

    /// The wording in English.
    fn label_en(self) -> &'static str {
        self.item().label_en
    }

    /// Number and wordings together.
    fn item(self) -> &'static CodeItem {
        let at = Self::ALL.iter().position(|one| *one == self).unwrap_or(0);
        &Self::ITEMS[at]
    }

    /// The value with this number, if the form has one.
    fn from_code(code: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }

    /// Reads what people write: the number, the official label or one of its short forms.
    ///
    /// Full-width digits and blanks are accepted; nothing is guessed beyond the listed short forms.
    fn read(text: &str) -> Option<Self> {
        let text = crate::text::tidy(text);
        if let Ok(code) = text.parse::<u8>() {
            return Self::from_code(code);
        }
        // Labels are tidied too: the official ones hold full-width commas and brackets.
        let labelled = |one: &Self| crate::text::tidy(one.label()) == text;
        Self::ALL.iter().copied().find(labelled).or_else(|| Self::short_form(&text))
    }

    /// The value that offices also write this way.
    fn short_form(text: &str) -> Option<Self>;
}

/// Declares a code list; see [`crate::code`].
///
/// ```text
/// codes! {
///     /// 性别 (GB/T 2261.1).
///     Sex { Male = 1 "男" "male" ["男性"], Female = 2 "女" "female" ["女性"] }
/// }
/// ```
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$vmeta:meta])* $variant:ident = $code:literal $label:literal $label_en:literal $([$($short:literal),* $(,)?])?),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name {
            $(
                #[doc = concat!($label, " (", stringify!($code), ")")]
                $(#[$vmeta])*
                $variant = $code,
            )+
        }

        impl $crate::code::Code for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            const ITEMS: &'static [$crate::code::CodeItem] = &[
                $($crate::code::CodeItem { code: $code, label: $label, label_en: $label_en }),+
            ];

            fn code(self) -> u8 {
                self as u8
            }

            fn short_form(text: &str) -> Option<Self> {
                $($(if [$($short),*].contains(&text) { return Some(Self::$variant); })?)+
                let _ = text;
                None
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_u8(*self as u8)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let code = <u8 as serde::Deserialize>::deserialize(d)?;
                <Self as $crate::code::Code>::from_code(code).ok_or_else(|| {
                    serde::de::Error::custom(format!("{code} is no code of {}", stringify!($name)))
                })
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::HolidayKind;
    use crate::clue::{ClueOutcome, ScreeningList, State, Step, SurveyStanding};
    use crate::contact::CallOutcome;
    use crate::diagnosis::Diagnosis;
    use crate::disposal;
    use crate::examination::Item;
    use crate::follow_up::*;
    use crate::identity_number::Sex;
    use crate::lost::LostReason;
    use crate::person::*;
    use crate::risk::Incident;

    #[test]
    fn a_code_is_read_from_its_number_its_label_or_a_listed_short_form() {
        for text in ["2", "２", " 女 ", "女性"] {
            assert_eq!(Sex::read(text), Some(Sex::Female), "{text}");
        }
        for text in ["", "3", "女人", "02x", "256", "-2", "2.0"] {
            assert_eq!(Sex::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_code_keeps_its_number_when_stored() {
        assert_eq!(Sex::Unstated.code(), 9);
        assert_eq!(Sex::Unstated.label_en(), "not stated");
        assert_eq!(serde_json::to_string(&Sex::Unstated).unwrap(), "9");
        assert_eq!(serde_json::from_str::<Sex>("9").unwrap(), Sex::Unstated);
        assert!(serde_json::from_str::<Sex>("3").is_err());
    }

    /// Numbers and labels of a list are all different, and each is read back as what it is.
    #[track_caller]
    fn check<C: Code + std::fmt::Debug>() {
        assert!(!C::ALL.is_empty() && C::ALL.len() == C::ITEMS.len());
        for (at, one) in C::ALL.iter().enumerate() {
            let item = one.item();
            assert_eq!(item.code, one.code(), "{one:?}");
            assert!(!item.label.trim().is_empty() && !item.label_en.trim().is_empty(), "{one:?}");
            assert!(item.label_en.is_ascii(), "{one:?}: {}", item.label_en);
            for other in &C::ITEMS[at + 1..] {
                assert_ne!(item.code, other.code, "{one:?}");
                assert_ne!(item.label, other.label, "{one:?}");
                assert_ne!(item.label_en, other.label_en, "{one:?}");
            }
            assert_eq!(C::read(item.label), Some(*one), "{one:?}: {}", item.label);
            assert_eq!(C::read(&item.code.to_string()), Some(*one), "{one:?}");
        }
    }

    macro_rules! check_all {
        ($($list:ty),+ $(,)?) => { $(check::<$list>();)+ };
    }

    #[test]
    fn no_list_has_a_number_or_a_label_twice_and_each_speaks_both_languages() {
        check_all!(
            Ability,
            Adherence,
            AdverseReaction,
            AdverseSeverity,
            Confinement,
            DeathCause,
            Effect,
            Hospital,
            Insight,
            LabsBox,
            Met,
            PhysicalIllness,
            ReferralBox,
            Rehabilitation,
            RiskBox,
            SomaticCause,
            Stability,
            Symptom,
            SymptomSeverity,
            VisitMode,
            WorkAbility,
            YesNo,
        );
        check_all!(
            Consent,
            DisabilityGrade,
            Economy,
            Education,
            Employment,
            Ethnicity,
            Household,
            Marriage,
            OutpatientHistory,
            Relation,
            RosterStatus,
            TreatmentEffect,
        );
        check_all!(
            CallOutcome,
            ClueOutcome,
            Diagnosis,
            HolidayKind,
            Incident,
            Item,
            LostReason,
            ScreeningList,
            Sex,
        );
        check_all!(State, Step, SurveyStanding);
        check_all!(
            disposal::Agreement,
            disposal::DiagnosisKind,
            disposal::Ground,
            disposal::Kind,
            disposal::Measure,
            disposal::Nature,
            disposal::Party,
            disposal::Payment,
            disposal::RecordEffect,
            disposal::ReporterIs,
            disposal::State,
            disposal::Subject,
            disposal::Way,
            disposal::WhatHappened,
        );
    }

    /// The numbers that a form prints are never renumbered; these have tripped importers elsewhere.
    #[test]
    fn the_numbers_are_those_of_the_national_form() {
        assert_eq!(
            [Stability::Unstable, Stability::BasicallyStable, Stability::Stable].map(Code::code),
            [1, 2, 3]
        );
        assert_eq!([Consent::Refused, Consent::Given].map(Code::code), [0, 1]);
        let hospital = [Hospital::NotAdmitted, Hospital::InHospital, Hospital::Discharged];
        assert_eq!(hospital.map(Code::code), [0, 1, 2]);
        assert_eq!(WorkAbility::NotApplicable.code(), 9);
        assert_eq!(Effect::NotApplicable.code(), 9);
        assert_eq!(Incident::None.code(), 7);
        assert_eq!(SomaticCause::Unknown.code(), 8);
        assert_eq!(Ethnicity::ALL.len(), 58);
    }
}
