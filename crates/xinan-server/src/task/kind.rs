//! What there is to be done, who does it, and where.

use xinan_db::Uuid;
use xinan_domain::codes;
use xinan_domain::duty::DutyId;
use xinan_domain::text::Lang;

use crate::policy::Action;

codes! {
    /// What is to be done, as stored.
    Kind {
        /// Somebody has moved here: accept the record or send it back.
        AcceptTransfer = 1 "接收流转" "accept a transfer" [],
        /// A transfer came back: care goes on here.
        TransferReturned = 2 "流转被退回，继续在本地服务" "a transfer came back" [],
    }
}

impl Kind {
    /// Whoever may do this, does it.
    pub fn action(self) -> Action {
        match self {
            Self::AcceptTransfer => Action::AcceptTransfer,
            Self::TransferReturned => Action::SendTransfer,
        }
    }

    /// The duty whose norm asks for it; none where it is our own rule.
    pub fn duty(self) -> Option<DutyId> {
        match self {
            Self::AcceptTransfer => Some(DutyId::AcceptTransfer),
            Self::TransferReturned => None,
        }
    }

    /// Where it is done.
    pub fn href(self, case: Option<Uuid>, thing: Uuid) -> String {
        let person = || format!("/people/{}", case.unwrap_or_default().simple());
        match self {
            Self::AcceptTransfer => format!("/transfers/{}", thing.simple()),
            Self::TransferReturned => format!("{}/transfers", person()),
        }
    }

    /// What the button says.
    pub fn act(self, lang: Lang) -> &'static str {
        match self {
            Self::AcceptTransfer => crate::texts::task_accept(lang),
            Self::TransferReturned => crate::texts::task_look(lang),
        }
    }
}
