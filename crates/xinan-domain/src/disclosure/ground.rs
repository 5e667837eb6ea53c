//! 谁列入 — which consent decides who stands in something that leaves.
//!
//! Source: 个人信息保护法 第十三条第一款第三项 (a duty of the law asks for no consent), 第十五条 and 第十六条 (what may be taken
//! back, and what nobody loses by it), 第二十三条 and 第二十九条 (to hand sensitive data to somebody else asks for a consent of
//! its own); 工作规范 不同意参加管理: refusal stops the routine, sharing and lists, and the statutory minimum stays.
//!
//! What surprises: a purpose alone decides nothing. The same list for the same purpose asks for another consent when it goes
//! to a department beyond health; and only what the law itself orders goes there without one.

use super::{Door, Purpose};
use crate::codes;
use crate::consent::Processing;

codes! {
    /// To which side the recipient belongs. The numbers are stored and stay.
    Receiver {
        Health = 1 "卫生健康系统内的机构（医院、卫生院、疾控、卫健部门）" "within health: hospitals, health centres, health authorities" [],
        Beyond = 2 "卫生健康系统以外的单位" "a department or body beyond health" [],
        Person = 3 "本人或监护人" "the person or the guardian" [],
    }
}

/// Whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// One person's own paper.
    One,
    /// People, were it one of them.
    List,
}

impl Door {
    /// Whether a list leaves by it, or one person's own paper.
    pub fn whose(self) -> Whose {
        match self {
            Self::Roster
            | Self::VillageFollowUps
            | Self::VillageSupplements
            | Self::Refused
            | Self::HandedList => Whose::List,
            _ => Whose::One,
        }
    }
}

/// What is done with the data of whoever stands in it: what has to be asked of the consents
/// ([`crate::consent::gate`]).
///
/// - What the law orders, and the figures and comparisons of the health system that the norm orders, are statutory,
///   whatever was said.
/// - Everything else that goes beyond health is sharing, and begins with a yes.
/// - The person's own copy asks for nothing, and neither does one's own paper that goes along with treatment, care or an
///   application for relief within health: nobody loses these by a refusal.
/// - A list for care is the routine; any other list within health is an export. Both leave out who has declined the
///   programme.
pub fn processing(purpose: Purpose, receiver: Receiver, whose: Whose) -> Processing {
    use {Purpose as P, Receiver as R, Whose as W};
    match (purpose, receiver, whose) {
        (P::Law, _, _) => Processing::StatutoryReport,
        (_, R::Health, _) if purpose.is_statutory() => Processing::StatutoryReport,
        (_, R::Beyond, _) | (_, R::Person, W::List) => Processing::Sharing,
        (_, R::Person, W::One) | (P::Copy, R::Health, W::One) => Processing::OwnRecord,
        (_, R::Health, W::One) => Processing::Medicine,
        (P::Care, R::Health, W::List) => Processing::Routine,
        (_, R::Health, W::List) => Processing::Export,
    }
}

/// Whether only those stand in it who live and whose record is open.
///
/// A list for relief and subsidies says to whom they are offered (精神卫生法 第六十八条, 第六十九条), and nobody offers them to
/// somebody who has died, or who is cared for elsewhere now. What the law orders, quality control and comparing count
/// everybody (工作规范 督导与质控), and a list for care or the archive holds whose papers they are. One's own paper is asked
/// for by name: an heir may claim with it what was owed.
pub fn is_of_open_records(purpose: Purpose, whose: Whose) -> bool {
    purpose == Purpose::Relief && whose == Whose::List
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;
    use crate::consent::Subject;
    use Processing::{Export, Medicine, OwnRecord, Routine, Sharing, StatutoryReport};
    use Purpose::{Care, Check, Compare, Copy, Law, Relief, Treatment};

    /// Of a list: within health, beyond, to somebody concerned; then of one person's own paper.
    #[test]
    fn purpose_and_receiver_decide_which_consent_is_asked_for() {
        for (purpose, list, one) in [
            (Care, [Routine, Sharing, Sharing], [Medicine, Sharing, OwnRecord]),
            (Copy, [Export, Sharing, Sharing], [OwnRecord, Sharing, OwnRecord]),
            (Treatment, [Export, Sharing, Sharing], [Medicine, Sharing, OwnRecord]),
            (Check, [StatutoryReport, Sharing, Sharing], [StatutoryReport, Sharing, OwnRecord]),
            (Compare, [StatutoryReport, Sharing, Sharing], [StatutoryReport, Sharing, OwnRecord]),
            (Relief, [Export, Sharing, Sharing], [Medicine, Sharing, OwnRecord]),
            (Law, [StatutoryReport; 3], [StatutoryReport; 3]),
        ] {
            let of =
                |whose| Receiver::ALL.iter().map(|receiver| processing(purpose, *receiver, whose)).collect();
            let found: [Vec<Processing>; 2] = [of(Whose::List), of(Whose::One)];
            assert_eq!(found, [list.to_vec(), one.to_vec()], "{purpose:?}");
        }
    }

    #[test]
    fn a_list_for_relief_alone_is_of_the_living() {
        for purpose in [Care, Copy, Treatment, Check, Compare, Relief, Law] {
            assert_eq!(is_of_open_records(purpose, Whose::List), purpose == Relief, "{purpose:?}");
            assert!(!is_of_open_records(purpose, Whose::One), "{purpose:?}");
        }
    }

    /// 个人信息保护法 第十六条: no paper of one's own waits for a consent while it stays where one is cared for.
    #[test]
    fn a_list_asks_for_the_programme_and_who_is_beyond_health_for_more() {
        for purpose in [Care, Copy, Treatment, Relief] {
            let asks = |receiver, whose| processing(purpose, receiver, whose).asks_for();
            assert_eq!(asks(Receiver::Health, Whose::List), &[Subject::Management], "{purpose:?}");
            let both = &[Subject::Management, Subject::Sharing];
            assert_eq!(asks(Receiver::Beyond, Whose::List), both, "{purpose:?}");
            assert_eq!(asks(Receiver::Beyond, Whose::One), both, "{purpose:?}");
            assert!(asks(Receiver::Health, Whose::One).is_empty(), "{purpose:?}");
        }
    }
}
