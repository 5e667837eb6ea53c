//! From answers to a [`Registration`], or to all complaints at once: of a page, or of a row of a ledger.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Screening, ScreeningList};
use crate::answers::{Answers, Complaints, Weight};
use crate::code::Code;
use crate::identity_number::{IdentityNumber, Sex};
use crate::person::{Relation, is_name};
use crate::phone::Phone;
use crate::reader::{Empty, Reader, shorten};
use crate::region::Region;
use crate::text::rules::Problem;
use crate::text::{Lang, squeeze};

/// 线索调查登记表, understood.
///
/// What is missing is not written, so that a row of a ledger of before reads as it was kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Registration {
    /// 姓名.
    pub name: String,
    /// 性别; none where a ledger does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// 年龄, in years, as the informant put it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<u8>,
    /// 身份证号, if known.
    #[serde(default)]
    pub identity_number: Option<IdentityNumber>,
    /// 村（居）委会.
    pub village: Region,
    /// Where in the village.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// 监护人, or somebody of the family.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guardian_name: String,
    /// 与监护人关系.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian_relation: Option<Relation>,
    /// 符合清单第几条.
    pub screening: Screening,
    /// What else was noticed, in somebody's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// 知情人; empty where a ledger does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub informant: String,
    /// 知情人电话.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub informant_phone: Option<Phone>,
    /// 调查人.
    pub surveyor: String,
    /// 调查日期.
    pub surveyed_on: Date,
}

impl Registration {
    /// The year of birth: as the identity number has it, else as the age says it, give or take a year.
    pub fn born_about(&self) -> Option<i16> {
        let of_number = self.identity_number.as_ref().map(|number| number.birth_date().year());
        of_number.or_else(|| self.age.map(|age| self.surveyed_on.year() - i16::from(age)))
    }
}

/// What else is known when a clue is read.
#[derive(Clone, Copy)]
pub struct RegistrationContext<'a> {
    /// The day of entry.
    pub today: Date,
    /// Finds the village that a name or a code means; the caller knows the division table and the territory.
    pub village: &'a dyn Fn(&str) -> Option<Region>,
    /// It is a row of a ledger that somebody kept: what a page asks for may be missing there.
    pub of_ledger: bool,
}

/// Reads a clue (线索调查登记表).
///
/// - One yes is enough, and without any there is nothing to register (表1: 任何一条). A ledger that does not name its list
///   is read as the one of 2018, and where a number is too high for it as the one of 2012.
/// - The informant is named; a telephone is welcome and not asked for, so that nobody is turned away who fears to leave one.
/// - The day is not in the future.
///
/// # Errors
/// All complaints, when at least one of them stops the record.
pub fn parse(answers: &Answers, context: &RegistrationContext<'_>) -> Result<Registration, Complaints> {
    let of_ledger = context.of_ledger;
    let mut read = match of_ledger {
        true => Reader::of_sheet(answers, context.today),
        false => Reader::new(answers, context.today),
    };
    let required = if of_ledger { Empty::Fine } else { Empty::Refused };
    let name = name(&mut read, "name", Empty::Refused);
    let sex = read.one::<Sex>("sex", required);
    let age = read.number("age", 0, 120, Empty::Fine).and_then(|age| u8::try_from(age).ok());
    let identity_number = number(&mut read, answers, sex, of_ledger);
    let village = village(&mut read, context);
    let address = read.text("address", 100, Empty::Fine);
    let screening = screening(&mut read, answers, of_ledger);
    let note = read.text("note", 500, Empty::Fine);
    let informant = read.text("informant", 50, required);
    let informant_phone = telephone(&mut read, "informant_phone");
    let surveyor = read.text("surveyor", 50, required);
    let surveyed_on = read.past_day("surveyed_on", Empty::Refused);
    let guardian_name = self::name(&mut read, "guardian_name", Empty::Fine);
    let guardian_relation = read.one::<Relation>("guardian_relation", Empty::Fine);
    match (village, screening, surveyed_on) {
        (Some(village), Some(screening), Some(surveyed_on)) if !read.complaints.refused() => {
            Ok(Registration {
                name,
                sex,
                age,
                identity_number,
                village,
                address,
                guardian_name,
                guardian_relation,
                screening,
                note,
                informant,
                informant_phone,
                surveyor,
                surveyed_on,
            })
        }
        _ => Err(read.complaints),
    }
}

fn name(read: &mut Reader<'_>, id: &'static str, empty: Empty) -> String {
    let name = squeeze(&read.text(id, 50, empty));
    if !name.is_empty() && !is_name(&name) {
        read.complaints.refuse(id, Problem::NotAName { given: shorten(&name) });
    }
    name
}

fn number(
    read: &mut Reader<'_>,
    answers: &Answers,
    sex: Option<Sex>,
    of_ledger: bool,
) -> Option<IdentityNumber> {
    read.filled("identity_number", Empty::Fine)?;
    let number = match IdentityNumber::parse(answers.raw("identity_number")) {
        Ok(number) => number,
        Err(error) => {
            read.complaints.refuse("identity_number", Problem::IdentityNumber(error));
            return None;
        }
    };
    let told = sex.filter(|sex| matches!(sex, Sex::Male | Sex::Female));
    if told.is_some_and(|sex| sex != number.sex()) {
        // Of a ledger nobody is there who could look at the person again.
        let weight = if of_ledger { Weight::Ask } else { Weight::Refuse };
        read.complaints.say("sex", weight, Problem::SexDiffers);
    }
    Some(number)
}

fn village(read: &mut Reader<'_>, context: &RegistrationContext<'_>) -> Option<Region> {
    let text = read.filled("village", Empty::Refused)?;
    let found = (context.village)(&squeeze(&text));
    if found.is_none() {
        read.complaints.refuse("village", Problem::VillageUnknown { given: shorten(&text) });
    }
    found
}

fn telephone(read: &mut Reader<'_>, id: &'static str) -> Option<Phone> {
    let text = read.filled(id, Empty::Fine)?;
    match Phone::parse(&text) {
        Ok(phone) => Some(phone),
        Err(error) => {
            read.complaints.refuse(id, Problem::Phone(error));
            None
        }
    }
}

/// The ticked questions, each by its number: the ticks of a page, or the text of a cell.
fn screening(read: &mut Reader<'_>, answers: &Answers, of_ledger: bool) -> Option<Screening> {
    let items = answers.list("items").join(";");
    let asked = match of_ledger && !answers.has("list") {
        true => None,
        false => Some(read.one::<ScreeningList>("list", Empty::Refused)?),
    };
    let found = match asked {
        Some(list) => Screening::read(list, &items),
        None => Screening::read(ScreeningList::Identification2018, &items)
            .or_else(|_| Screening::read(ScreeningList::Inquiry2012, &items)),
    };
    match found {
        Ok(screening) => Some(screening),
        Err(error) => {
            let said = [Lang::Zh, Lang::En].map(|lang| error.say(lang));
            read.complaints.refuse("items", Problem::Said(said));
            None
        }
    }
}

/// What is known of a list that is typed into an address.
impl ScreeningList {
    /// The list with this number, or the one in use.
    pub fn named(text: &str) -> Self {
        Self::read(text).unwrap_or(Self::CURRENT)
    }
}
