//! 第二步验证 — the second factor: a code that the owner's telephone computes, beside the password.
//!
//! GB/T 22239-2019 §8.1.4.1 d) asks for two ways of showing who one is. The codes are those of RFC 6238 ([`code`]); for
//! whoever has not the telephone at hand there are ten recovery codes, each good for once. The secret is sealed, and
//! is shown only while it is being set up.
//!
//! What surprises: a code is used up by being right. The step of time that it belongs to is kept, so that who looks
//! over a shoulder has nothing, not even within the same half minute (RFC 6238 §5.2). And a wrong one is counted with
//! the wrong passwords ([`super::attempts`]); a right password alone forgives nothing (docs/decisions/0029).

pub(crate) mod code;
mod shown;
pub(crate) mod store;
mod view;
pub mod web;

#[cfg(test)]
pub(crate) mod tests;

use anyhow::Result;
use xinan_db::{Tx, Uuid};
use xinan_domain::answers::Answers;
use xinan_domain::text::Lang;

use self::code::Seen;
pub(super) use self::shown::{fields, fields_or, wrong_at};
use self::store::Factor;
use super::attempts::{Whose, attempt};
use super::passkey::ceremony::{self, No};
use super::passkey::house;
use crate::shell::app::App;
use crate::shell::source::Origin;
use crate::texts;

/// With what somebody has shown the second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// A code of the telephone.
    Code,
    /// A recovery code; so many are left.
    Recovery {
        /// How many are left.
        left: i64,
    },
    /// A device that the account knows.
    Passkey,
}

impl How {
    /// For the log: never the code itself.
    pub(super) fn in_log(self) -> String {
        match self {
            Self::Code => "code".to_owned(),
            Self::Recovery { left } => format!("recovery code, {left} left"),
            Self::Passkey => "passkey".to_owned(),
        }
    }
}

/// Why it was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// Nothing was typed. This is no attempt.
    Missing,
    /// It is the code of no time near.
    Wrong,
    /// It is the code of so many minutes before now, or after: a clock is off, or it was typed late.
    Off(i64),
    /// It was right, and has been used.
    Used,
    /// There is no such recovery code, or it has been used.
    NoRecovery,
    /// A device answered, and it is not taken.
    Passkey(No),
    /// It was tried too often; the seconds to wait.
    TooMany(u32),
}

impl Flaw {
    /// What happened and what to do.
    pub(super) fn say(self, lang: Lang) -> String {
        match self {
            Self::Missing => texts::factor_code_missing(lang).to_owned(),
            Self::Wrong => texts::factor_code_wrong(lang).to_owned(),
            Self::Off(minutes) if minutes > 0 => texts::factor_code_ahead(lang, minutes),
            Self::Off(minutes) => texts::factor_code_behind(lang, -minutes),
            Self::Used => texts::factor_code_used(lang).to_owned(),
            Self::NoRecovery => texts::factor_recovery_wrong(lang).to_owned(),
            Self::Passkey(No::NotAsked) => texts::passkey_not_asked(lang).to_owned(),
            Self::Passkey(No::Wrong | No::Known | No::Many) => texts::passkey_wrong(lang).to_owned(),
            Self::TooMany(seconds) => texts::password_too_many(lang, seconds.div_ceil(60)),
        }
    }
}

/// What was sent to show a second factor.
pub(super) struct Sent<'a> {
    pub(super) answers: &'a Answers,
    /// The hash of the cookie under which a device may have been asked; empty where none is.
    pub(super) browser: &'a [u8],
}

/// Whether what was sent shows the second factor, unless that was tried too often. In the transaction of what it is
/// for, which is to be committed whatever comes of it: a right code is used up and a wrong one counted in it.
pub(super) async fn try_factor(
    app: &App,
    tx: &mut Tx,
    whose: &Whose<'_>,
    from: &Origin,
    factor: &Factor,
    sent: &Sent<'_>,
    now: i64,
) -> Result<Result<How, Flaw>> {
    let Sent { answers, browser } = sent;
    let (typed, recovery) = (answers.get("code"), answers.get("recovery"));
    let passkey = answers.raw("passkey");
    if typed.is_empty() && recovery.is_empty() && passkey.is_empty() {
        return Ok(Err(Flaw::Missing));
    }
    // One after another, so that many at once are no more attempts than may be made.
    tx.alone_at("showing a second factor").await?;
    let attempt = match attempt(app, tx, whose, from, now).await? {
        Ok(attempt) => attempt,
        Err(seconds) => return Ok(Err(Flaw::TooMany(seconds))),
    };
    let found = match (passkey.is_empty(), recovery.is_empty()) {
        (false, _) => match house(app, &from.headers) {
            Some(house) => ceremony::shows(tx, &house, browser, factor.account, passkey, now)
                .await?
                .map(|_| How::Passkey)
                .map_err(Flaw::Passkey),
            None => Err(Flaw::Passkey(No::NotAsked)),
        },
        (true, true) => spend_code(tx, factor, &typed, now).await?,
        (true, false) => spend_recovery(tx, factor.account, &recovery, now).await?,
    };
    match found {
        Ok(_) => attempt.forgive(tx).await?,
        Err(_) => attempt.fail(tx, whose, now).await?,
    }
    Ok(found)
}

async fn spend_code(tx: &mut Tx, factor: &Factor, typed: &str, now: i64) -> Result<Result<How, Flaw>> {
    Ok(match factor.secret.look(typed, now)? {
        Seen::Of(step) if store::use_step(tx, factor.id, step, now).await? => Ok(How::Code),
        Seen::Of(_) => Err(Flaw::Used),
        Seen::Off(minutes) => Err(Flaw::Off(minutes)),
        Seen::Never => Err(Flaw::Wrong),
    })
}

async fn spend_recovery(tx: &mut Tx, account: Uuid, typed: &str, now: i64) -> Result<Result<How, Flaw>> {
    if !store::use_recovery(tx, account, &code::hash_of_recovery(typed), now).await? {
        return Ok(Err(Flaw::NoRecovery));
    }
    Ok(Ok(How::Recovery { left: store::recovery_left(tx, account).await? }))
}
