//! 同名、同一天出生、同一乡镇 — one person under two identity numbers, as far as anybody can tell.
//!
//! Two records for one person split the visits and count twice, and they begin with one mistyped
//! digit that the number's checksum happens to allow. Two people may share all three, so this is
//! asked and never refused. Only people within the asker's territory are looked at.

pub(crate) mod store;

use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_domain::supplement::Supplement;

/// Somebody in the register who is alike.
#[derive(Debug, Clone)]
pub(crate) struct Namesake {
    /// The record.
    pub id: Uuid,
    /// 编号.
    pub case_no: String,
}

/// What two records of one person have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Alike {
    /// 姓名.
    name: String,
    /// 出生日期, as the identity number says it.
    birth_date: Date,
    /// 乡镇, nine digits.
    township: String,
}

impl Alike {
    /// Of the person of a form.
    pub(crate) fn of(form: &Supplement) -> Self {
        Self::new(form.name.clone(), form.birth_date, form.village.as_str())
    }

    /// Of this name, birth date and village.
    pub(crate) fn new(name: String, birth_date: Date, village: &str) -> Self {
        Self { name, birth_date, township: village.chars().take(9).collect() }
    }

    /// Whether the name is this one.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.name == name
    }
}
