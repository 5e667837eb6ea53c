//! Divisions and populations, as kept in the database.

use anyhow::{Context, Result};
use xinan_db::{Tx, Val, sql};
use xinan_domain::region::Region;

use super::{Division, Divisions};

sql! {
    ALL = "
        select d.code, d.name,
               (select p.people from populations p where p.code = d.code order by p.year desc limit 1) as people
          from divisions d
         where d.valid_to is null
         order by d.code";
}

/// The division tree in force.
pub async fn all(tx: &mut Tx) -> Result<Divisions> {
    let rows = tx.rows(ALL, &[]).await?;
    let mut list = Vec::with_capacity(rows.len());
    for row in &rows {
        let code = row.text("code")?;
        let code = Region::parse(&code).ok().with_context(|| format!("{code} is no division code"))?;
        let population = row.opt_int("people")?.and_then(|people| u32::try_from(people).ok());
        list.push(Division { code, name: row.text("name")?, population });
    }
    Ok(Divisions::new(list))
}

/// Takes over a division table; codes that are there keep their rows, with the new name.
pub async fn insert(tx: &mut Tx, list: &[Division], year: i16, source: &str) -> Result<()> {
    let divisions: Vec<Vec<Val>> =
        list.iter().map(|one| vec![one.code.as_str().into(), one.name.clone().into()]).collect();
    tx.insert_many(
        "insert into divisions (code, name)",
        &divisions,
        "on conflict (code) do update set name = excluded.name",
    )
    .await?;
    let populations: Vec<Vec<Val>> = list
        .iter()
        .filter_map(|one| {
            let people = one.population?;
            Some(vec![one.code.as_str().into(), i64::from(year).into(), people.into(), source.into()])
        })
        .collect();
    tx.insert_many(
        "insert into populations (code, year, people, source)",
        &populations,
        "on conflict (code, year) do update set people = excluded.people, source = excluded.source",
    )
    .await?;
    Ok(())
}
