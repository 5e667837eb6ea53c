//! What was corrected here does not come back with the roster that said it.

use super::*;
use crate::case::Status;
use crate::tests::{Staff, well_but};

const PERSON: [&str; 2] = ["429971198102098078", "汪妹海"];

/// The roster with this person alone, with this line above its names and other words in its columns.
fn roster(subtitle: &str, changes: &[(&str, &str)]) -> Brought {
    let (names, mut rows) = table(&workbook("township-clean", "名册"));
    rows.retain(|row| row[1] == Value::Text(PERSON[1].to_owned()));
    for (name, text) in changes {
        rows[0][names.iter().position(|one| one == name).unwrap()] = Value::Text((*text).to_owned());
    }
    headed(subtitle, "名册", &names, rows)
}

const DEAD: [(&str, &str); 3] = [("管理状态", "死亡"), ("死亡日期", "2025-11-01"), ("死亡原因", "意外")];
const LOST: [(&str, &str); 1] = [("管理状态", "失访")];

async fn status(app: &TestApp) -> Status {
    let mut tx = app.app.db().read().await.unwrap();
    let scope = xinan_db::Scope::of(Region::parse(TOWNSHIP).unwrap());
    crate::case::search::store::people(&mut tx, &scope, PERSON[1], 5).await.unwrap().unwrap()[0].head.status
}

async fn correct(app: &TestApp, staff: &Staff, what: &str) {
    let page = format!("/people/{}/standing/{what}", app.id_of(PERSON[1]).await);
    staff.get(&page).await.has_status(200).shows("2025-12-31 填报的名册所写");
    staff.post_confirmed(&page, &[("standing_reason", "名册记的是同名的另一位")]).await.has_status(303);
    assert_eq!(status(app).await, Status::Open);
}

#[tokio::test]
async fn only_a_later_roster_says_again_what_was_corrected() {
    for engine in engines() {
        for (what, said, standing) in [("death", &DEAD[..], Status::Dead), ("loss", &LOST[..], Status::Lost)]
        {
            let app = TestApp::on(engine).await;
            let county = app.staff_of("429971").await;
            let first = roster("填报日期:2025年12月31日", said);
            bring(&app.app, std::slice::from_ref(&first), false).await;
            assert_eq!(status(&app).await, standing, "{engine:?} {what}");
            correct(&app, &county, what).await;
            // The same again, one of an earlier day, and one that names no day: each says why.
            let others = ["填报日期:2025年12月1日", "清溪镇卫生院"].map(|line| roster(line, said));
            for again in [&first, &others[0], &others[1]] {
                let reports = bring(&app.app, std::slice::from_ref(again), false).await;
                assert_eq!(counts(&reports), [(0, 1, 0)], "{engine:?} {what}");
                assert_eq!(status(&app).await, Status::Open, "{engine:?} {what}");
                let told =
                    reports[0].doubts.iter().any(|one| one.message.contains("王医生 已更正为不是这样"));
                assert!(told, "{:#?}", reports[0].doubts);
            }
            // Something else on the same roster is taken.
            let moved = [said, &[("现住址", "清溪镇柳河村1组")]].concat();
            let reports = bring(&app.app, &[roster("填报日期:2025年12月31日", &moved)], false).await;
            assert_eq!((reports[0].changed, status(&app).await), (1, Status::Open), "{engine:?} {what}");
            // A later one knows more.
            let later = roster("填报日期:2026年1月1日", &moved);
            let reports = bring(&app.app, std::slice::from_ref(&later), false).await;
            assert_eq!((reports[0].changed, status(&app).await), (1, standing), "{engine:?} {what}");
        }
    }
}

/// A death that was taken back is not compared with what was seen since.
#[tokio::test]
async fn a_corrected_death_before_a_visit_refuses_nothing() {
    let app = TestApp::new().await;
    let county = app.staff_of("429971").await;
    let first = roster("填报日期:2025年12月31日", &DEAD);
    bring(&app.app, std::slice::from_ref(&first), false).await;
    correct(&app, &county, "death").await;
    let visits = format!("/people/{}/visits", app.id_of(PERSON[1]).await);
    let seen = [("visit_id", "019aa000-0000-7000-8000-000000000001")];
    county.post(&visits, &well_but(&seen)).await.has_status(303);
    let reports = bring(&app.app, std::slice::from_ref(&first), false).await;
    assert_eq!((counts(&reports), status(&app).await), (vec![(0, 1, 0)], Status::Open));
    // One filled in later still has to be mended: somebody was seen after that day.
    let later = roster("填报日期:2026年1月1日", &DEAD);
    let reports = bring(&app.app, &[later], false).await;
    assert_eq!((counts(&reports), status(&app).await), (vec![(0, 0, 1)], Status::Open));
}

/// What a visit had said and was corrected with it is a correction like any other: a roster that may be older
/// does not bring it back.
#[tokio::test]
async fn what_was_corrected_with_a_visit_is_said_again_by_a_later_roster_only() {
    const VISIT: &str = "019aa000-0000-7000-8000-000000000001";
    let (died, moved) = ([("died_on", "2026-11-20"), ("death_cause", "4")], [("lost_reason", "2")]);
    for engine in engines() {
        for (said, stated, standing) in
            [(&DEAD[..], &died[..], Status::Dead), (&LOST[..], &moved[..], Status::Lost)]
        {
            let app = TestApp::on(engine).await;
            let county = app.staff_of("429971").await;
            bring(&app.app, &[roster("填报日期:2025年12月31日", &[])], false).await;
            let visits = format!("/people/{}/visits", app.id_of(PERSON[1]).await);
            let mut visit =
                vec![("visit_id", VISIT), ("visited_on", "2026-11-21"), ("mode", "3"), ("doctor", "王医生")];
            visit.extend_from_slice(stated);
            county.post(&visits, &visit).await.has_status(303);
            assert_eq!(status(&app).await, standing, "{engine:?}");
            let back = [("withdrawal_reason", "是同名的另一位")];
            let at = format!("{visits}/{}/withdrawal", VISIT.replace('-', ""));
            county.post(&at, &back).await.has_status(303);
            assert_eq!(status(&app).await, Status::Open, "{engine:?}");
            for line in ["清溪镇卫生院", "填报日期:2026年11月1日", "填报日期:2026年11月21日"]
            {
                let reports = bring(&app.app, &[roster(line, said)], false).await;
                assert_eq!(status(&app).await, Status::Open, "{engine:?} {line}");
                let told = |one: &crate::intake::report::Refusal| {
                    one.message.contains("王医生 已更正为不是这样")
                        && one.message.contains("名册要写明填报日期")
                };
                assert!(reports[0].doubts.iter().any(told), "{line}: {:#?}", reports[0].doubts);
            }
        }
    }
}

/// 更正资料: a roster that names no day, or one of before, does not bring back what was mended here.
#[tokio::test]
async fn what_was_corrected_by_hand_comes_back_with_a_later_roster_only() {
    const HOME: &str = "清溪镇柳河村9组";
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let undated = roster("清溪镇卫生院", &[]);
        bring(&app.app, std::slice::from_ref(&undated), false).await;
        let staff = app.staff_of(TOWNSHIP).await;
        let person = format!("/people/{}", app.id_of(PERSON[1]).await);
        let page = staff.get(&format!("{person}/edit")).await.has_status(200);
        let based_on =
            page.text.split_once("name=\"based_on\" value=\"").unwrap().1.split('"').next().unwrap();
        let mut tx = app.app.db().read().await.unwrap();
        let id = xinan_db::Uuid::try_parse(person.trim_start_matches("/people/")).unwrap();
        let kept = crate::case::store::form_of(&mut tx, "429971", id).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let mut answers = xinan_domain::supplement::to_answers(&kept.form);
        let was = answers.get("address");
        answers.set("address", HOME);
        // Made after the version of the roster, as in life: the clock of tests stands still.
        answers.push("form_id", xinan_db::new_id().to_string());
        answers.push("based_on", based_on);
        let pairs: Vec<(&str, &str)> = answers.pairs().collect();
        staff.post(&format!("{person}/edit"), &pairs).await.has_status(303);

        for again in [&undated, &roster("填报日期:2025年12月31日", &[])] {
            let reports = bring(&app.app, std::slice::from_ref(again), false).await;
            assert_eq!(counts(&reports), [(0, 1, 0)], "{engine:?}");
            assert_eq!(reports[0].doubts.len(), 1, "{:#?}", reports[0].doubts);
            staff.get(&person).await.shows(HOME);
        }
        // What it says of a death is news all the same.
        let dead = roster("清溪镇卫生院", &DEAD);
        assert_eq!(bring(&app.app, &[dead], false).await[0].changed, 1, "{engine:?}");
        assert_eq!(status(&app).await, Status::Dead);
        let again = bring(&app.app, std::slice::from_ref(&undated), false).await;
        assert_eq!((counts(&again), again[0].doubts.len()), (vec![(0, 1, 0)], 1), "{engine:?}");
        staff.get(&person).await.shows(HOME);
        // And so is something else on it.
        let news = roster("清溪镇卫生院", &[("现住址", "清溪镇柳河村1组")]);
        assert_eq!(bring(&app.app, &[news], false).await[0].changed, 1, "{engine:?}");
        // A later roster knows more.
        let later = roster("填报日期:2026年11月21日", &[("现住址", &was)]);
        assert_eq!(bring(&app.app, &[later], false).await[0].changed, 1, "{engine:?}");
        staff.get(&person).await.shows(&was);
    }
}
