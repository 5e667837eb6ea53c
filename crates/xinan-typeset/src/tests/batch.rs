//! Many sheets in one job.

use super::*;

/// Sixty people: more than one column of the cover holds. Every tenth has a second page.
pub(super) fn village() -> Vec<FollowUpSheet> {
    let person = |n: u32| FollowUpSheet {
        name: format!("村民第{n}号"),
        case_no: format!("429901101203{n:05}"),
        tests_text: if n.is_multiple_of(10) { "复查结果".repeat(80) } else { "正常".to_owned() },
        ..visit()
    };
    (1..=60).map(person).collect()
}

#[test]
fn a_village_keeps_its_order_counts_the_pages_of_each_sheet_and_is_listed_on_the_cover() {
    let extras = Extras { cover: true, ..Extras::default() };
    let pages = pages(Form::FollowUp, Job::new(&village(), &footer(), &extras).unwrap());
    assert_eq!(pages.len(), 1 + 60 + 6);
    pages[0].check_order("cover");
    let cover = pages[0].text();

    let mut begins_on = 2;
    for (n, sheet) in (1..=60).zip(by_sheet(pages).into_iter().skip(1)) {
        let of = if n % 10 == 0 { 2 } else { 1 };
        assert_eq!(sheet.len(), of, "pages of sheet {n}");
        for (page, on) in sheet.iter().zip(1..) {
            let number = begins_on + on - 1;
            assert!(page.filled_in().starts_with(&format!("村民第{n}号")), "sheet {n}: {}", page.filled_in());
            assert!(
                page.text().contains(&format!("第 {on} 页，共 {of} 页 · 总第 {number} 页")),
                "{}",
                page.text()
            );
        }
        let line = format!("{n} 村民第{n}号 429901101203{n:05} {begins_on}");
        assert!(cover.contains(&line), "«{line}» is missing in {cover}");
        begins_on += of;
    }
}

/// The line has room for a name with its office; one that is longer than the line is cut, not wrapped.
#[test]
fn the_foot_names_the_office_of_who_prints_as_far_as_the_line_goes() {
    let by = |printed_by: &str| Footer { printed_by: printed_by.to_owned(), ..footer() };
    let foot = |printed_by: &str| {
        let job = Job::new(&[visit()], &by(printed_by), &Extras::default()).unwrap();
        let pages = pages(Form::FollowUp, job);
        pages[0].check_order("foot");
        pages[0].text()
    };
    assert!(foot("刘国田 · 清溪镇卫生院").contains("刘国田 · 清溪镇卫生院"));
    let long = "清溪镇中心卫生院公共卫生科".repeat(5);
    assert!(!foot(&long).contains(&long));
}

/// Paper that left the house says how far the log had come, on every page and on no box.
#[test]
fn the_foot_has_the_checkpoint_of_the_log() {
    let short = "7Q2MA-0HZ3K-VN4TC-9XJ1E";
    let text = |checkpoint: &str| {
        let footer = Footer { checkpoint: checkpoint.to_owned(), ..footer() };
        let pages = pages(Form::FollowUp, Job::new(&[visit()], &footer, &Extras::default()).unwrap());
        pages.iter().for_each(|page| page.check_order("foot"));
        pages.iter().map(|page| page.text()).collect::<Vec<_>>()
    };
    for page in text(short) {
        // Without blanks: those of the signs are not those of the words.
        assert!(page.replace(' ', "").contains(&format!("记录校验{short}")), "{page}");
    }
    assert!(text("").iter().all(|page| !page.contains("记录校验")));
    assert_eq!(text(short).len(), text("").len());
}

/// Laying a job out in parts saves memory and changes nothing: equal sheets, sheets of two pages, with a cover
/// and without.
#[test]
fn a_job_in_parts_is_the_file_that_it_is_in_one() {
    let same = [FollowUpSheet::default(), FollowUpSheet::default()];
    let sheets: Vec<_> = village().into_iter().skip(7).take(5).chain(same).collect();
    for cover in [true, false] {
        let file = |at_once| {
            let job = Job::new(&sheets, &footer(), &Extras { cover, ..Extras::default() }).unwrap();
            press::pdf(Form::FollowUp, &job.in_parts_of(at_once), footer().printed_at).unwrap()
        };
        assert!(file(100) == file(2), "cover: {cover}");
    }
}

#[test]
fn a_single_sheet_needs_no_cover() {
    let extras = Extras { cover: true, ..Extras::default() };
    assert_eq!(pages(Form::FollowUp, Job::new(&[visit()], &footer(), &extras).unwrap()).len(), 1);
}

#[test]
fn nothing_too_much_and_unknown_wording_are_refused_in_a_sentence() {
    let nothing: &[FollowUpSheet] = &[];
    assert_eq!(follow_up_pdf(nothing, &footer()).unwrap_err().to_string(), "nothing to print");
    let many = vec![SupplementSheet::default(); MOST_SHEETS + 1];
    assert!(supplement_pdf(&many, &footer()).unwrap_err().to_string().contains("at most 200"));
    let wording = Wording::from([("modes".to_owned(), vec![])]);
    let refusal = follow_up_pdf_with(&[visit()], &footer(), &Extras { wording, ..Extras::default() });
    assert_eq!(refusal.unwrap_err().to_string(), "the forms have no options called modes");
}
