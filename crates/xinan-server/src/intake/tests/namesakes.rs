//! §15.3 17: the same name, birth date and township under another identity number.

use xinan_domain::identity_number::IdentityNumber;

use super::*;
use crate::texts;

/// The first person of the clean roster, once for each of these numbers of the day.
fn roster_of(sequences: &[u16], change: impl Fn(&mut Vec<Value>)) -> Brought {
    let (names, rows) = table(&workbook("township-clean", "名册"));
    let row = |sequence: &u16| {
        let mut row = rows[0].clone();
        let number = IdentityNumber::from_parts("429971", date(1981, 2, 9), *sequence).unwrap();
        row[3] = Value::Text(number.as_str().to_owned());
        change(&mut row);
        row
    };
    written("名册", &names, sequences.iter().map(row).collect())
}

/// What is asked at the identity numbers of the first sheet, with the rows.
fn asked(reports: &[SheetReport]) -> Vec<(u32, String)> {
    let doubts = reports[0].doubts.iter().filter(|one| one.field == "identity_number");
    doubts.map(|one| (one.row, one.message.clone())).collect()
}

#[tokio::test]
async fn who_may_be_in_the_register_already_is_asked_about_and_stored() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        assert_eq!(asked(&bring(&app.app, &[roster_of(&[801], |_| {})], false).await), []);
        let mut tx = app.app.db().read().await.unwrap();
        let scope = xinan_db::Scope::of(Region::parse(TOWNSHIP).unwrap());
        let found = crate::case::search::store::people(&mut tx, &scope, "汪妹海", 5).await.unwrap().unwrap();
        let said = texts::import_namesake(Lang::Zh, &found[0].head.case_no);
        tx.commit().await.unwrap();

        let twice = roster_of(&[803, 805], |_| {});
        let in_file = texts::import_namesake_in_file(Lang::Zh, "名册", 4);
        let expected = [(4, said.clone()), (5, said), (5, in_file)];
        assert_eq!(asked(&look(&app.app, std::slice::from_ref(&twice)).await), expected, "{engine:?}");
        let reports = bring(&app.app, std::slice::from_ref(&twice), false).await;
        assert_eq!((counts(&reports), asked(&reports)), (vec![(2, 0, 0)], expected.to_vec()));
        // Who is in the register is not asked about again.
        let again = bring(&app.app, &[twice], false).await;
        assert_eq!((counts(&again), asked(&again)), (vec![(0, 2, 0)], vec![]));
    }
}

#[tokio::test]
async fn another_name_birth_date_or_township_is_somebody_else() {
    let app = TestApp::new().await;
    bring(&app.app, &[roster_of(&[801], |_| {})], false).await;
    let renamed = roster_of(&[803], |row| row[1] = Value::Text("汪妹河".to_owned()));
    assert_eq!(asked(&bring(&app.app, &[renamed], false).await), []);
    let younger = roster_of(&[805], |row| {
        let number = IdentityNumber::from_parts("429971", date(1982, 2, 9), 801).unwrap();
        row[3] = Value::Text(number.as_str().to_owned());
        row[5] = Value::Day(date(1982, 2, 9));
    });
    assert_eq!(asked(&bring(&app.app, &[younger], false).await), []);
    let county = Region::parse("429971").unwrap();
    let settings = app.app.settings();
    let (next, _) = settings.divisions.children(&county).find(|(code, _)| code.as_str() != TOWNSHIP).unwrap();
    let village = settings.divisions.children(&next).next().unwrap().1.to_owned();
    let moved = roster_of(&[807], |row| row[8] = Value::Text(village.clone()));
    let reports = bring_into(&app.app, next.as_str(), &[moved], false).await;
    assert_eq!((counts(&reports), asked(&reports)), (vec![(1, 0, 0)], vec![]));
}

/// Who lives out of reach is nobody's business here, be it in the same township.
#[tokio::test]
async fn a_namesake_out_of_reach_is_not_told_of() {
    let app = TestApp::new().await;
    bring(&app.app, &[roster_of(&[801], |_| {})], false).await;
    let township = Region::parse(TOWNSHIP).unwrap();
    let settings = app.app.settings();
    let (code, village) = settings.divisions.children(&township).find(|(_, name)| *name != "大堰村").unwrap();
    let elsewhere = roster_of(&[803], |row| row[8] = Value::Text(village.to_owned()));
    let reports = bring_into(&app.app, code.as_str(), std::slice::from_ref(&elsewhere), false).await;
    assert_eq!((counts(&reports), asked(&reports)), (vec![(1, 0, 0)], vec![]));
}
