//! What a list is narrowed to, as it stands in its address.

use xinan_domain::region::Region;

use super::actor::Actor;
use super::problem::Problem;

/// The address of a list with the filters that are set, without the page.
pub fn address(path: &str, filters: &[(&str, &String)]) -> String {
    let set: Vec<_> = filters.iter().filter(|(_, value)| !value.is_empty()).collect();
    match serde_urlencoded::to_string(&set) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}

/// The address of one page of such a list.
pub fn page_of(address: &str, page: u32) -> String {
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}page={page}")
}

/// A division that was asked for; none was when the code is empty.
///
/// # Errors
/// [`Problem::NotFound`] for what is outside the territory: it does not exist for the asker.
pub fn division(actor: &Actor, code: &str) -> Result<Option<Region>, Problem> {
    if code.is_empty() {
        return Ok(None);
    }
    let region = Region::exact(code).ok().filter(|region| actor.region.contains(region));
    region.map(Some).ok_or(Problem::NotFound)
}
