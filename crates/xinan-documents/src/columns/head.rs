//! Where the names of the columns stand, and what each means by itself.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::header;
use super::known::{ColumnSpec, Ledger};
use crate::intake::{Row, Sheet};

/// How far down the names may stand.
const HEAD: usize = 20;
/// A name that tells one ledger from the others counts as much as three that all have.
const TELLING: usize = 3;
/// What a row of names must reach at least: fields, and their weight.
const FEWEST: (usize, usize) = (3, 5);
/// Bytes of a name. The longest official one has about fifty, and offices add hints in brackets.
const LONGEST_NAME: usize = 200;

/// The names of a sheet's columns, read as those of one ledger.
pub(super) struct Head {
    pub(super) kind: Ledger,
    /// The index of the last row of names.
    pub(super) row: usize,
    pub(super) names: Vec<Name>,
    pub(super) weight: usize,
}

/// The name of one column.
pub(super) struct Name {
    pub(super) text: String,
    /// The field that it names, and how exactly: 0 is best.
    pub(super) known: Option<(&'static ColumnSpec, usize)>,
}

impl Head {
    /// Looks for the row of names, or the two rows, that know most of the ledger's columns.
    pub(super) fn find(sheet: &Sheet, kind: Ledger) -> Option<Self> {
        let names = names_of(kind);
        let heads: Vec<&Row> = sheet.rows.iter().take(HEAD).collect();
        let mut best: Option<Self> = None;
        for (index, row) in heads.iter().enumerate() {
            let single = single_row(row, names);
            let found = [Some(single), index.checked_sub(1).map(|above| two_rows(heads[above], row, names))];
            for (rows, found) in found.into_iter().enumerate() {
                let Some(found) = found else { continue };
                let (fields, weight) = weigh(&found);
                // Two rows must know clearly more than one: the row above is a title more often.
                let threshold = best.as_ref().map_or(0, |best| best.weight + 1 + rows);
                if fields >= FEWEST.0 && weight >= FEWEST.1.max(threshold) {
                    best = Some(Self { kind, row: index, names: found, weight });
                }
            }
        }
        best
    }
}

type Names = HashMap<String, &'static ColumnSpec>;

/// Every name of a ledger's columns, made comparable.
fn names_of(kind: Ledger) -> &'static Names {
    static ALL: LazyLock<HashMap<Ledger, Names>> = LazyLock::new(|| {
        let names = |kind: Ledger| {
            let specs = kind.columns().iter();
            let named =
                specs.flat_map(|spec| spec.names.iter().chain([&spec.field]).map(move |name| (name, spec)));
            named.map(|(name, spec)| (header::key(name), spec)).collect()
        };
        Ledger::ALL.into_iter().map(|kind| (kind, names(kind))).collect()
    });
    &ALL[&kind]
}

/// The column that a text names, and how exactly: 0 is best.
fn look_up(text: &str, names: &Names) -> Option<(&'static ColumnSpec, usize)> {
    // Longer texts are titles and remarks.
    if text.is_empty() || text.len() > LONGEST_NAME {
        return None;
    }
    let mut keys = header::keys(text).into_iter().enumerate();
    keys.find_map(|(exactness, key)| names.get(&key).map(|spec| (*spec, exactness)))
}

/// The field that a name means by itself, in one row and in this ledger.
pub(crate) fn field_named(text: &str, kind: Ledger) -> Option<&'static str> {
    look_up(text, names_of(kind)).map(|(spec, _)| spec.field)
}

fn single_row(row: &Row, names: &Names) -> Vec<Name> {
    let texts = row.cells.iter().map(|cell| cell.text().trim().to_owned());
    texts.map(|text| Name { known: look_up(&text, names), text }).collect()
}

/// Names in two rows: groups above, single names below, or a name above that spans both.
fn two_rows(above: &Row, below: &Row, names: &Names) -> Vec<Name> {
    let mut group = String::new();
    (0..above.cells.len().max(below.cells.len()))
        .map(|column| {
            let upper = above.cell(column).text().trim().to_owned();
            let lower = below.cell(column).text().trim().to_owned();
            if !upper.is_empty() {
                // A merged cell has its text at its left end.
                group.clone_from(&upper);
            }
            if lower.is_empty() {
                return Name { known: look_up(&upper, names), text: upper };
            }
            let joined = names.get(&header::joined(&group, &lower)).map(|spec| (*spec, 0));
            let text =
                if group == lower { lower.clone() } else { format!("{group} {lower}").trim().to_owned() };
            Name { known: joined.or_else(|| look_up(&lower, names)), text }
        })
        .collect()
}

/// How many fields a row of names knows, and their weight.
fn weigh(names: &[Name]) -> (usize, usize) {
    let mut fields: Vec<(&str, bool)> =
        names.iter().filter_map(|name| name.known).map(|(spec, _)| (spec.field, spec.telling)).collect();
    fields.sort_unstable();
    fields.dedup();
    let weight = fields.iter().map(|(_, telling)| if *telling { TELLING } else { 1 }).sum();
    (fields.len(), weight)
}
