//! Yearly examinations (体检): for most of those who are visited, on a day of a visit.

use jiff::civil::Date;
use xinan_domain::examination::{Ecg, Examination, Item, Occasion};
use xinan_domain::follow_up::{Hospital, Visit, VisitMode};
use xinan_domain::identity_number::Sex;
use xinan_domain::medicine::{CLOZAPINE, LITHIUM, takes};
use xinan_domain::supplement::Supplement;

use crate::plan::Plan;
use crate::random::Chance;
use crate::world::{Subject, World};

/// Of a hundred visited people, how many are examined in a year.
const EXAMINED: f64 = 0.79;
/// How far the window of the examined moves in a year.
const DRIFT: f64 = 0.07;

/// The examinations of a person, oldest first.
pub(crate) fn examinations(
    world: &World<'_>,
    plan: &Plan,
    supplement: &Supplement,
    visits: &[Visit],
) -> Vec<Examination> {
    let mut chance = world.chance(plan.person, "examination");
    let share = world.share(Subject::Examination, plan.person);
    let body = Body::of(&mut chance, supplement.sex);
    (world.start.year()..=world.options.as_of.year())
        .filter(|year| (share + DRIFT * f64::from(*year)).rem_euclid(1.0) < EXAMINED)
        .filter_map(|year| {
            let fit: Vec<&Visit> = visits
                .iter()
                .filter(|visit| visit.visited_on.year() == year && visit.mode != VisitMode::Telephone)
                .filter(|visit| {
                    visit.clinical().is_some_and(|found| found.hospital != Some(Hospital::InHospital))
                })
                .collect();
            let visit = fit.get(usize::try_from(chance.between(0, 1)).unwrap_or(0)).or(fit.last())?;
            Some(examination(&mut chance, &body, visit))
        })
        .collect()
}

/// What of a body changes little from year to year.
struct Body {
    height: f64,
    weight: f64,
    systolic: f64,
    glucose: f64,
    haemoglobin: f64,
}

impl Body {
    fn of(chance: &mut Chance, sex: Sex) -> Self {
        let man = sex == Sex::Male;
        Self {
            height: if man { 158.0 } else { 148.0 } + chance.unit() * 20.0,
            weight: if man { 50.0 } else { 43.0 } + chance.unit() * 36.0,
            systolic: 102.0 + chance.unit() * 46.0,
            glucose: if chance.percent(12.0) { 7.2 } else { 4.6 } + chance.unit() * 1.3,
            haemoglobin: if man { 128.0 } else { 112.0 } + chance.unit() * 30.0,
        }
    }
}

fn examination(chance: &mut Chance, body: &Body, visit: &Visit) -> Examination {
    let on: Date = visit.visited_on;
    let medicines = visit.clinical().map_or(&[][..], |found| &found.medicines);
    let mut near = |value: f64, spread: f64| value + (chance.unit() - 0.5) * spread;
    let systolic = near(body.systolic, 12.0);
    let mut values = vec![
        (Item::Temperature, near(36.5, 0.6), 1),
        (Item::Pulse, near(76.0, 20.0), 0),
        (Item::Respiration, near(18.0, 4.0), 0),
        (Item::SystolicLeft, systolic, 0),
        (Item::DiastolicLeft, near(systolic * 0.62, 8.0), 0),
        (Item::Height, body.height, 0),
        (Item::Weight, near(body.weight, 5.0), 1),
        (Item::Waist, near(body.weight * 0.75 + 34.0, 4.0), 0),
        (Item::Haemoglobin, near(body.haemoglobin, 8.0), 0),
        (Item::WhiteCells, near(6.3, 3.4), 1),
        (Item::Platelets, near(215.0, 120.0), 0),
        (Item::Alt, near(27.0, 30.0), 0),
        (Item::Glucose, near(body.glucose, 0.8), 1),
    ];
    if takes(medicines, CLOZAPINE) {
        values.push((Item::Neutrophils, near(3.4, 2.4), 1));
    }
    if takes(medicines, LITHIUM) {
        values.push((Item::Lithium, near(0.78, 0.6), 2));
    }
    let values = values.into_iter().map(|(item, value, decimals)| (item, rounded(value, decimals))).collect();
    let ecg = match chance.between(1, 100) {
        1..=4 => None,
        5..=14 => Some(Ecg::Abnormal(
            (chance.pick(&["窦性心动过速", "窦性心律不齐", "ST段改变", "左室高电压"])).to_owned(),
        )),
        _ => Some(Ecg::Normal),
    };
    Examination {
        examined_on: on,
        occasion: Occasion::Yearly,
        values,
        ecg,
        agreed_by: None,
        conclusion: String::new(),
    }
}

fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}
