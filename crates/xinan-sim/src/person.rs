//! Who somebody is: the supplement form (个人信息补充表) with the head of the health record.
//!
//! Profile: 52.84 % men, 64.89 % primary school or less, 86.01 % farmers, 81.33 % poor (Tianshui 2022, 19,857
//! people). How the illness began is [`crate::illness`]'s.

use jiff::civil::Date;
use xinan_domain::day::age_on;
use xinan_domain::follow_up::Confinement;
use xinan_domain::identity_number::{IdentityNumber, Sex};
use xinan_domain::person::*;
use xinan_domain::supplement::Supplement;

use crate::days::{days_between, plus};
use crate::event::SimEvent;
use crate::illness;
use crate::names;
use crate::options::Village;
use crate::plan::Plan;
use crate::random::{Chance, share_of};
use crate::staff;
use crate::world::{Subject, World};

const MEN: f64 = 0.5284;

const SCHOOLS: &[(Education, u32)] = &[
    (Education::Illiterate, 2600),
    (Education::Primary, 3889),
    (Education::MiddleSchool, 2430),
    (Education::HighSchool, 680),
    (Education::Secondary, 190),
    (Education::College, 140),
    (Education::University, 56),
    (Education::Unknown, 15),
];

/// Three in ten live in a residents' committee; so many of them and of the villagers are farmers
/// that 86 in a hundred are.
const VILLAGERS_AT_WORK: &[(Employment, u32)] = &[
    (Employment::Farmer, 950),
    (Employment::Unemployed, 34),
    (Employment::Student, 6),
    (Employment::OtherWork, 10),
];
const TOWNSPEOPLE_AT_WORK: &[(Employment, u32)] = &[
    (Employment::Farmer, 655),
    (Employment::Unemployed, 215),
    (Employment::Retired, 55),
    (Employment::Worker, 45),
    (Employment::Student, 10),
    (Employment::Professional, 8),
    (Employment::OtherWork, 12),
];

/// Age on the last day: the share of people up to each.
const AGES: &[(f64, f64)] = &[
    (0.0, 19.0),
    (0.03, 24.0),
    (0.10, 31.0),
    (0.22, 38.0),
    (0.40, 46.0),
    (0.60, 54.0),
    (0.79, 63.0),
    (0.92, 72.0),
    (1.0, 87.0),
];

/// Identity numbers have five hundred places for each sex and day of birth.
const PLACES: u64 = 500;

/// Writes the form of a person.
pub(crate) fn supplement(world: &World<'_>, plan: &Plan, events: &[SimEvent]) -> Supplement {
    let person = plan.person;
    let mut chance = world.chance(person, "person");
    let village = world.village(person);
    let sex = if world.share(Subject::Sex, person) < MEN { Sex::Male } else { Sex::Female };
    let identity_number = identity_number(world, person, sex, &mut chance);
    let birth_date = identity_number.birth_date();
    let age = age_on(birth_date, world.options.as_of);

    let diagnosis = illness::diagnosis(world, person);
    let illness = illness::begin(&mut chance, plan, birth_date, diagnosis);
    let (name, ethnicity) = name_and_people(&mut chance, sex, birth_date.year());
    let address = address(&mut chance, village);
    let marriage = marriage(&mut chance, age);
    let guardian = guardian(&mut chance, &name, sex, age, marriage);
    let guardian_address = match chance.percent(80.0) {
        true => address.clone(),
        false => self::address(&mut chance, village),
    };
    let town = is_town(village);
    let at_work = if town { TOWNSPEOPLE_AT_WORK } else { VILLAGERS_AT_WORK };
    let economy = world.share(Subject::Economy, person) < 0.8133;
    let contact = staff::village_contact(world.options.seed, village);
    let consent = events.iter().find_map(|event| match event {
        SimEvent::Consent { on, given: true } => Some((Consent::Given, Some(*on))),
        SimEvent::Consent { given: false, .. } => Some((Consent::Refused, None)),
        _ => None,
    });
    let has_certificate = chance.percent(25.0);

    Supplement {
        name,
        sex,
        birth_date,
        identity_number,
        ethnicity: Some(ethnicity),
        phone: chance.percent(45.0).then(|| staff::telephone(&mut chance)),
        village: village.region,
        address,
        education: Some(share_of(world.share(Subject::Education, person), SCHOOLS)),
        marriage: Some(marriage),
        guardian_name: guardian.0,
        guardian_relation: Some(guardian.1),
        guardian_address,
        guardian_phone: Some(staff::telephone(&mut chance)),
        village_contact: contact.name,
        village_contact_phone: Some(contact.phone),
        household: Some(if town && chance.percent(70.0) { Household::Urban } else { Household::Rural }),
        employment: Some(share_of(world.share(Subject::Employment, person), at_work)),
        consent: consent.map(|(consent, _)| consent),
        consent_on: consent.and_then(|(_, on)| on),
        onset_on: Some(illness.onset),
        past_symptoms: Some(illness::past_symptoms(&mut chance, diagnosis)),
        other_past_symptom: String::new(),
        confinement: Some(chance.weighted(&[(Confinement::None, 968), (Confinement::Released, 32)])),
        outpatient: Some(illness.outpatient),
        first_treated_on: illness.treated,
        admissions: Some(illness.admissions),
        diagnosis,
        icd10: illness::icd10(&mut chance, diagnosis),
        diagnosed_at: illness::diagnosed_at(&mut chance, world),
        diagnosed_on: illness.diagnosed,
        effect: (illness.outpatient != OutpatientHistory::Untreated).then(|| {
            chance.weighted(&[
                (TreatmentEffect::Better, 70),
                (TreatmentEffect::Unchanged, 20),
                (TreatmentEffect::Recovered, 7),
                (TreatmentEffect::Worse, 3),
            ])
        }),
        incidents: Some(illness::past_incidents(&mut chance)),
        economy: Some(if economy { Economy::Poor } else { Economy::NotPoor }),
        specialist_opinion: match chance.percent(30.0) {
            true => chance.pick(OPINIONS).to_owned(),
            false => String::new(),
        },
        filled_on: Some(plan.registered_on),
        filled_by: staff::prevention_worker(world.options.seed, village, u64::from(person % 2)).name,
        disability_certificate: match has_certificate {
            true => format!("{}6{}", identity_number.as_str(), 2),
            false => String::new(),
        },
        disability_grade: has_certificate.then_some(DisabilityGrade::Second),
        remark: match chance.percent(6.0) {
            true => chance.pick(REMARKS).to_owned(),
            false => String::new(),
        },
    }
}

const OPINIONS: &[&str] = &[
    "坚持服药。每月复诊一次",
    "维持目前用药。注意睡眠",
    "三个月复查血常规和肝功能",
    "可参加社区康复",
    "家属陪同复诊。药物由家属保管",
];
const REMARKS: &[&str] = &[
    "听力不好。请打家属电话",
    "白天在镇上做工。傍晚在家",
    "与哥哥同住",
    "独居。由村里帮着取药",
    "不识字。请当面说",
];

/// A number that nobody else of the county has: the sequence and the day of birth, counted modulo the
/// number of groups of five hundred, tell whose it is.
fn identity_number(world: &World<'_>, person: u32, sex: Sex, chance: &mut Chance) -> IdentityNumber {
    let numbers = &world.options.numbers;
    let number = u64::from(person) * u64::from(numbers.shared_by) + u64::from(numbers.turn);
    let groups = (u64::from(world.options.people) * u64::from(numbers.shared_by)).div_ceil(PLACES).max(1);
    let (group, place) = (number / PLACES, number % PLACES);

    let around = plus(world.options.as_of, -((age(world, person) * 365.25) as i64) - chance.between(0, 200));
    let day = days_between(Date::constant(1800, 1, 1), around);
    let groups = i64::try_from(groups).unwrap_or(1);
    let off = day.rem_euclid(groups) - i64::try_from(group).unwrap_or(0);
    let birth = plus(around, -off.rem_euclid(groups));
    let sequence = place * 2 + u64::from(sex == Sex::Male);
    // Some came from elsewhere in the city.
    let from_here = numbers.shared_by > 1 || chance.percent(93.0);
    let area = if from_here { numbers.area.as_str() } else { "429901" };
    IdentityNumber::from_parts(area, birth, u16::try_from(sequence).unwrap_or(0))
        .or_else(|| IdentityNumber::from_parts("429971", Date::constant(1970, 1, 1), 1))
        .expect("six digits, a day of the last century, a sequence below a thousand")
}

/// Age on the last day of the story, in years.
pub(crate) fn age(world: &World<'_>, person: u32) -> f64 {
    let share = world.share(Subject::Age, person);
    AGES.windows(2).find(|pair| share <= pair[1].0).map_or(50.0, |pair| {
        pair[0].1 + (share - pair[0].0) / (pair[1].0 - pair[0].0) * (pair[1].1 - pair[0].1)
    })
}

fn name_and_people(chance: &mut Chance, sex: Sex, born: i16) -> (String, Ethnicity) {
    if chance.percent(0.2) {
        let (name, ethnicity) = names::with_a_dot(chance);
        return (name.to_owned(), ethnicity);
    }
    let ethnicity = chance.weighted(&[
        (Ethnicity::Han, 905),
        (Ethnicity::Tujia, 52),
        (Ethnicity::Hui, 18),
        (Ethnicity::Miao, 14),
        (Ethnicity::Dong, 5),
        (Ethnicity::Manchu, 3),
        (Ethnicity::Zhuang, 3),
    ]);
    (names::name(chance, sex, born), ethnicity)
}

/// Residents' committees have the codes 001 to 199.
fn is_town(village: &Village) -> bool {
    village.region.as_str().get(9..).is_some_and(|last| last < "200")
}

fn address(chance: &mut Chance, village: &Village) -> String {
    let place = format!("{}{}", village.township, village.name);
    if is_town(village) && chance.percent(55.0) {
        let (house, stair, floor) = (chance.between(1, 28), chance.between(1, 4), chance.between(1, 6));
        return format!("{place}{house}栋{stair}单元{floor}0{}", chance.between(1, 4));
    }
    format!("{place}{}组", chance.between(1, 12))
}

fn marriage(chance: &mut Chance, age: i16) -> Marriage {
    use Marriage::{Divorced, Married, Single, Widowed};
    let weights: &[(Marriage, u32)] = match age {
        ..25 => &[(Single, 95), (Married, 5)],
        25..40 => &[(Single, 52), (Married, 38), (Divorced, 10)],
        40..62 => &[(Single, 30), (Married, 55), (Divorced, 11), (Widowed, 4)],
        _ => &[(Single, 20), (Married, 50), (Divorced, 6), (Widowed, 24)],
    };
    chance.weighted(weights)
}

/// Who looks after somebody, in the order of 民法典 第二十八条: the spouse; parents and children; others.
fn guardian(chance: &mut Chance, name: &str, sex: Sex, age: i16, marriage: Marriage) -> (String, Relation) {
    use Relation::*;
    let weights: &[(Relation, u32)] = match (marriage, age) {
        (Marriage::Married, ..56) => &[(Spouse, 86), (Mother, 5), (Father, 5), (ElderBrother, 4)],
        (Marriage::Married, _) => &[(Spouse, 62), (Son, 24), (Daughter, 14)],
        (Marriage::Single, ..48) => {
            &[(Mother, 42), (Father, 38), (ElderBrother, 8), (ElderSister, 7), (YoungerSister, 3), (InLaw, 2)]
        }
        (Marriage::Single, _) => &[
            (YoungerBrother, 32),
            (ElderBrother, 18),
            (YoungerSister, 16),
            (ElderSister, 8),
            (InLaw, 18),
            (VillageCommittee, 8),
        ],
        (_, ..48) => &[(Mother, 36), (Father, 26), (ElderBrother, 14), (YoungerSister, 14), (Daughter, 10)],
        _ => &[(Son, 46), (Daughter, 30), (YoungerBrother, 12), (InLaw, 8), (VillageCommittee, 4)],
    };
    let relation = chance.weighted(weights);
    let (their_sex, older) = match relation {
        Spouse => (if sex == Sex::Male { Sex::Female } else { Sex::Male }, 0),
        Father => (Sex::Male, 26),
        Mother => (Sex::Female, 24),
        Son => (Sex::Male, -26),
        Daughter => (Sex::Female, -26),
        ElderSister => (Sex::Female, 4),
        YoungerSister => (Sex::Female, -4),
        ElderBrother => (Sex::Male, 4),
        _ => (Sex::Male, -4),
    };
    let same_surname = match relation {
        Father | ElderBrother | YoungerBrother | ElderSister | YoungerSister => true,
        Son | Daughter => sex == Sex::Male,
        _ => false,
    };
    let surname =
        if same_surname && !name.contains('·') { names::surname_of(name) } else { names::surname(chance) };
    let born = 2026 - age - older;
    (format!("{surname}{}", names::given(chance, their_sex, born)), relation)
}
