//! What is taken: medicines of the domain's table in ordinary doses, by diagnosis.

use xinan_domain::diagnosis::Diagnosis;
use xinan_domain::medicine::{Interval, Medicine, Schedule};

use crate::random::Chance;

/// A medicine with the steps by which its dose is raised.
#[derive(Debug, Clone, Copy)]
enum Ladder {
    /// So many times a day, milligrams each time.
    Daily(&'static str, u8, &'static [f64]),
    /// Milligrams in the morning and in the evening.
    ByDay(&'static str, &'static [(f64, f64)]),
    /// At an interval, milligrams each time.
    Depot(&'static str, Interval, &'static [f64]),
}

use Ladder::{ByDay, Daily, Depot};

const SCHIZOPHRENIA: &[(Ladder, u32)] = &[
    (Daily("利培酮", 2, &[1.0, 1.5, 2.0, 3.0]), 22),
    (Daily("奥氮平", 1, &[5.0, 10.0, 15.0, 20.0]), 22),
    (ByDay("氯氮平", &[(25.0, 75.0), (50.0, 100.0), (50.0, 150.0), (100.0, 200.0)]), 16),
    (Daily("阿立哌唑", 1, &[10.0, 15.0, 20.0]), 10),
    (ByDay("喹硫平", &[(100.0, 200.0), (200.0, 300.0), (200.0, 400.0)]), 7),
    (Daily("氨磺必利", 2, &[100.0, 200.0, 300.0]), 5),
    (ByDay("奋乃静", &[(4.0, 8.0), (8.0, 12.0), (12.0, 16.0)]), 5),
    (Daily("舒必利", 2, &[200.0, 300.0, 400.0]), 4),
    (Daily("氯丙嗪", 2, &[50.0, 100.0, 150.0]), 3),
    (Depot("棕榈酸帕利哌酮", Interval::Months(1), &[75.0, 100.0, 150.0]), 4),
    (Depot("癸氟奋乃静", Interval::Weeks(3), &[12.5, 25.0]), 2),
];
const BIPOLAR: &[(Ladder, u32)] = &[
    (Daily("碳酸锂", 2, &[250.0, 500.0]), 10),
    (Daily("丙戊酸镁", 2, &[250.0, 500.0, 750.0]), 10),
    (Daily("丙戊酸钠", 2, &[200.0, 400.0, 600.0]), 8),
    (Daily("喹硫平", 2, &[100.0, 150.0, 200.0]), 6),
];
const EPILEPSY: &[(Ladder, u32)] = &[
    (Daily("卡马西平", 2, &[200.0, 300.0, 400.0]), 10),
    (Daily("丙戊酸钠", 3, &[200.0, 400.0]), 10),
    (Daily("左乙拉西坦", 2, &[500.0, 750.0]), 6),
];
const INTELLECTUAL: &[(Ladder, u32)] = &[
    (Daily("利培酮", 2, &[0.5, 1.0, 1.5]), 12),
    (Daily("奋乃静", 2, &[2.0, 4.0, 6.0]), 6),
    (Daily("阿立哌唑", 1, &[5.0, 10.0]), 5),
];
const BESIDE: &[(Ladder, u32)] = &[
    (Daily("苯海索", 2, &[2.0]), 10),
    (Daily("丙戊酸镁", 2, &[250.0, 500.0]), 4),
    (Daily("普萘洛尔", 2, &[10.0]), 3),
    (Daily("舍曲林", 1, &[50.0, 100.0]), 3),
];

/// One person's medicines, with doses that can be raised.
#[derive(Debug, Clone)]
pub(crate) struct Regimen {
    main: Ladder,
    beside: Option<Ladder>,
    step: usize,
}

impl Regimen {
    /// What a doctor would choose for the diagnosis.
    pub(crate) fn of(chance: &mut Chance, diagnosis: Diagnosis) -> Self {
        let choices = match diagnosis {
            Diagnosis::Bipolar => BIPOLAR,
            Diagnosis::Epilepsy => EPILEPSY,
            Diagnosis::IntellectualDisability => INTELLECTUAL,
            _ => SCHIZOPHRENIA,
        };
        let main = chance.weighted(choices);
        let second = if diagnosis == Diagnosis::Schizoaffective { 60.0 } else { 22.0 };
        let beside =
            chance.percent(second).then(|| chance.weighted(BESIDE)).filter(|one| name(one) != name(&main));
        Self { main, beside, step: usize::from(chance.percent(45.0)) }
    }

    /// One step more, where there is one.
    pub(crate) fn raise(&mut self) {
        self.step += 1;
    }

    /// The rows of the form.
    pub(crate) fn medicines(&self) -> Vec<Medicine> {
        [Some(self.main), self.beside]
            .into_iter()
            .flatten()
            .map(|ladder| medicine(ladder, self.step))
            .collect()
    }

    /// Whether the main medicine has this name.
    pub(crate) fn is_mainly(&self, medicine: &str) -> bool {
        name(&self.main) == medicine
    }
}

fn name(ladder: &Ladder) -> &'static str {
    match ladder {
        Daily(name, ..) | ByDay(name, _) | Depot(name, ..) => name,
    }
}

fn medicine(ladder: Ladder, step: usize) -> Medicine {
    let schedule = match ladder {
        Daily(_, times, doses) => Schedule::TimesDaily { times, dose_mg: at(doses, step) },
        ByDay(_, doses) => {
            let (morning, evening) = at(doses, step);
            Schedule::Daily { morning, noon: 0.0, evening }
        }
        Depot(_, every, doses) => Schedule::LongActing { every, dose_mg: at(doses, step) },
    };
    Medicine { name: name(&ladder).to_owned(), schedule }
}

fn at<T: Copy>(steps: &[T], step: usize) -> T {
    steps[step.min(steps.len() - 1)]
}
