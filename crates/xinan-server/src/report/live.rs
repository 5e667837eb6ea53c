//! Figures of days of which no month rows are kept: everybody judged anew.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::Tx;
use xinan_domain::region::Region;

use crate::case::facts::rollup::Sums;
use crate::case::facts::{month_at, store};
use crate::shell::app::Settings;

/// The sums of a division at the end of a day, from the facts dated by then.
///
/// People count where they lived on that day, as they do in the months that are kept.
pub(super) async fn sums(tx: &mut Tx, settings: &Settings, region: &Region, as_of: Date) -> Result<Sums> {
    let mut sums = Sums::default();
    for county in super::counties(&settings.divisions, region) {
        for facts in store::of_county(tx, county.as_str()).await? {
            if !region.contains(&facts.village_on(as_of)) {
                continue;
            }
            if let Some(row) = month_at(&facts, settings, as_of) {
                sums.add_row(&row);
            }
        }
    }
    Ok(sums)
}
