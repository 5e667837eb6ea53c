//! What may not be done with an account or a post, whoever asks.
//!
//! PROMISES T27 and domain 7.4: nobody gives access to oneself; a county that has its three administrators keeps one of
//! each. Which posts go beside one another is no rule of this file: that is asked of the policies
//! (`policies/administrators.cedar`).

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
    /// The county would be left without an administrator of this kind.
    LastAdministrator(PostKind),
    /// The policies let nobody hold both.
    Apart,
    /// The account has this post already.
    Held,
    /// The post has ended.
    Over,
    /// It is the account of one who confirms or looks on: with its password a system administrator would do both.
    Privileged,
    /// The account is closed.
    Closed,
    /// The account is open already.
    Opened,
}

impl Refusal {
    /// What happened, and what to do.
    pub(super) fn say(self, lang: Lang) -> String {
        match self {
            Self::Own => texts::staff_own(lang),
            Self::LastAdministrator(kind) => return texts::staff_last_administrator(lang, lang.code(kind)),
            Self::Apart => texts::staff_apart(lang),
            Self::Held => texts::staff_held(lang),
            Self::Over => texts::staff_over(lang),
            Self::Privileged => texts::staff_privileged(lang),
            Self::Closed => texts::staff_closed(lang),
            Self::Opened => texts::staff_opened(lang),
        }
        .to_owned()
    }
}

/// Whether the asker may change somebody's account and posts: anybody's but the own.
///
/// # Errors
/// [`Refusal::Own`].
pub(super) fn not_own(actor: &Actor, member: &Member) -> Result<(), Refusal> {
    if member.id == actor.account { Err(Refusal::Own) } else { Ok(()) }
}

/// Whether the asker may hold in hand what opens somebody's account, a password or the way without a second factor:
/// not that of a security or audit administrator, who look at what the asker does.
///
/// # Errors
/// [`Refusal::Privileged`].
pub(super) fn may_open_for(member: &Member, today: Date) -> Result<(), Refusal> {
    let looks_on = |post: &Post| {
        post.kind.administers() && post.kind != PostKind::SystemAdministrator && !post.is_over(today)
    };
    if member.posts.iter().any(looks_on) { Err(Refusal::Privileged) } else { Ok(()) }
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
    if beside.any(|post| !xinan_policy::may_be_held_beside(post.kind.post(), kind.post())) {
        return Err(Refusal::Apart);
    }
    Ok(())
}

/// Whether a post may end, or an account with these posts be closed: when `others` of the same kind, an
/// administrator's, are there without an end. One that waits to be confirmed is nobody's support yet, and may go.
///
/// # Errors
/// [`Refusal::LastAdministrator`].
pub(super) fn may_end(posts: &[&Post], today: Date, others: &[PostKind]) -> Result<(), Refusal> {
    let counts =
        |post: &&&Post| post.kind.administers() && !post.is_over(today) && post.waits_since.is_none();
    match posts.iter().filter(counts).find(|post| !others.contains(&post.kind)) {
        Some(last) => Err(Refusal::LastAdministrator(last.kind)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use PostKind::{
        AuditAdministrator, CountyOffice, SecurityAdministrator, SystemAdministrator, TownshipWorker,
        VillageDoctor,
    };

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
            waits_since: None,
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
        // Nor beside another of the three, nor the other way round.
        for other in [SecurityAdministrator, AuditAdministrator] {
            assert_eq!(may_hold(&administrator, (other, &county), TODAY, None), Err(Apart));
            let held = [post(other, "429971", None)];
            assert_eq!(may_hold(&held, (SystemAdministrator, &county), TODAY, None), Err(Apart));
        }
        // What ends when the other begins is not beside it.
        assert_eq!(may_hold(&administrator, (CountyOffice, &county), TODAY, Some(Uuid::nil())), Ok(()));
    }

    #[test]
    fn the_last_administrator_of_a_kind_stays() {
        for (kind, ended_on, others, stays) in [
            (SystemAdministrator, None, &[][..], true),
            (SystemAdministrator, Some(LATER), &[], true),
            (SystemAdministrator, None, &[SystemAdministrator], false),
            (SystemAdministrator, None, &[SecurityAdministrator, AuditAdministrator], true),
            (SystemAdministrator, Some(TODAY), &[], false),
            (SecurityAdministrator, None, &[SystemAdministrator], true),
            (AuditAdministrator, None, &[AuditAdministrator], false),
            (CountyOffice, None, &[], false),
        ] {
            let post = post(kind, "429971", ended_on);
            let expected = if stays { Err(Refusal::LastAdministrator(kind)) } else { Ok(()) };
            assert_eq!(may_end(&[&post], TODAY, others), expected, "{post:?}");
            let waits = Post { waits_since: Some(1), ..post };
            assert_eq!(may_end(&[&waits], TODAY, others), Ok(()), "{waits:?}");
        }
    }
}
