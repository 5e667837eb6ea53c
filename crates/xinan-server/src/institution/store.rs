//! Institutions, as kept in the database: the version that holds, and those of before.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Sql, Tx, Uuid, Val, sql};
use xinan_domain::code::Code;
use xinan_domain::institution::{Institution, InstitutionKind};
use xinan_domain::region::Region;

macro_rules! columns {
    () => {
        "i.id, i.version, i.kind, i.name, i.region, i.valid_from, i.valid_until, i.withdrawn_at"
    };
}

sql! {
    ONE = concat!("select ", columns!(), "
          from institutions i
         where i.county_code = $1 and i.id = $2 and i.withdrawn_at is null");
    /// Those that are there on a day, for a post to choose from.
    THERE = concat!("select ", columns!(), "
          from institutions i
         where i.county_code = $1
           and i.withdrawn_at is null
           and i.valid_from <= $2
           and (i.valid_until is null or i.valid_until > $2)
         order by i.region, i.kind, i.name, i.id");
    FORMER = concat!("select ", columns!(), ", coalesce(a.shown_name, '') as corrected_by
          from institutions i
          left join accounts a on a.id = i.withdrawn_by
         where i.county_code = $1 and i.id = $2 and i.withdrawn_at is not null
         order by i.withdrawn_at desc, i.version desc");
    VERSION = "select id from institutions where version = $1";
    /// The same name twice in one division is one institution entered twice.
    SAME = "
        select id
          from institutions
         where county_code = $1
           and region = $2
           and name = $3
           and id <> $4
           and withdrawn_at is null
           and (valid_until is null or valid_until > $5)";
    WITHDRAW = "
        update institutions
           set withdrawn_at = $2, withdrawn_by = $3
         where version = $1 and withdrawn_at is null";
    ADD = "
        insert into institutions
               (version, id, county_code, kind, name, region, valid_from, valid_until, recorded_at, recorded_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict do nothing";
}

/// An institution, in one of its versions.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The institution.
    pub id: Uuid,
    /// The version.
    pub version: Uuid,
    /// What it says.
    pub says: Institution,
    /// When it was replaced, microseconds; none of the version that holds.
    pub withdrawn_at: Option<i64>,
}

impl Kept {
    fn read(row: &Row) -> Result<Self> {
        let region = row.text("region")?;
        Ok(Self {
            id: row.id("id")?,
            version: row.id("version")?,
            says: Institution {
                kind: row.code("kind")?,
                name: row.text("name")?,
                region: Region::exact(&region).ok().with_context(|| format!("{region} is no division"))?,
                valid_from: row.day("valid_from")?,
                valid_until: row.opt_day("valid_until")?,
            },
            withdrawn_at: row.opt_int("withdrawn_at")?,
        })
    }

    /// Its id as it stands in addresses.
    pub fn path_id(&self) -> String {
        self.id.simple().to_string()
    }
}

/// What the list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Part of the name.
    pub text: String,
    /// 类别.
    pub kind: Option<InstitutionKind>,
    /// A division of the county, with all that lies in it.
    pub region: Option<Region>,
    /// Only those that are there on this day.
    pub there_on: Option<Date>,
}

fn conditions(sql: &mut Sql, county: &str, filter: &Filter) {
    sql.with("i.county_code = ? and i.withdrawn_at is null", [county.into()]);
    if !filter.text.is_empty() {
        // Whether the text is part of the name, in words that both engines understand alike.
        sql.with("and replace(i.name, ?, '') <> i.name", [filter.text.as_str().into()]);
    }
    if let Some(kind) = filter.kind {
        sql.with("and i.kind = ?", [kind.code().into()]);
    }
    if let Some(region) = filter.region {
        let (from, below) = region.range();
        sql.with("and i.region >= ? and i.region < ?", [from.into(), below.into()]);
    }
    if let Some(day) = filter.there_on {
        sql.with("and i.valid_from <= ?", [day.into()]);
        sql.with("and (i.valid_until is null or i.valid_until > ?)", [day.into()]);
    }
}

/// How many fit.
pub async fn count(tx: &mut Tx, county: &str, filter: &Filter) -> Result<u64> {
    let mut sql = Sql::new("select count(*) as found from institutions i where");
    conditions(&mut sql, county, filter);
    let rows = tx.rows_built(&sql).await?;
    let found = rows.first().context("a count")?.int("found")?;
    Ok(u64::try_from(found).unwrap_or(0))
}

/// Those that fit, from the county down.
pub async fn list(tx: &mut Tx, county: &str, filter: &Filter, most: u32, skip: u32) -> Result<Vec<Kept>> {
    let mut sql = Sql::new(concat!("select ", columns!(), " from institutions i where"));
    conditions(&mut sql, county, filter);
    sql.with("order by i.region, i.kind, i.name, i.id limit ? offset ?", [most.into(), skip.into()]);
    tx.rows_built(&sql).await?.iter().map(Kept::read).collect()
}

/// Those that are there on a day, for a post to choose from.
pub async fn there(tx: &mut Tx, county: &str, day: Date) -> Result<Vec<Kept>> {
    tx.rows(THERE, &[county.into(), day.into()]).await?.iter().map(Kept::read).collect()
}

/// The version of an institution that holds.
pub async fn find(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Kept>> {
    tx.row(ONE, &[county.into(), id.into()]).await?.as_ref().map(Kept::read).transpose()
}

/// The versions of before, the latest first, each with who replaced it.
pub async fn former(tx: &mut Tx, county: &str, id: Uuid) -> Result<Vec<(Kept, String)>> {
    let rows = tx.rows(FORMER, &[county.into(), id.into()]).await?;
    rows.iter().map(|row| Ok((Kept::read(row)?, row.text("corrected_by")?))).collect()
}

/// The institution of a version, if the version is there.
pub async fn of_version(tx: &mut Tx, version: Uuid) -> Result<Option<Uuid>> {
    tx.row(VERSION, &[version.into()]).await?.map(|row| row.id("id")).transpose()
}

/// Another institution of this name in the same division that has not ended by a day.
pub async fn same(
    tx: &mut Tx,
    county: &str,
    (id, says): (Uuid, &Institution),
    day: Date,
) -> Result<Option<Uuid>> {
    let params =
        [county.into(), says.region.as_str().into(), says.name.as_str().into(), id.into(), day.into()];
    tx.row(SAME, &params).await?.map(|row| row.id("id")).transpose()
}

/// A version that somebody adds.
pub struct NewVersion<'a> {
    /// The institution.
    pub id: Uuid,
    /// The version; the same twice is one.
    pub version: Uuid,
    /// What it says.
    pub says: &'a Institution,
    /// Who says it.
    pub by: Uuid,
}

/// Adds a version; whether it was not there.
pub async fn insert(tx: &mut Tx, county: &str, new: &NewVersion<'_>, now: i64) -> Result<bool> {
    let says = new.says;
    let params: [Val; 10] = [
        new.version.into(),
        new.id.into(),
        county.into(),
        says.kind.code().into(),
        says.name.as_str().into(),
        says.region.as_str().into(),
        says.valid_from.into(),
        says.valid_until.into(),
        now.into(),
        new.by.into(),
    ];
    Ok(tx.execute(ADD, &params).await? > 0)
}

/// Keeps a version as one of before; whether it held.
pub async fn withdraw(tx: &mut Tx, version: Uuid, by: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(WITHDRAW, &[version.into(), now.into(), by.into()]).await? > 0)
}
