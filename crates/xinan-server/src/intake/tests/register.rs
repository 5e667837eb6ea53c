//! What is in the register already, and who may see that.

use super::*;

/// The clean roster with something else in the address of its first person.
fn moved() -> Brought {
    let (names, mut rows) = table(&workbook("township-clean", "名册"));
    rows[0][9] = Value::Text("清溪镇柳河村1组".to_owned());
    written("名册", &names, rows)
}

#[tokio::test]
async fn a_roster_that_says_something_new_replaces_the_form_and_keeps_the_old_one() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        bring(&app.app, &all("township-clean"), false).await;
        let reports = bring(&app.app, &[moved()], false).await;
        assert_eq!((reports[0].stored, reports[0].changed, reports[0].already), (1, 1, 159), "{engine:?}");
        let mut tx = app.app.db().read().await.unwrap();
        let withdrawn = "select count(*) as found from supplements where withdrawn_at is not null";
        assert_eq!(tx.row(withdrawn, &[]).await.unwrap().unwrap().int("found").unwrap(), 1);
        let scope = xinan_db::Scope::of(Region::parse(TOWNSHIP).unwrap());
        let found = crate::case::search::store::people(&mut tx, &scope, "汪妹海", 5).await.unwrap().unwrap();
        assert_eq!(found[0].head.address, "清溪镇柳河村1组");
        tx.commit().await.unwrap();
        check_figures(&app.app, "township-clean").await;
        let again = bring(&app.app, &[moved()], false).await;
        assert_eq!(counts(&again), [(0, 160, 0)]);
    }
}

#[tokio::test]
async fn a_person_of_the_next_township_cannot_be_registered_twice_and_is_not_told_of() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        bring(&app.app, &all("township-clean"), false).await;
        let before = stored(&app.app).await;
        let divisions = app.app.settings();
        let county = Region::parse("429971").unwrap();
        let next = divisions.divisions.children(&county).map(|(code, _)| code.as_str().to_owned());
        let next = next.into_iter().find(|code| code != TOWNSHIP).unwrap();
        let village =
            divisions.divisions.children(&Region::parse(&next).unwrap()).next().unwrap().1.to_owned();

        let (names, mut rows) = table(&workbook("township-clean", "名册"));
        rows.truncate(1);
        rows[0][8] = Value::Text(village);
        let reports = bring_into(&app.app, &next, &[written("名册", &names, rows)], true).await;
        assert_eq!(counts(&reports), [(0, 0, 1)], "{engine:?}");
        assert_eq!(reports[0].refused[0].message, crate::texts::import_out_of_reach(Lang::Zh));
        // Nor are their visits anybody's business there.
        let reports = bring_into(&app.app, &next, &[workbook("township-clean", "随访2025")], true).await;
        assert_eq!(reports[0].stored, 0);
        assert_eq!(reports[0].refused[0].message, crate::texts::import_unknown_person(Lang::Zh));
        assert_eq!(stored(&app.app).await, before);
    }
}

#[tokio::test]
async fn a_village_outside_the_territory_is_not_found() {
    let app = TestApp::new().await;
    let (names, mut rows) = table(&workbook("township-clean", "名册"));
    rows.truncate(2);
    rows[1][8] = Value::Text("没有这个村".to_owned());
    let reports = bring(&app.app, &[written("名册", &names, rows)], true).await;
    assert_eq!(counts(&reports), [(1, 0, 1)]);
    assert_eq!(reports[0].refused[0].cell, "I5");
}

/// 失访 ends when a later roster has the person in care again; an older roster ends nothing.
#[tokio::test]
async fn somebody_lost_whom_a_later_roster_has_in_care_is_found_again() {
    let app = TestApp::new().await;
    bring(&app.app, &all("township-clean"), false).await;
    let (names, mut rows) = table(&workbook("township-clean", "名册"));
    let column = names.iter().position(|name| name == "管理状态").unwrap();
    rows.retain(|row| row[1] == Value::Text("谭珍民".to_owned()));
    let state = async || {
        let mut tx = app.app.db().read().await.unwrap();
        let scope = xinan_db::Scope::of(Region::parse(TOWNSHIP).unwrap());
        let found = crate::case::search::store::people(&mut tx, &scope, "谭珍民", 5).await.unwrap().unwrap();
        found[0].head.status
    };
    assert_eq!(state().await, crate::case::Status::Lost);
    let lost_again =
        bring(&app.app, &[written_on("2026年3月31日", "名册", &names, rows.clone())], false).await;
    assert_eq!(lost_again[0].already, 1, "what is known is no news");

    rows[0][column] = Value::Text("在管".to_owned());
    let older = bring(&app.app, &[written_on("2025年6月30日", "名册", &names, rows.clone())], false).await;
    assert_eq!((older[0].already, state().await), (1, crate::case::Status::Lost));
    let later = written_on("2026年6月30日", "名册", &names, rows);
    assert_eq!(bring(&app.app, std::slice::from_ref(&later), false).await[0].changed, 1);
    assert_eq!(state().await, crate::case::Status::Open);
    assert_eq!(bring(&app.app, &[later], false).await[0].already, 1);
}

/// 建档: a roster names the day of the diagnosis and not the day on which a record was built, so who comes without a
/// visit is new here and not years late; the figures count from the diagnosis as they did.
#[tokio::test]
async fn who_comes_without_a_visit_is_seen_within_two_weeks_of_coming() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        bring(&app.app, &[workbook("township-clean", "名册")], false).await;
        let staff = app.staff_of(TOWNSHIP).await;
        // Two refused management long ago, and the half year to the next offer is over.
        let late = staff.get("/?group=overdue&page=1").await.has_status(200);
        late.shows("2 位").shows("问候").hides("首次随访");
        let theirs = staff.get(&format!("/people/{}", app.id_of("汪妹海").await)).await;
        theirs.shows("首次随访").shows("2026-12-05").shows("还有 14 天").hides("过期");
    }
}

#[tokio::test]
async fn every_person_that_a_file_touches_has_an_entry_in_the_log() {
    let app = TestApp::new().await;
    bring(&app.app, &all("township-clean"), false).await;
    assert_eq!(app.entries("workbook.import").await, 160);
}

#[tokio::test]
async fn the_searchable_names_are_those_of_the_roster() {
    let app = TestApp::new().await;
    bring(&app.app, &[workbook("township-clean", "名册")], false).await;
    let mut tx = app.app.db().read().await.unwrap();
    let scope = xinan_db::Scope::of(Region::parse(TOWNSHIP).unwrap());
    for text in ["汪妹海", "wmh", "8078"] {
        let found = crate::case::search::store::people(&mut tx, &scope, text, 20).await.unwrap().unwrap();
        assert!(found.iter().any(|one| one.head.name == "汪妹海"), "{text}");
    }
}

/// A list of telephones, or a roster as an office exported it: what it does not speak of stays as it is.
#[tokio::test]
async fn what_a_roster_leaves_open_is_not_taken_away() {
    const SPOKEN_OF: [&str; 9] = [
        "姓名",
        "身份证号",
        "村(居)委会",
        "目前诊断",
        "确诊日期",
        "监护人电话",
        "管理状态",
        "死亡日期",
        "死亡原因",
    ];
    for engine in engines() {
        let app = TestApp::on(engine).await;
        bring(&app.app, &all("township-clean"), false).await;
        let (names, rows) = table(&workbook("township-clean", "名册"));
        let kept: Vec<usize> =
            (0..names.len()).filter(|at| SPOKEN_OF.contains(&names[*at].as_str())).collect();
        assert_eq!(kept.len(), SPOKEN_OF.len());
        let shorter: Vec<String> = kept.iter().map(|at| names[*at].clone()).collect();
        let of_columns = |row: &Vec<Value>| kept.iter().map(|at| row[*at].clone()).collect::<Vec<Value>>();
        let mut few: Vec<Vec<Value>> = rows.iter().map(of_columns).collect();
        let reports = bring(&app.app, &[written("电话", &shorter, few.clone())], false).await;
        assert_eq!(counts(&reports), [(0, 160, 0)], "{engine:?}");

        let telephone = shorter.iter().position(|name| name == "监护人电话").unwrap();
        few[0][telephone] = Value::Text("13835737199".to_owned());
        let reports = bring(&app.app, &[written("电话", &shorter, few)], false).await;
        assert_eq!((reports[0].changed, reports[0].already), (1, 159), "{engine:?}");
        let page = app.staff_of(TOWNSHIP).await.get(&format!("/people/{}", app.id_of("汪妹海").await)).await;
        page.shows("13835737199").shows("清溪镇大堰村8组").shows("张根");
        check_figures(&app.app, "township-clean").await;
    }
}
