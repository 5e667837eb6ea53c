//! A list as a text table, for programs that read nothing else.
//!
//! UTF-8 with a byte order mark and CRLF, as Excel expects. Text that begins like a formula gets an
//! apostrophe before it, which our own reading takes off again (threat T15). People who open such a
//! file in Excel lose the last digits of identity numbers: offer them the workbook.

use crate::formula_guard::guarded;
use crate::table::{Kind, Table, Value};

impl Table {
    /// The names and rows as CSV; title and cover are left out.
    pub fn csv(&self) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(b"\xEF\xBB\xBF".to_vec());
        let names = self.columns.iter().map(|column| guarded(&column.header).into_owned());
        writer.write_record(names).expect("writing to memory does not fail");
        for row in &self.rows {
            let fields = self.columns.iter().zip(row).map(|(column, value)| field(value, column.kind));
            writer.write_record(fields).expect("writing to memory does not fail");
        }
        writer.into_inner().expect("writing to memory does not fail")
    }
}

fn field(value: &Value, kind: Kind) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => guarded(text).into_owned(),
        Value::Day(day) => day.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) if !number.is_finite() => String::new(),
        Value::Number(share) if kind == Kind::Percent => format!("{:.2}%", share * 100.0),
        Value::Number(number) => number.to_string(),
    }
}
