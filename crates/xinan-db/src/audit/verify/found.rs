//! What happened to the first bad entry: those after it say.

use super::Fault;
use crate::audit::chain::Header;
use crate::audit::form::{Code, Line};
use crate::audit::keys::LogKeys;

/// As many entries that were taken out at once are recognised as such although all later ones moved up.
const GAP: i64 = 64;

/// An entry that is kept for a second look.
pub(super) struct Owned {
    seq: i64,
    at: i64,
    ids: [Option<Vec<u8>>; 3],
    texts: [Vec<u8>; 6],
}

impl Owned {
    pub(super) fn of(line: &Line<'_>) -> Self {
        Self {
            seq: line.seq,
            at: line.at,
            ids: [line.account, line.post, line.case].map(|id| id.map(<[u8]>::to_vec)),
            texts: [line.shown_as, line.county, line.action, line.detail, line.cases, line.mac]
                .map(<[u8]>::to_vec),
        }
    }

    /// The same at another place.
    fn at(&self, seq: i64) -> Line<'_> {
        let [account, post, case] = self.ids.each_ref().map(Option::as_deref);
        let [shown_as, county, action, detail, cases, mac] = self.texts.each_ref().map(Vec::as_slice);
        Line { seq, at: self.at, account, post, shown_as, county, case, action, detail, cases, mac }
    }

    fn mac(&self) -> &[u8] {
        &self.texts[5]
    }
}

/// Says more exactly what is wrong; `before` is the code of the last good entry of the chain, `after` the
/// bad one as it stands there and those that follow.
pub(super) fn look_again(
    fault: Fault,
    keys: &LogKeys,
    header: &Header,
    chain: i64,
    before: &Code,
    after: &[Owned],
) -> Fault {
    let mut same = after.iter().filter(|one| header.place(one.seq).0 == chain);
    match fault {
        Fault::Missing if same.next().is_none() => return Fault::CutOff,
        Fault::Changed => {}
        fault => return fault,
    }
    let Some(bad) = same.next() else { return fault };
    let rest: Vec<&Owned> = same.collect();
    let fits =
        |before: &[u8], one: &Owned, seq: i64| keys.coder.entry(before, &one.at(seq)).as_slice() == one.mac();
    // The right one stands later.
    if let Some(at) = rest.iter().position(|one| fits(before, one, bad.seq)) {
        let before_it = rest[at.saturating_sub(1)].mac();
        return match fits(before_it, bad, rest[at].seq) {
            true => Fault::OutOfOrder,
            false => Fault::Added,
        };
    }
    let Some(next) = rest.first() else { return fault };
    // All later ones have moved up.
    let moved = |by: &i64| fits(bad.mac(), next, next.seq + by * header.chains);
    match (1..=GAP).any(|by| moved(&by)) {
        true => Fault::Missing,
        false => fault,
    }
}
