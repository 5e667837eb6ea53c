use std::collections::{BTreeSet, HashMap};

use super::Cell::{Between, Shown, Withheld};
use super::*;

/// 在册, 在管 of them, and of the latter 规范管理 and 病情稳定.
const FOUR: [Option<usize>; 4] = [None, Some(0), Some(1), Some(1)];
/// Of them the first three.
const THREE: [Option<usize>; 3] = [None, Some(0), Some(1)];

#[track_caller]
fn check(rows: &[[i64; 3]], total: [Cell; 3], expected: &[[Cell; 3]]) {
    let rows: Vec<Vec<i64>> = rows.iter().map(|row| row.to_vec()).collect();
    let table = readable(&THREE, &rows, 5);
    assert_eq!(table.total, total, "the total of {rows:?}");
    assert_eq!(table.rows, expected.iter().map(|row| row.to_vec()).collect::<Vec<_>>(), "{rows:?}");
}

const GONE: [Cell; 3] = [Withheld; 3];

#[test]
fn a_table_of_large_counts_is_shown_as_it_is() {
    check(
        &[[120, 110, 100], [90, 80, 70]],
        [Shown(210), Shown(190), Shown(170)],
        &[[Shown(120), Shown(110), Shown(100)], [Shown(90), Shown(80), Shown(70)]],
    );
    // Five people are not few, and neither are five who are missing.
    check(&[[15, 10, 5]], [Shown(15), Shown(10), Shown(5)], &[[Shown(15), Shown(10), Shown(5)]]);
}

#[test]
fn small_counts_zero_and_small_rests_are_ranges() {
    let few = Between(0, 4);
    for (row, expected) in [
        ([4, 4, 4], [few, few, few]),
        ([0, 0, 0], [few, few, few]),
        ([30, 4, 0], [Shown(30), few, few]),
        ([30, 0, 0], [Shown(30), few, few]),
        // All of them, and all but four, are not told apart.
        ([30, 30, 20], [Shown(30), Between(26, 30), Shown(20)]),
        ([30, 26, 20], [Shown(30), Between(26, 30), Shown(20)]),
        ([30, 25, 20], [Shown(30), Shown(25), Shown(20)]),
        // Where the one in between is not shown, the next one around counts.
        ([30, 28, 27], [Shown(30), Between(26, 30), Between(26, 30)]),
        ([30, 28, 25], [Shown(30), Between(26, 30), Shown(25)]),
        // Of nine people whatever is counted is few, or leaves few.
        ([9, 9, 9], [Shown(9), Between(0, 9), Between(0, 9)]),
        ([9, 4, 4], [Shown(9), Between(0, 9), Between(0, 9)]),
        ([10, 5, 5], [Shown(10), Shown(5), Between(0, 5)]),
    ] {
        check(&[row], expected, &[expected]);
    }
}

/// One village of few people would be the total less the others.
#[test]
fn what_could_be_subtracted_takes_others_with_it() {
    check(
        &[[3, 3, 1], [40, 34, 28], [60, 50, 40], [80, 70, 60]],
        [Shown(183), Shown(157), Shown(129)],
        &[GONE, GONE, [Shown(60), Shown(50), Shown(40)], [Shown(80), Shown(70), Shown(60)]],
    );
    // Two of them would be their sum, which is few again: the smallest of the others goes along.
    check(
        &[[1, 1, 1], [2, 2, 2], [80, 70, 60], [60, 50, 40]],
        [Shown(143), Shown(123), Shown(103)],
        &[GONE, GONE, [Shown(80), Shown(70), Shown(60)], GONE],
    );
    // Of 130 people 127: three are missing in both together.
    check(
        &[[90, 70, 50], [80, 60, 40], [70, 69, 40], [60, 58, 40]],
        [Shown(300), Shown(257), Shown(170)],
        &[[Shown(90), Shown(70), Shown(50)], GONE, GONE, GONE],
    );
}

/// What is withheld is said together: anybody could subtract it.
#[test]
fn the_sum_of_what_is_withheld_is_shown() {
    let rows = [[3, 3, 1], [40, 34, 28], [60, 50, 40], [80, 70, 60]].map(|row| row.to_vec());
    let table = readable(&THREE, &rows, 5);
    assert_eq!(table.group, Some(vec![Shown(43), Shown(37), Shown(29)]));
    assert_eq!(readable(&THREE, &rows[2..], 5).group, None);
    // Nobody is left beside whom it would stand.
    assert_eq!(readable(&THREE, &rows[..2], 5).group, None);
}

#[test]
fn a_place_of_few_people_shows_nothing_of_its_parts() {
    let few = Between(0, 4);
    check(&[[1, 1, 1], [2, 1, 0]], [few, few, few], &[GONE, GONE]);
    check(&[[1, 1, 1], [8, 7, 0]], [Shown(9), Between(0, 9), Between(0, 9)], &[GONE, GONE]);
    assert_eq!(readable(&FOUR, &[], 5).total, [few; 4]);
    assert!(Table::withheld(4, 2).withholds());
}

#[test]
fn what_no_true_table_has_is_read_as_nested() {
    check(
        &[[30, 40, -3]],
        [Shown(30), Between(26, 30), Between(0, 4)],
        &[[Shown(30), Between(26, 30), Between(0, 4)]],
    );
}

/// 在管 of all together, beside 在册 and those of them who are managed to the standard.
#[test]
fn a_count_of_all_stands_where_it_leaves_few_on_neither_side() {
    let table = readable(&[None, Some(0)], &[vec![60, 40], vec![40, 30]], 5);
    for (count, expected) in [
        (75, Shown(75)),
        (95, Shown(95)),
        (96, Withheld),
        (100, Withheld),
        (74, Withheld),
        (70, Withheld),
        (101, Withheld),
        (0, Withheld),
    ] {
        assert_eq!(of_all(&table, count, 5), expected, "{count}");
    }
    let small = readable(&[None, Some(0)], &[vec![60, 1], vec![40, 1]], 5);
    assert_eq!(of_all(&small, 50, 5), Withheld);
}

/// With a count of all beside it, whoever knows the rule is still left with two values for whatever is withheld.
#[test]
fn a_count_of_all_tells_nothing_of_the_rows() {
    let within = [None, Some(0)];
    let mut alike: HashMap<(Table, Cell), Vec<Vec<Vec<i64>>>> = HashMap::new();
    // In the third column of these tables stands the count that is shown of all alone.
    let three = [None, Some(0), Some(1)];
    for rows in every_table(&three, 3, 9) {
        // Wider before narrower: here the third is within the second, so that the last two change places.
        let read: Vec<Vec<i64>> = rows.iter().map(|row| vec![row[0], row[2]]).collect();
        let table = readable(&within, &read, 2);
        let all = of_all(&table, rows.iter().map(|row| row[1]).sum(), 2);
        alike.entry((table, all)).or_default().push(rows);
    }
    for ((table, all), tables) in &alike {
        for (number, row) in table.rows.iter().enumerate() {
            for (cell, at) in row.iter().zip([0, 2]) {
                let values: BTreeSet<i64> = tables.iter().map(|rows| rows[number][at]).collect();
                assert!(cell.count().is_some() || values.len() > 1, "{number} {at} {table:?} {all:?}");
            }
        }
        let values: BTreeSet<i64> =
            tables.iter().map(|rows| rows.iter().map(|row| row[1]).sum::<i64>()).collect();
        assert!(all.count().is_some() || values.len() > 1, "{table:?} {tables:?}");
    }
}

/// Every row of these columns in which nobody is counted twice and no more than so many at all.
fn every_row(within: &[Option<usize>], most: i64) -> Vec<Vec<i64>> {
    let mut all = vec![Vec::new()];
    for around in within {
        let longer = |row: &Vec<i64>| {
            let top = around.map_or(most, |around| row[around]);
            (0..=top).map(|count| [row.as_slice(), &[count]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// Every table of so many rows with no more than so many people.
fn every_table(within: &[Option<usize>], rows: usize, most: i64) -> Vec<Vec<Vec<i64>>> {
    let mut all: Vec<Vec<Vec<i64>>> = vec![Vec::new()];
    let each = every_row(within, most);
    for _ in 0..rows {
        let mut longer = Vec::new();
        for table in &all {
            let so_far: i64 = table.iter().map(|row| row[0]).sum();
            let fits = each.iter().filter(|row| so_far + row[0] <= most);
            longer.extend(fits.map(|row| [table.as_slice(), std::slice::from_ref(row)].concat()));
        }
        all = longer;
    }
    all
}

/// Whoever knows this rule, and lays every table beside what is shown, is left with two values at least for whatever is not.
fn nobody_knows_better(within: &[Option<usize>], rows: usize, most: i64, least: i64) {
    let mut alike: HashMap<Table, Vec<Vec<Vec<i64>>>> = HashMap::new();
    for table in every_table(within, rows, most) {
        alike.entry(readable(within, &table, least)).or_default().push(table);
    }
    for (shown, tables) in &alike {
        let total = |table: &[Vec<i64>], at: usize| table.iter().map(|row| row[at]).sum::<i64>();
        for at in 0..within.len() {
            for (number, row) in shown.rows.iter().enumerate() {
                let values: BTreeSet<i64> = tables.iter().map(|table| table[number][at]).collect();
                assert!(row[at].count().is_some() || values.len() > 1, "{number} {at} {shown:?} {tables:?}");
                if let Between(from, to) = row[at] {
                    assert!(values.iter().all(|value| (from..=to).contains(value)), "{shown:?}");
                }
            }
            let values: BTreeSet<i64> = tables.iter().map(|table| total(table, at)).collect();
            assert!(shown.total[at].count().is_some() || values.len() > 1, "total {at} {shown:?} {tables:?}");
        }
    }
}

#[test]
fn no_withheld_value_follows_from_all_that_is_shown() {
    nobody_knows_better(&THREE, 2, 9, 2);
    nobody_knows_better(&THREE, 3, 9, 2);
    nobody_knows_better(&[None, Some(0)], 4, 11, 2);
    nobody_knows_better(&[None, Some(0)], 3, 14, 3);
    nobody_knows_better(&FOUR, 2, 8, 2);
}

/// Whoever knows the sums and the ranges, and not the rule, learns nothing beyond the ranges: each of their values fits.
#[test]
fn every_value_of_a_range_fits_the_sums() {
    let (within, least) = ([None, Some(0)], 2);
    let tables = every_table(&within, 3, 10);
    let shown: HashMap<Table, ()> =
        tables.iter().map(|table| (readable(&within, table, least), ())).collect();
    let fits = |cell: Cell, value: i64| match cell {
        Shown(count) => count == value,
        Between(from, to) => (from..=to).contains(&value),
        Withheld => true,
    };
    for table in shown.keys() {
        let all: Vec<&Vec<Vec<i64>>> = tables
            .iter()
            .filter(|one| {
                let row_fits = |(cells, row): (&Vec<Cell>, &Vec<i64>)| {
                    cells.iter().zip(row).all(|(cell, value)| fits(*cell, *value))
                };
                let sum = |at: usize| one.iter().map(|row| row[at]).sum::<i64>();
                table.rows.iter().zip(*one).all(row_fits) && (0..2).all(|at| fits(table.total[at], sum(at)))
            })
            .collect();
        for (number, row) in table.rows.iter().enumerate() {
            for (at, cell) in row.iter().enumerate() {
                let Between(from, to) = *cell else { continue };
                let values: BTreeSet<i64> = all.iter().map(|one| one[number][at]).collect();
                assert_eq!(values, (from..=to).collect(), "{number} {at} {table:?}");
            }
        }
    }
}

/// Large tables: nothing is withheld alone, and what is withheld together is no small count.
#[test]
fn the_withheld_rows_of_large_tables_are_a_group_of_many() {
    let mut state = 20_261_121_u64;
    let mut below = |most: i64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 33).unwrap() % (most + 1)
    };
    for _ in 0..2_000 {
        let rows: Vec<Vec<i64>> = (0..2 + below(18))
            .map(|_| {
                let registered = below(60);
                let managed = registered - below(registered.min(12));
                vec![registered, managed, managed - below(managed.min(20)), below(managed)]
            })
            .collect();
        let table = readable(&FOUR, &rows, 5);
        let gone: Vec<&Vec<i64>> =
            rows.iter().zip(&table.rows).filter(|(_, row)| row[0] == Withheld).map(|(row, _)| row).collect();
        assert!(!table.rows.iter().flatten().any(|cell| matches!(cell, Between(..))), "{table:?}");
        assert_eq!(gone.len() > 1, table.withholds(), "{table:?}");
        if gone.is_empty() || gone.len() == rows.len() {
            continue;
        }
        // Five people in each count of them together, and five outside of it.
        let group: Vec<i64> = (0..4).map(|at| gone.iter().map(|row| row[at]).sum()).collect();
        for (at, around) in FOUR.iter().enumerate() {
            assert!(group[at] >= 5, "{at} {table:?}");
            assert!(around.is_none_or(|around| group[around] - group[at] >= 5), "{at} {table:?}");
        }
    }
}

/// The columns of the page: 在册, and of them 按规范随访 and 病情稳定.
const PAGE: [Option<usize>; 3] = [None, Some(0), Some(0)];

#[track_caller]
fn check_steps(rows: &[[i64; 2]], total: [Cell; 2], expected: &[[Cell; 2]]) {
    let rows: Vec<Vec<i64>> = rows.iter().map(|row| row.to_vec()).collect();
    let table = readable(&[None, Some(0)], &rows, 5).in_steps(5);
    assert_eq!(table.total, total, "the total of {rows:?}");
    assert_eq!(table.rows, expected.iter().map(|row| row.to_vec()).collect::<Vec<_>>(), "{rows:?}");
}

#[test]
fn a_count_is_read_as_the_step_that_it_lies_in() {
    for (cell, expected) in [
        (Shown(120), Shown(120)),
        (Shown(124), Shown(120)),
        (Shown(5), Shown(5)),
        (Between(0, 4), Between(0, 4)),
        // Of 7, and of 9 people: the ends say nothing closer than a step.
        (Between(0, 7), Between(0, 9)),
        (Between(0, 9), Between(0, 9)),
        // All but few of 30 to 34.
        (Between(26, 30), Between(25, 34)),
        (Between(30, 34), Between(25, 34)),
        (Withheld, Withheld),
    ] {
        assert_eq!(cell.in_steps(5), expected, "{cell:?}");
    }
}

#[test]
fn a_total_is_the_sum_of_its_parts_as_they_are_read() {
    let shown = |row: [i64; 2]| row.map(Shown);
    check_steps(&[[34, 22]], shown([30, 20]), &[shown([30, 20])]);
    // 34 and 34 are 68: were it read as 65, both would be 31 at least.
    check_steps(&[[34, 22], [34, 22]], shown([60, 40]), &[shown([30, 20]), shown([30, 20])]);
    check_steps(
        &[[33, 22], [33, 22], [33, 22]],
        shown([90, 60]),
        &[shown([30, 20]), shown([30, 20]), shown([30, 20])],
    );
    let few = Between(0, 4);
    check_steps(&[[1, 1], [2, 1]], [few, few], &[[Withheld; 2], [Withheld; 2]]);
}

#[test]
fn a_count_beside_a_table_is_never_too_near_to_its_total() {
    let table = |rows: &[[i64; 2]]| {
        let rows: Vec<Vec<i64>> = rows.iter().map(|row| row.to_vec()).collect();
        readable(&[None, Some(0)], &rows, 5)
    };
    for (rows, managed, expected) in [
        // 268 people read as 260: 263 of them would say that there are 268 at least.
        (&[[134, 90], [134, 90]][..], 263, Shown(255)),
        (&[[134, 90], [134, 90]], 240, Shown(240)),
        (&[[134, 90]], 128, Shown(125)),
        (&[[134, 90]], 131, Withheld),
    ] {
        let exact = table(rows);
        let cell = of_all(&exact, managed, 5);
        assert_eq!(beside(&exact.in_steps(5), cell, 5), expected, "{rows:?} {managed}");
    }
}

#[test]
fn a_rate_is_of_counts_whose_steps_leave_little_open() {
    for (count, of, parts, expected) in [
        (90, 120, 1, Some(75)),
        (225, 265, 3, Some(85)),
        (80, 85, 1, Some(94)),
        (20, 30, 1, None),
        // Two of 54 and 45 read as 100 and 90 of 108: too much is open.
        (90, 100, 2, None),
        (0, 0, 1, None),
    ] {
        assert_eq!(rate(count, of, parts, 5), expected, "{count} of {of}");
    }
}

/// Whoever knows both rules, and lays every table beside what is shown, is left with a whole step of values for each count.
fn no_count_is_known_closer_than_its_step(within: &[Option<usize>], rows: usize, most: i64, step: i64) {
    let mut alike: HashMap<Table, Vec<Vec<Vec<i64>>>> = HashMap::new();
    for table in every_table(within, rows, most) {
        alike.entry(readable(within, &table, step).in_steps(step)).or_default().push(table);
    }
    for (shown, tables) in &alike {
        // Larger tables than were made look like this one, too.
        let parts = i64::try_from(rows).unwrap();
        let largest = shown.rows.iter().chain(&shown.group).filter_map(|row| row[0].count()).max();
        if largest.is_none_or(|count| count + parts * step > most) {
            continue;
        }
        for at in 0..within.len() {
            for (number, row) in shown.rows.iter().enumerate() {
                let values: BTreeSet<i64> = tables.iter().map(|table| table[number][at]).collect();
                let least = if row[at].count().is_some() { usize::try_from(step).unwrap() } else { 2 };
                assert!(values.len() >= least, "{number} {at} {shown:?} {values:?}");
            }
        }
    }
}

#[test]
fn no_shown_count_follows_from_all_that_is_shown() {
    no_count_is_known_closer_than_its_step(&PAGE, 1, 24, 3);
    no_count_is_known_closer_than_its_step(&PAGE, 2, 13, 2);
    no_count_is_known_closer_than_its_step(&[None, Some(0)], 2, 26, 3);
    no_count_is_known_closer_than_its_step(&[None, Some(0)], 3, 17, 2);
}

/// Years of a county: whatever two months show differs by nothing or by as many people as are ever shown.
#[test]
fn no_two_months_can_be_subtracted_to_learn_of_few() {
    let mut state = 20_261_123_u64;
    let mut below = |most: i64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 33).unwrap() % (most + 1)
    };
    for least in [5, 7, 20] {
        for _ in 0..40 {
            let mut rows: Vec<Vec<i64>> = (0..1 + below(13))
                .map(|_| {
                    let registered = below(160);
                    vec![registered, below(registered), below(registered)]
                })
                .collect();
            let mut shown: HashMap<(usize, usize), BTreeSet<i64>> = HashMap::new();
            for _ in 0..24 {
                for row in &mut rows {
                    row[0] = (row[0] + below(4) - 2).max(0);
                    for at in 1..3 {
                        row[at] = (row[at] + below(8) - 4).clamp(0, row[0]);
                    }
                }
                let exact = readable(&PAGE, &rows, least);
                let managed = exact.total[0].count().unwrap_or(0) - below(30);
                let table = exact.in_steps(least);
                let managed = beside(&table, of_all(&exact, managed, least), least);
                let lines = table.rows.iter().chain(&table.group).chain([&table.total]);
                for (number, row) in lines.enumerate() {
                    for (at, cell) in row.iter().chain([&managed]).enumerate() {
                        match *cell {
                            Shown(count) => _ = shown.entry((number, at)).or_default().insert(count),
                            Between(from, to) => assert!(from % least == 0 && (to + 1) % least == 0),
                            Withheld => {}
                        }
                    }
                }
                // No sum of the page says that fewer than the least are left, beside or within it.
                for row in table.rows.iter().chain(&table.group).chain([&table.total]) {
                    let counts: Option<Vec<i64>> = row.iter().map(|cell| cell.count()).collect();
                    let Some(counts) = counts else { continue };
                    assert!(counts.iter().all(|count| *count >= least), "{table:?}");
                    assert!(counts[1..].iter().all(|count| counts[0] - count >= least), "{table:?}");
                }
            }
            for counts in shown.values() {
                let all: Vec<i64> = counts.iter().copied().collect();
                assert!(all.windows(2).all(|two| two[1] - two[0] >= least), "{all:?}");
            }
        }
    }
}
