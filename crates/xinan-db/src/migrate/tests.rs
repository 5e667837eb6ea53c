//! What migrations make of rows that were there before.

use crate::testing::{TestDb, engines};
use crate::{Db, KeyPlace, Uuid};

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A visit as it was kept before the seventh migration.
struct Visit {
    id: u128,
    on: &'static str,
    complete: bool,
    recorded_at: i64,
    replaces: Option<u128>,
}

/// An event as it was kept before: kind, day, moment, and whether a roster brought it.
struct Event {
    id: u128,
    kind: i64,
    on: &'static str,
    recorded_at: i64,
    roster: bool,
}

const PERSON: u128 = 1;

/// A visit that was corrected twice, a loss, a death told of days later, and what a roster said.
const VISITS: [Visit; 6] = [
    Visit { id: 10, on: "2026-03-01", complete: true, recorded_at: 100, replaces: None },
    Visit { id: 11, on: "2026-03-02", complete: true, recorded_at: 200, replaces: Some(10) },
    Visit { id: 12, on: "2026-03-03", complete: true, recorded_at: 300, replaces: Some(11) },
    Visit { id: 13, on: "2026-05-01", complete: false, recorded_at: 400, replaces: None },
    Visit { id: 14, on: "2026-07-09", complete: false, recorded_at: 500, replaces: None },
    // The loss's correction: it said the same again.
    Visit { id: 15, on: "2026-05-01", complete: false, recorded_at: 600, replaces: Some(13) },
];
const EVENTS: [Event; 6] = [
    Event { id: 20, kind: 3, on: "2026-05-01", recorded_at: 400, roster: false },
    Event { id: 21, kind: 3, on: "2026-05-01", recorded_at: 600, roster: false },
    Event { id: 22, kind: 5, on: "2026-07-02", recorded_at: 500, roster: false },
    // A roster that came in the same moment, a loss of no visit, consent.
    Event { id: 23, kind: 3, on: "2026-05-01", recorded_at: 400, roster: true },
    Event { id: 24, kind: 3, on: "2026-06-01", recorded_at: 400, roster: false },
    Event { id: 25, kind: 1, on: "2026-05-01", recorded_at: 400, roster: false },
];

async fn before_the_seventh(db: &Db) {
    let mut tx = db.write().await.unwrap();
    for undo in [
        "alter table case_events drop column visit_id",
        "alter table follow_ups drop column entered_at",
        "delete from schema_history where version = 7",
    ] {
        tx.execute(undo, &[]).await.unwrap();
    }
    for visit in VISITS {
        let add = "insert into follow_ups
                          (county_code, id, case_id, visited_on, mode, complete, face_to_face, settling, incidents,
                           referred, form, fingerprint, recorded_at, replaces)
                   values ('429971', $1, $2, $3, 3, $4, 0, 0, '', 0, $5, 0, $6, $7)";
        let params = [
            id(visit.id).into(),
            id(PERSON).into(),
            visit.on.into(),
            visit.complete.into(),
            Vec::<u8>::new().into(),
            visit.recorded_at.into(),
            visit.replaces.map(id).into(),
        ];
        tx.execute(add, &params).await.unwrap();
    }
    for event in EVENTS {
        let add = "insert into case_events
                          (county_code, id, case_id, kind, happened_on, detail, source_id, recorded_at)
                   values ('429971', $1, $2, $3, $4, '{}', $5, $6)";
        let source = event.roster.then(|| id(99));
        let params = [
            id(event.id).into(),
            id(PERSON).into(),
            event.kind.into(),
            event.on.into(),
            source.into(),
            event.recorded_at.into(),
        ];
        tx.execute(add, &params).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_visits_stated_before_is_tied_to_them() {
    for engine in engines() {
        let old = TestDb::fresh(engine).await.unwrap();
        before_the_seventh(&old.db).await;
        let db = old.open_again(&KeyPlace::Fixed).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let rows = tx.rows("select id, visit_id from case_events order by id", &[]).await.unwrap();
        let tied: Vec<(Uuid, Option<Uuid>)> =
            rows.iter().map(|row| (row.id("id").unwrap(), row.opt_id("visit_id").unwrap())).collect();
        let wanted = [(20, Some(13)), (21, Some(15)), (22, Some(14)), (23, None), (24, None), (25, None)];
        assert_eq!(tied, wanted.map(|(event, visit)| (id(event), visit.map(id))), "{engine:?}");

        let rows = tx.rows("select id, entered_at from follow_ups order by id", &[]).await.unwrap();
        let entered: Vec<(Uuid, i64)> =
            rows.iter().map(|row| (row.id("id").unwrap(), row.int("entered_at").unwrap())).collect();
        let wanted = [(10, 100), (11, 100), (12, 100), (13, 400), (14, 500), (15, 400)];
        assert_eq!(entered, wanted.map(|(visit, at)| (id(visit), at)), "{engine:?}");
    }
}
