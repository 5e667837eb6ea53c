//! The national figures of 2015 to 2020, as they were printed, computed again from the counts.
//!
//! Source: the yearly reports on management and treatment of registered people with severe mental
//! disorders. Until 2016 medicine was divided by the managed, since 2017 by the registered.

use super::*;

/// The counts of one year.
struct Year {
    year: i16,
    registered: i64,
    managed: i64,
    standard: i64,
    on_medicine: i64,
    regular: i64,
    stable: i64,
    home: i64,
    medicine_base: MedicineBase,
    /// 管理率, 规范管理率, 服药率, 规律服药率, 病情稳定率.
    printed: [&'static str; 5],
}

impl Year {
    fn count(&self, measure: Measure) -> i64 {
        match measure {
            Measure::Registered => self.registered,
            Measure::Managed => self.managed,
            Measure::Standard => self.standard,
            Measure::OnMedicine => self.on_medicine,
            Measure::RegularMedicine => self.regular,
            Measure::Stable => self.stable,
            Measure::Home => self.home,
            other => panic!("the report prints no {other:?}"),
        }
    }
}

const YEARS: [Year; 5] = [
    Year {
        year: 2015,
        registered: 4_921_505,
        managed: 4_252_022,
        standard: 2_211_835,
        on_medicine: 2_071_111,
        regular: 1_293_133,
        stable: 2_547_824,
        home: 4_155_963,
        medicine_base: MedicineBase::Managed,
        printed: ["86.40", "44.94", "48.71", "30.41", "61.31"],
    },
    Year {
        year: 2016,
        registered: 5_401_150,
        managed: 4_873_977,
        standard: 3_665_720,
        on_medicine: 2_528_143,
        regular: 1_594_562,
        stable: 3_265_761,
        home: 4_754_801,
        medicine_base: MedicineBase::Managed,
        printed: ["90.24", "67.87", "51.87", "32.72", "68.68"],
    },
    Year {
        year: 2017,
        registered: 5_806_352,
        managed: 5_380_249,
        standard: 4_346_103,
        on_medicine: 4_035_323,
        regular: 2_012_074,
        stable: 3_924_101,
        home: 5_231_235,
        medicine_base: MedicineBase::Registered,
        printed: ["92.66", "74.85", "69.50", "34.65", "75.01"],
    },
    Year {
        year: 2018,
        registered: 5_994_054,
        managed: 5_688_164,
        standard: 4_956_545,
        on_medicine: 4_873_322,
        regular: 2_504_323,
        stable: 4_426_558,
        home: 5_492_261,
        medicine_base: MedicineBase::Registered,
        printed: ["94.90", "82.69", "81.30", "41.78", "80.60"],
    },
    Year {
        year: 2020,
        registered: 6_430_587,
        managed: 6_116_599,
        standard: 5_724_019,
        on_medicine: 5_648_162,
        regular: 4_426_498,
        stable: 5_277_746,
        home: 5_474_881,
        medicine_base: MedicineBase::Registered,
        printed: ["95.12", "89.01", "87.83", "68.84", "96.40"],
    },
];

#[test]
fn the_catalogue_gives_the_percentages_that_were_printed() {
    for year in YEARS {
        let counting = Counting { medicine_base: year.medicine_base, ..Counting::default() };
        let computed = ["managed", "standard", "medicine", "regular_medicine", "stable"].map(|id| {
            let one = find(id).unwrap();
            let count = |base: Base| year.count(base.measure(&counting).unwrap());
            one.rate(count(one.numerator), count(one.denominator)).unwrap().to_string()
        });
        assert_eq!(computed, year.printed, "{}", year.year);
    }
}

/// 46.81 % is what the registered of 2016 would give; 51.87 % was printed, of the managed.
#[test]
fn the_wrong_base_gives_another_percentage() {
    let year = &YEARS[1];
    let one = find("medicine").unwrap();
    assert_eq!(one.rate(year.on_medicine, year.registered).unwrap().to_string(), "46.81");
}

/// 报告患病率 is stated per mille: 20,301 registered of some 4.71 million people.
#[test]
fn prevalence_is_per_mille() {
    let one = find("prevalence").unwrap();
    assert_eq!(one.unit, Unit::PerMille);
    assert_eq!(one.rate(20_301, 4_710_000).unwrap().to_string(), "4.31");
}

#[test]
fn two_decimals_rounded_half_up() {
    let percent = |numerator, denominator| Rate::of(numerator, denominator, 100).unwrap().to_string();
    assert_eq!(percent(1, 3), "33.33");
    assert_eq!(percent(2, 3), "66.67");
    // 0.005, 0.015, 0.025 %: the half goes up, not to the even.
    assert_eq!(percent(1, 20_000), "0.01");
    assert_eq!(percent(3, 20_000), "0.02");
    assert_eq!(percent(5, 20_000), "0.03");
    assert_eq!(percent(4_999, 100_000_000), "0.00");
    assert_eq!(percent(68, 152), "44.74");
    assert_eq!(percent(0, 7), "0.00");
    assert_eq!(percent(7, 7), "100.00");
}

#[test]
fn a_rate_of_nobody_is_no_rate() {
    for (numerator, denominator) in [(0, 0), (1, 0), (1, -1), (-1, 5)] {
        assert_eq!(Rate::of(numerator, denominator, 100), None, "{numerator} of {denominator}");
    }
}

#[test]
fn a_rate_too_large_for_its_type_is_no_rate_and_no_panic() {
    assert_eq!(Rate::of(i64::MAX, 1, 1000), None);
    assert_eq!(Rate::of(i64::MAX, i64::MAX, 100).unwrap().to_string(), "100.00");
    assert_eq!(Rate::of(i64::MAX, i64::MAX, 100).unwrap().hundredths(), 10_000);
    assert_eq!(Rate::of(1, 3, 100).unwrap().value(), 33.33);
}
