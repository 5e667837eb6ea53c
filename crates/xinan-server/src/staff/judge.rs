//! What may not be done with an account or a post, whoever asks.
//!
//! PROMISES T27 and domain 7.4: who gives access has none to records; nobody gives it to oneself; a county is never
//! without somebody who can give and end it.

use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use super::store::{Member, Post};
use crate::shell::actor::{Actor, PostKind};
use crate::texts;

/// Why something is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is the asker's own account or post.
    Own,
    /// Nobody would be left who keeps accounts.
    LastAdministrator,
    /// Somebody would both keep accounts and see records.
    Apart,
    /// The account has this post already.
    Held,
    /// The post has ended.
    Over,
    /// The account is closed.
    Closed,
    /// The account is open already.
    Opened,
}

impl Refusal {
    /// What happened, and what to do.
    pub(super) fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Own => texts::staff_own(lang),
            Self::LastAdministrator => texts::staff_last_administrator(lang),
            Self::Apart => texts::staff_apart(lang),
            Self::Held => texts::staff_held(lang),
            Self::Over => texts::staff_over(lang),
            Self::Closed => texts::staff_closed(lang),
            Self::Opened => texts::staff_opened(lang),
        }
    }
}

/// Whether the asker may change somebody's account and posts: anybody's but the own.
///
/// # Errors
/// [`Refusal::Own`].
pub(super) fn not_own(actor: &Actor, member: &Member) -> Result<(), Refusal> {
    if member.id == actor.account { Err(Refusal::Own) } else { Ok(()) }
}

/// Whether a post can still be changed on a day.
///
/// # Errors
/// [`Refusal::Over`].
pub(super) fn not_over(post: &Post, today: Date) -> Result<(), Refusal> {
    if post.is_over(today) { Err(Refusal::Over) } else { Ok(()) }
}

/// Whether somebody who holds these posts may have another from a day on; `ending` is one that ends when it begins.
///
/// # Errors
/// [`Refusal::Held`] and [`Refusal::Apart`].
pub(super) fn may_hold(
    held: &[Post],
    (kind, region): (PostKind, &Region),
    from: Date,
    ending: Option<Uuid>,
) -> Result<(), Refusal> {
    let mut beside = held.iter().filter(|post| Some(post.id) != ending && !post.is_over(from));
    if beside.clone().any(|post| post.kind == kind && post.region == *region) {
        return Err(Refusal::Held);
    }
    if beside.any(|post| post.kind.cares() != kind.cares()) {
        return Err(Refusal::Apart);
    }
    Ok(())
}

/// Whether a post may end, or an account with these posts be closed: when `others` keep accounts without an end.
///
/// # Errors
/// [`Refusal::LastAdministrator`].
pub(super) fn may_end(posts: &[&Post], today: Date, others: u64) -> Result<(), Refusal> {
    let keeps = posts.iter().any(|post| !post.kind.cares() && !post.is_over(today));
    if keeps && others == 0 { Err(Refusal::LastAdministrator) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use PostKind::{CountyOffice, SystemAdministrator, TownshipWorker, VillageDoctor};

    const TODAY: Date = date(2026, 11, 21);
    const LATER: Date = date(2026, 12, 1);
    const VILLAGE: &str = "429971101209";
    const NEXT: &str = "429971101210";

    fn post(kind: PostKind, region: &str, ended_on: Option<Date>) -> Post {
        Post {
            id: Uuid::nil(),
            kind,
            region: Region::exact(region).unwrap(),
            office: String::new(),
            institution: None,
            started_on: date(2026, 1, 1),
            ended_on,
        }
    }

    #[test]
    fn somebody_holds_a_post_once_and_never_keeps_accounts_beside_records() {
        use Refusal::{Apart, Held};
        for (held, ended_on, kind, region, from, expected) in [
            (VillageDoctor, None, VillageDoctor, VILLAGE, TODAY, Err(Held)),
            (VillageDoctor, None, VillageDoctor, NEXT, TODAY, Ok(())),
            (VillageDoctor, Some(TODAY), VillageDoctor, VILLAGE, TODAY, Ok(())),
            (VillageDoctor, Some(LATER), VillageDoctor, VILLAGE, TODAY, Err(Held)),
            (VillageDoctor, Some(LATER), VillageDoctor, VILLAGE, LATER, Ok(())),
            (VillageDoctor, None, TownshipWorker, "429971101", TODAY, Ok(())),
            (VillageDoctor, None, SystemAdministrator, "429971", TODAY, Err(Apart)),
            (VillageDoctor, Some(LATER), SystemAdministrator, "429971", TODAY, Err(Apart)),
            (VillageDoctor, Some(LATER), SystemAdministrator, "429971", LATER, Ok(())),
        ] {
            let held = [post(held, VILLAGE, ended_on)];
            let region = Region::exact(region).unwrap();
            assert_eq!(may_hold(&held, (kind, &region), from, None), expected, "{held:?} {kind:?} {from}");
        }
        let administrator = [post(SystemAdministrator, "429971", None)];
        let county = Region::exact("429971").unwrap();
        assert_eq!(may_hold(&administrator, (CountyOffice, &county), TODAY, None), Err(Apart));
        // What ends when the other begins is not beside it.
        assert_eq!(may_hold(&administrator, (CountyOffice, &county), TODAY, Some(Uuid::nil())), Ok(()));
    }

    #[test]
    fn the_last_who_keeps_accounts_stays() {
        let last = Err(Refusal::LastAdministrator);
        for (kind, ended_on, others, expected) in [
            (SystemAdministrator, None, 0, last),
            (SystemAdministrator, Some(LATER), 0, last),
            (SystemAdministrator, None, 1, Ok(())),
            (SystemAdministrator, Some(TODAY), 0, Ok(())),
            (CountyOffice, None, 0, Ok(())),
        ] {
            let post = post(kind, "429971", ended_on);
            assert_eq!(may_end(&[&post], TODAY, others), expected, "{post:?}");
        }
    }
}
