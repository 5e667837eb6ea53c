//! Several imports at once.

use futures_util::future::join_all;

use super::*;
use crate::intake::job::{check_for_keeping, keep_checked, work_once};

/// Brings files as the command and the worker do: checked beside everybody else, kept in turn.
async fn bring_beside_others(app: &App, files: &[Brought]) -> Vec<SheetReport> {
    let files = opened(files);
    let request = request(&files, TOWNSHIP, false);
    let (mut tx, plan) = check_for_keeping(app, &request, &Progress::default()).await.unwrap();
    let reports = keep_checked(app, &mut tx, plan, By::program("test")).await.unwrap();
    tx.commit().await.unwrap();
    reports
}

/// The same ledger is brought by several at once: one of them stores it, the others find it there.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_ledger_brought_at_once_is_stored_once() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let files = [workbook("township-clean", "名册")];
        let reports = join_all((0..3).map(|_| bring_beside_others(&app.app, &files))).await;
        let mut stored_by: Vec<usize> = reports.iter().map(|sheets| sheets[0].stored).collect();
        stored_by.sort_unstable();
        assert_eq!(stored_by, [0, 0, 160], "{engine:?}");
        for sheets in &reports {
            assert_eq!(sheets[0].stored + sheets[0].already, 160, "{engine:?}");
        }
        assert_eq!(stored(&app.app).await[..2], [160, 160], "{engine:?}");
    }
}

/// Different ledgers of the same people come in at once: nothing that follows from all of them is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ledgers_of_the_same_people_brought_at_once_give_the_same_figures() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        bring(&app.app, &[workbook("township-clean", "名册")], false).await;
        let others = ["随访2025", "体检2025", "线索2025"].map(|name| [workbook("township-clean", name)]);
        join_all(others.iter().map(|files| bring_beside_others(&app.app, files))).await;
        check_figures(&app.app, "township-clean").await;
    }
}

/// Two servers on one database, each with its worker: an upload is stored by one of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_upload_is_stored_by_one_of_two_workers() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let staff = app.staff_of(TOWNSHIP).await;
        let (name, bytes) = workbook("township-clean", "名册");
        let answer = staff.upload("/import", &[(name.as_str(), bytes.as_slice())]).await.has_status(303);
        staff.post(&answer.location, &[("do", "all")]).await.has_status(303);
        for worked in join_all((0..2).map(|_| work_once(&app.app))).await {
            worked.unwrap();
        }
        staff.get(&answer.location).await.has_status(200).shows("存入 160 行，已有 0 行");
        assert_eq!(stored(&app.app).await[0], 160, "{engine:?}");
    }
}
