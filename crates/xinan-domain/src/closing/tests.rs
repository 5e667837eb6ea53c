//! What is asked for by each reason.

use jiff::civil::date;

use super::*;
use crate::answers::Answers;

fn entered(pairs: &[(&str, &str)]) -> Result<Closed, Vec<&'static str>> {
    let mut all = Answers::default();
    for (id, text) in pairs {
        all.push(id, *text);
    }
    let context = Context { today: date(2026, 11, 21), registered_on: date(2020, 6, 15) };
    closing(&all, &context).map_err(|all| all.iter().map(|one| one.field).collect())
}

#[test]
fn each_reason_has_its_own_questions() {
    let on = ("closed_on", "2026-11-20");
    let conclusion = [("finding", "2"), ("body", "安宁市精神疾病司法鉴定所"), ("concluded_on", "2026-11-10")];
    let withdrawn = [&[on, ("why", "1"), ("told_on", "2026-11-12")][..], &conclusion].concat();
    type Row<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
    let rows: &[Row<'_>] = &[
        (&[], &["closed_on", "why"]),
        (&withdrawn, &[]),
        (&[on, ("why", "1")], &["finding", "body", "concluded_on", "told_on"]),
        // A conclusion of after the closing, and somebody who was told before there was one.
        (
            &[&withdrawn[..3], &conclusion[..2], &[("concluded_on", "2026-11-21")]].concat(),
            &["concluded_on", "told_on"],
        ),
        (&[on, ("why", "2")], &["kept"]),
        (&[on, ("why", "2"), ("kept", "429971101209-00012")], &[]),
        (&[on, ("why", "2"), ("kept", "12 号")], &["kept"]),
        (&[on, ("why", "4")], &["note"]),
        (&[on, ("why", "4"), ("note", "建档时看错了证件，没有这个人")], &[]),
        (&[on, ("why", "3")], &["why"]),
        (&[("closed_on", "2026-11-22"), ("why", "4"), ("note", "看错了")], &["closed_on"]),
        (&[("closed_on", "2020-06-14"), ("why", "4"), ("note", "看错了")], &["closed_on"]),
    ];
    for (pairs, complaints) in rows {
        let found = entered(pairs).err().unwrap_or_default();
        assert_eq!(&found, complaints, "{pairs:?}");
    }
    let merged = entered(&[on, ("why", "2"), ("kept", "429971101209-00012"), ("body", "不问")]).unwrap();
    assert_eq!((merged.kept.as_str(), merged.withdrawn), ("42997110120900012", None));
}
