//! The form of an entry: about one of the four, with its own texts, its own draft and what can be said.

use xinan_domain::code::Code;

use super::*;

/// One item chosen first; its letter, its draft and no other's.
#[tokio::test]
async fn the_form_is_about_what_its_address_says() {
    let (app, page) = somebody(xinan_db::Engine::Sqlite).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let new = format!("{page}/consents/new");
    let key = page.replace("/people/", "consent-");
    // Without an item, or with one that there is not: a choice of links, and no form.
    for address in [new.clone(), format!("{new}?subject=9")] {
        let choice = staff.get(&address).await.has_status(200).hides("consent_id").hides("data-draft");
        choice.shows("先选是哪一项").shows(&format!("{new}?subject=1")).shows(&format!("{new}?subject=4"));
    }
    let letters = ["management-2026-1", "sharing-2026-1", "examination-2026-1", "emergency-2026-1"];
    for (at, letter) in letters.iter().enumerate() {
        let code = at + 1;
        let form = staff.get(&format!("{new}?subject={code}")).await.has_status(200);
        let form = form.shows(&format!("data-draft=\"{key}-{code}\"")).shows(letter);
        let mut form = form.shows(&format!("action=\"{new}?subject={code}\""));
        for other in letters.iter().filter(|other| *other != letter) {
            form = form.hides(other);
        }
        form.shows(&format!("type=\"hidden\" name=\"subject\" value=\"{code}\""));
    }
    // Of two that contradict each other the address holds, and its draft is the one that is done.
    let no = with(FIRST, &BACK, &[("decision", "0")]);
    let answer = staff.post(&format!("{new}?subject=3"), &no).await.has_status(303);
    assert!(answer.location.ends_with(&format!("saved={key}-3")), "{}", answer.location);
    staff.get(&format!("{page}/consents/{FIRST}")).await.shows("健康体检：不同意");
    staff.get(&page).await.shows("已同意参加管理服务").shows("首次随访");
}

/// A spoken no is kept as one: nothing counts as signed that nobody signed.
#[tokio::test]
async fn no_text_is_chosen_until_somebody_signed_it() {
    for engine in engines() {
        let (app, page) = somebody(engine).await;
        let staff = app.staff_of(VILLAGE).await;
        let new = format!("{page}/consents/new");
        let form = staff.get(&format!("{new}?subject=1")).await;
        form.shows("name=\"letter\" value=\"\" checked")
            .shows("没有签字，口头表示")
            .hides("2026-1\" checked");
        // What is agreed to is agreed to on a text.
        let spoken = with(FIRST, &SHARES, &[("letter", "")]);
        staff.post(&new, &spoken).await.has_status(422).shows("同意要写明签的是哪一份文本");
        staff.post(&new, &with(FIRST, &BACK, &[("letter", "")])).await.has_status(303);
        let entry = staff.get(&format!("{page}/consents/{FIRST}")).await;
        entry.shows("没有签字，口头表示").hides("2026年第1版");
        let signed = with(SECOND, &SHARES, &[("decision", "0")]);
        staff.post(&new, &signed).await.has_status(303);
        staff.get(&format!("{page}/consents/{SECOND}")).await.shows("2026年第1版").hides("口头表示");
    }
}

#[tokio::test]
async fn only_what_can_be_said_is_offered() {
    let (app, page) = somebody(xinan_db::Engine::Sqlite).await;
    let staff = app.staff_of(VILLAGE).await;
    let new = format!("{page}/consents/new?subject=1");
    let offers = |code: u8| format!("name=\"decision\" value=\"{code}\"");
    let agreed = staff.get(&new).await.shows("2020-06-20 起同意").shows("已经同意过");
    agreed.shows(&offers(1)).shows(&offers(2)).shows(&offers(3)).hides(&offers(0)).hides(&offers(4));
    // Sent all the same, by a page of before.
    let no = with(FIRST, &BACK, &[("decision", "0")]);
    staff.post(&new, &no).await.has_status(422).shows("请选“撤回同意”").shows(&offers(2));
    // Of a day on which nothing was agreed yet: what can be said of that day.
    let early = with(FIRST, &BACK, &[("decided_on", "2020-06-16")]);
    staff
        .post(&new, &early)
        .await
        .has_status(422)
        .shows("没有可以撤回的")
        .shows(&offers(0))
        .hides(&offers(2));
    record(&staff, &page, FIRST, &BACK).await.has_status(303);
    staff.get(&new).await.shows(&offers(1)).shows(&offers(0)).hides(&offers(2)).hides("已经同意过");
}

/// The guardian of the record is there to be confirmed, as it counts only where a guardian decides.
#[tokio::test]
async fn the_guardian_of_the_record_is_filled_in() {
    let (app, page) = somebody(xinan_db::Engine::Sqlite).await;
    let form = person(NAME, VILLAGE, 0).supplement;
    let staff = app.staff_of(VILLAGE).await;
    let relation = form.guardian_relation.map(Code::code).unwrap();
    let blank = staff.get(&format!("{page}/consents/new?subject=2")).await;
    blank
        .shows(&format!("value=\"{}\"", form.guardian_name))
        .shows(&format!("value=\"{relation}\" selected"))
        .shows("data-known");
    // Who decides alone is entered alone.
    let alone = with(FIRST, &SHARES, &[("guardian_name", &form.guardian_name), ("guardian_relation", "9")]);
    staff.post(&format!("{page}/consents/new"), &alone).await.has_status(303);
    staff.get(&format!("{page}/consents/{FIRST}")).await.hides(&form.guardian_name);
}

/// What follows is said where it was recorded, and what a visit is for then.
#[tokio::test]
async fn after_a_no_it_is_said_what_stops_what_goes_on_and_when_one_asks_again() {
    for engine in engines() {
        let (app, page) = somebody(engine).await;
        let staff = app.staff_of(VILLAGE).await;
        let (visit, offer) = (format!("{page}/visits/new"), format!("{page}/consents/new?subject=1"));
        let primary = |to: &str| format!("class=\"btn primary\" href=\"{to}\"");
        staff.get(&visit).await.has_status(200).hides("平常的随访已停下");
        staff.get(&page).await.shows(&primary(&visit));
        let no = with(SECOND, &SHARES, &[("decision", "0"), ("letter", "")]);
        staff.post(&format!("{page}/consents/new"), &no).await.has_status(303);
        let small = staff.get(&format!("{page}/consents/{SECOND}?done=consent")).await;
        let small =
            small.shows("2026-11-21 起停下：与卫生健康部门以外的单位共享信息。").hides("下次再问意愿");
        small.shows("照样继续：随访、用药指导等日常服务");

        record(&staff, &page, FIRST, &BACK).await.has_status(303);
        let entry = format!("{page}/consents/{FIRST}");
        let after = staff.get(&format!("{entry}?done=consent")).await.shows("已记下");
        let after = after.shows("2026-11-21 起停下：随访、用药指导等日常服务").shows("每年一次的健康体检");
        after.shows("照样继续：看病、吃药、免费服药和各项补助").shows("下次再问意愿：2027-05-21");
        // Asking is the main thing to do, and a visit says what it is for.
        staff.get(&page).await.shows(&primary(&offer)).hides(&primary(&visit)).shows(&visit);
        staff.get(&visit).await.has_status(200).shows("平常的随访已停下").shows("紧急救助").shows(&offer);
        // Agreed since: the entry stays, and what followed from it does not hold any more.
        let third = "019aa000000070008000000000000003";
        let given = with(third, &BACK, &[("decision", "1"), ("letter", "management-2026-1")]);
        staff.post(&format!("{page}/consents/new"), &given).await.has_status(303);
        staff.get(&entry).await.has_status(200).hides("起停下：");
        staff.get(&page).await.shows(&primary(&visit));
    }
}
