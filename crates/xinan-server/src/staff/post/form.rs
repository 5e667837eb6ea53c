//! A post as somebody typed it, understood, or everything that is wrong with it.

use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_domain::account::{LONGEST, shown_name};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::day::read_day_ahead;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use crate::division::Divisions;
use crate::institution::store::Kept;
use crate::shell::actor::PostKind;
use crate::staff::store::{NewPost, Post};
use crate::texts;

/// What is wrong, each at its field.
pub(in crate::staff) type Wrong = Vec<(&'static str, String)>;

/// What a post is chosen from.
pub(in crate::staff) struct Choosing<'a> {
    /// The county.
    pub(in crate::staff) county: &'a Region,
    /// Its divisions.
    pub(in crate::staff) divisions: &'a Divisions,
    /// The institutions that are there.
    pub(in crate::staff) institutions: &'a [Kept],
    /// Posts begin today or later.
    pub(in crate::staff) today: Date,
}

/// The fields of a post that is like another and begins today.
pub(in crate::staff) fn answers_like(post: Option<&Post>, today: Date) -> Answers {
    let mut answers = Answers::default();
    if let Some(post) = post {
        answers.push("kind", post.kind.code().to_string());
        answers.push("region", post.region.as_str());
        match post.institution {
            Some(institution) => answers.push("institution", institution.to_string()),
            None => answers.push("office", post.office.clone()),
        }
    }
    answers.push("from", today.to_string());
    answers
}

/// The post that was typed.
///
/// # Errors
/// All that is wrong.
pub(in crate::staff) fn parse(
    lang: Lang,
    answers: &Answers,
    id: Uuid,
    of: &Choosing<'_>,
) -> Result<NewPost, Wrong> {
    let mut wrong = Vec::new();
    let kind = PostKind::read(&answers.get("kind"));
    if kind.is_none() {
        wrong.push(("kind", texts::post_kind_missing(lang).to_owned()));
    }
    let code = answers.get("region");
    let region = Region::exact(&code).ok();
    let region = region.filter(|region| of.county.contains(region) && of.divisions.has(&code));
    match (region, kind) {
        (None, _) => wrong.push(("region", texts::post_region_missing(lang).to_owned())),
        (Some(region), Some(kind)) if !kind.levels().contains(&region.level()) => {
            let levels: Vec<&str> = kind.levels().iter().map(|level| level.say(lang)).collect();
            let say = texts::post_region_level(lang, lang.code(kind), &levels.join(texts::list_or(lang)));
            wrong.push(("region", say));
        }
        _ => {}
    }
    let chosen = answers.get("institution");
    let institution = Uuid::try_parse(&chosen).ok();
    let institution = institution.and_then(|id| of.institutions.iter().find(|one| one.id == id));
    let typed = answers.get("office");
    let office = match institution {
        Some(institution) => Some(institution.says.name.clone()),
        None => shown_name(&typed),
    };
    if !chosen.is_empty() && institution.is_none() {
        wrong.push(("institution", texts::post_institution_gone(lang).to_owned()));
    } else if office.is_none() && typed.is_empty() && of.institutions.is_empty() {
        wrong.push(("office", texts::post_office_empty(lang).to_owned()));
    } else if office.is_none() && typed.is_empty() {
        wrong.push(("institution", texts::post_office_missing(lang).to_owned()));
    } else if office.is_none() {
        wrong.push(("office", texts::staff_name_long(lang, LONGEST)));
    }
    let from = match parse_day(lang, answers, "from", of.today) {
        Ok(from) => Some(from),
        Err(say) => {
            wrong.push(("from", say));
            None
        }
    };
    match (kind, region, office, from, wrong.is_empty()) {
        (Some(kind), Some(region), Some(office), Some(from), true) => {
            Ok(NewPost { id, kind, region, office, institution: institution.map(|one| one.id), from })
        }
        _ => Err(wrong),
    }
}

/// Today or a day to come.
///
/// # Errors
/// What is wrong with it.
pub(in crate::staff) fn parse_day(
    lang: Lang,
    answers: &Answers,
    field: &str,
    today: Date,
) -> Result<Date, String> {
    let typed = answers.get(field);
    match read_day_ahead(&typed, today) {
        Some(day) if day >= today => Ok(day),
        Some(_) => Err(texts::post_day_past(lang).to_owned()),
        None if typed.is_empty() => Err(texts::post_day_missing(lang).to_owned()),
        None => Err(texts::day_unread(lang, &typed)),
    }
}
