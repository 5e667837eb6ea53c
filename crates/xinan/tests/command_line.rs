//! The program as scripts use it: what it refuses, what it says, what it leaves behind.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by ending")]

mod common;

use std::path::Path;
use std::process::Command;

use common::{Folder, done, refused, text, xinan};

fn workbook(name: &str) -> String {
    format!("{}/../../testdata/township-clean/{name}.xlsx", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_demo_never_touches_a_deployment() {
    let folder = Folder::new("deployment");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let before = std::fs::read(data.join("xinan.db")).unwrap();
    refused(&["demo", "--data", text(&data), "--listen", "127.0.0.1:0", "--people", "5"], "no demo");
    assert_eq!(std::fs::read(data.join("xinan.db")).unwrap(), before);
}

/// The program of the tests has it; that the released one says it has not is looked at in `cargo xtask ci`.
#[test]
fn whoever_names_a_provider_names_all_that_belongs_to_it() {
    let folder = Folder::new("elsewhere");
    let [data, secret, none] = ["data", "secret", "none"].map(|name| folder.path(name));
    std::fs::write(&secret, "a secret\n").unwrap();
    let serve =
        ["serve", "--data", text(&data), "--listen", "127.0.0.1:0", "--oidc-issuer", "https://idp.example"];
    refused(&serve, "--oidc-client-id");
    let named =
        |file| [&serve[..], &["--oidc-client-id", "xinan", "--oidc-client-secret-file", file]].concat();
    refused(&named(text(&none)), "there is no such file");
    let mut plain = named(text(&secret));
    plain[6] = "http://idp.example";
    refused(&plain, "begins with https://");
    refused(&["serve", "--data", text(&data), "--oidc-name", "省统一身份认证"], "--oidc-issuer");
    let mut open = named(text(&secret));
    open[4] = "0.0.0.0:0";
    open.push("--plain-http");
    refused(&open, "say --public-url");
    assert!(!data.exists());
}

#[test]
fn an_unfinished_demo_is_made_anew_and_two_do_not_make_one_at_once() {
    use std::io::{BufRead, BufReader};
    let folder = Folder::new("demo");
    let data = folder.path("data");
    std::fs::create_dir_all(data.join("demo-unfinished")).unwrap();
    std::fs::write(data.join("demo-unfinished/xinan.db"), "half").unwrap();
    std::fs::write(data.join("mine.txt"), "kept").unwrap();
    let args = ["demo", "--data", text(&data), "--listen", "127.0.0.1:0", "--people", "20"];

    let lock = std::fs::File::create(data.join("demo.lock")).unwrap();
    lock.lock().unwrap();
    refused(&args, "another xinan demo");
    drop(lock);

    let mut demo = Command::new(env!("CARGO_BIN_EXE_xinan"))
        .args(args)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(demo.stdout.take().unwrap()).read_line(&mut line).unwrap();
    demo.kill().unwrap();
    demo.wait().unwrap();
    assert!(line.starts_with("listening on http://"), "{line}");
    assert!(data.join("xinan.db").exists() && data.join("accounts.json").exists());
    assert!(!data.join("demo-unfinished").exists());
    assert_eq!(std::fs::read_to_string(data.join("mine.txt")).unwrap(), "kept");
}

#[test]
fn a_wrong_division_table_leaves_nothing_behind_and_another_one_is_refused() {
    let folder = Folder::new("divisions");
    let data = folder.path("data");
    let init = |table: &Path| ["init", "--data", text(&data), "--divisions", text(table)].map(str::to_owned);
    let wrong = folder.file("wrong.csv", "429971,清溪县\n429971101201,柳河村\n");
    refused(&init(&wrong).each_ref().map(String::as_str), "line 2: 429971101201 has no line for 429971101");
    assert!(!data.exists());

    let table = folder.file("a.csv", "\u{FEFF}code,name\n\"429971\",\"清溪县\"\n429971101,清溪镇\n");
    for _ in 0..2 {
        assert!(done(&init(&table).each_ref().map(String::as_str)).contains("2 divisions in 1 counties"));
    }
    let other = folder.file("b.csv", "429972,河口县\n");
    refused(&init(&other).each_ref().map(String::as_str), "a deployment already");
}

#[test]
fn an_account_is_added_once_and_fits_its_division() {
    let folder = Folder::new("account");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let add = |post: &str, region: &str, login: &str| {
        ["account", "add", "--data", text(&data), "--post", post, "--region", region, "--login", login]
            .into_iter()
            .chain(["--name", "Wang Min", "--format", "json"])
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let run = |args: &[String]| done(&args.iter().map(String::as_str).collect::<Vec<_>>());
    let fails = |args: &[String], words: &str| {
        refused(&args.iter().map(String::as_str).collect::<Vec<_>>(), words);
    };
    let said: serde_json::Value =
        serde_json::from_str(&run(&add("county_office", "429971", "Wang"))).unwrap();
    assert_eq!((said["login"].as_str(), said["post"].as_str()), (Some("wang"), Some("county_office")));
    assert!(said["password"].as_str().unwrap().len() >= 12);
    fails(&add("county_office", "429971", "wang"), "taken");
    let said: serde_json::Value =
        serde_json::from_str(&run(&add("system_administrator", "429971", "Tian"))).unwrap();
    assert_eq!(
        (said["post"].as_str(), said["region"].as_str()),
        (Some("system_administrator"), Some("429971"))
    );
    fails(&add("system_administrator", "429971101", "li"), "6 digits");
    fails(&add("village_doctor", "429971101", "li"), "12 digits");
    fails(&add("county_office", "429999", "li"), "has no 429999");
    fails(&add("county_office", "429971", "a b"), "a login has");
}

#[test]
fn an_import_says_what_it_did_and_nothing_twice() {
    let folder = Folder::new("import");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let (roster, data) = (workbook("名册"), text(&data));
    let args = ["import", roster.as_str(), "--data", data];
    assert!(
        done(&["import", &roster, "--data", data, "--dry-run"]).contains("可以存入 160 行，现在还没有存")
    );
    assert!(done(&args).contains("160 行，新增 160，更新 0，已有 0，要改 0"));
    assert!(done(&args).ends_with("没有新的内容\n"));
    let said = done(&["import", &roster, "--data", data, "--format", "json"]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    let sheet = &said["sheets"][0];
    assert_eq!((sheet["rows"].as_u64(), sheet["already"].as_u64()), (Some(160), Some(160)));
    assert!(sheet["refused"].as_array().unwrap().is_empty());
    for doubt in sheet["doubts"].as_array().unwrap() {
        assert!(doubt["row"].is_u64() && doubt["column"].is_string() && doubt["message"].is_string());
    }
}

/// What is said of the data is Chinese throughout, and each refused row is named (docs/decisions/0023).
#[test]
fn a_refused_row_is_told_in_one_language() {
    let folder = Folder::new("told");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let messy = workbook("名册").replace("township-clean", "township-messy");
    let out = xinan(&["import", &messy, "--data", text(&data)]);
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(out.status.code(), Some(1), "{said}");
    assert!(said.starts_with("名册.xlsx［名册］名册："), "{said}");
    assert!(said.contains("\n  第 ") && said.contains("必填待补："), "{said}");
    assert!(said.ends_with("加上 --accept-good-rows，就先存入其余的行\n"), "{said}");
    let told = said.replace("--accept-good-rows", "");
    for english in [" row", "rows", "refused", "new", "changed", "already", "nothing", "stored"] {
        assert!(!told.contains(english), "{english}: {said}");
    }
    let file = folder.file("a.xlsx", "no workbook");
    let out = xinan(&["import", text(&file), "--data", text(&data)]);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(said.starts_with("xinan: a.xlsx: ") && said.contains('。'), "{said}");
}

#[test]
fn what_is_no_file_or_too_large_is_not_read() {
    let folder = Folder::new("files");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    refused(&["import", "/dev/zero", "--data", text(&data)], "no file");
    refused(&["import", text(&folder.0), "--data", text(&data)], "no file");
    let sparse = folder.path("a.xlsx");
    std::fs::File::create(&sparse).unwrap().set_len(12 << 30).unwrap();
    refused(&["import", text(&sparse), "--data", text(&data)], "20 MB");
    refused(&["import", text(&folder.path("none.xlsx")), "--data", text(&data)], "none.xlsx");
}

#[test]
fn a_command_line_that_is_not_understood_is_one_line_with_a_hint() {
    refused(&["import"], "see xinan import --help");
    refused(&["nightly", "--data", "x", "--as-of", "soon"], "--as-of");
    refused(&["demo", "--people", "0"], "--people");
    for help in [&["--help"][..], &["report", "--help"], &["account", "add", "--help"]] {
        assert!(done(help).contains("Example:"), "{help:?}");
    }
}

#[test]
fn the_night_of_a_day_to_come_is_refused() {
    let folder = Folder::new("nightly");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    refused(&["nightly", "--data", text(&data), "--as-of", "2999-01-01"], "after today");
}

/// A reader who has gone away is no fault; a full disk is.
#[cfg(target_os = "linux")]
#[test]
fn a_closed_or_full_output_ends_in_good_order() {
    let folder = Folder::new("output");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let report = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xinan"));
        command.args(["report", "indicators", "--region", "429971", "--data", text(&data)]);
        command
    };
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let out = report().stdout(full).output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("could not be written"));

    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let out = report().stdout(writer).output().unwrap();
    assert!(out.status.success() && out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
}

const MONTHLY: &str = "区划代码,参数,数值,生效日期,失效日期,来源\n\
                       429971,稳定的随访间隔,1个月,2020-01-01,,清溪县工作方案\n\
                       429971101,target.standard,92%,2020-01-01,,清溪镇责任书\n";

#[test]
fn a_county_loads_its_parameters_once_and_whoever_they_concern_is_judged_anew() {
    let folder = Folder::new("parameters");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let (roster, visits, data) = (workbook("名册"), workbook("随访2025"), text(&data));
    done(&["import", &roster, &visits, "--data", data]);
    let table = folder.file("county.csv", MONTHLY);
    let load = ["parameters", "load", text(&table), "--data", data];

    let trial = done(&[&load[..], &["--dry-run"]].concat());
    assert!(trial.contains("2 行，新增 2") && trial.ends_with("现在还没有载入\n"), "{trial}");
    let said = done(&[&load[..], &["--format", "json"]].concat());
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((said["new"].as_u64(), said["people"].as_u64()), (Some(2), Some(160)));
    assert!(said["next_steps"].as_u64().unwrap() > 50, "{said}");
    let again = done(&load);
    assert!(again.contains("已有 2") && again.ends_with("没有新的内容\n"), "{again}");

    let show = ["parameters", "show", "--data", data, "--region", "429971101", "--on", "2026-11-21"];
    let shown = done(&show);
    assert!(shown.contains("1 个月  稳定的随访间隔  清溪县：清溪县工作方案"), "{shown}");
    assert!(shown.contains("92%  规范管理率目标  清溪镇：清溪镇责任书"), "{shown}");
    let json = done(&[&show[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let own = json["parameters"].as_array().unwrap().iter().find(|one| one["from"]["region"] == "429971");
    assert_eq!(own.unwrap()["name"], "interval.stable_months");
    let county = done(&["parameters", "show", "--data", data]);
    assert!(county.contains("80%  规范管理率目标  全国"), "{county}");
    refused(&["parameters", "show", "--data", data, "--region", "429972"], "has no 429972");
}

#[test]
fn a_table_with_a_mistake_is_refused_whole_by_its_line() {
    let folder = Folder::new("refused");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let wrong = MONTHLY.replace("1个月", "4");
    let table = folder.file("wrong.csv", wrong);
    let load = ["parameters", "load", text(&table), "--data", text(&data)];
    let out = xinan(&load);
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(out.status.code(), Some(1), "{said}");
    assert!(said.starts_with("第 2 行（数值）：“4 个月”只能在 1 个月到 3 个月之间"), "{said}");
    assert_eq!(said.lines().count(), 2, "{said}");
    let out = xinan(&[&load[..], &["--format", "json"]].concat());
    let said: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!((out.status.code(), said["refused"][0]["line"].as_u64()), (Some(1), Some(2)));
    assert!(!done(&["parameters", "show", "--data", text(&data)]).contains("清溪县工作方案"));
    refused(&["parameters", "load", text(&folder.path("none.csv")), "--data", text(&data)], "none.csv");
    let empty = folder.file("empty.csv", "");
    refused(&["parameters", "load", text(&empty), "--data", text(&data)], "empty.csv");
    refused(&["parameters", "load", text(&table), "--data", text(&folder.path("x"))], "holds no data yet");
}

#[test]
fn a_years_holidays_are_loaded_with_their_notice() {
    let folder = Folder::new("holidays");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let days: String = (1..=7)
        .map(|day| format!("2027-10-0{day},off,国庆节\n"))
        .chain((1..=5).map(|day| format!("2027-05-0{day},放假,劳动节\n")))
        .collect();
    let table = folder.file("2027.csv", format!("day,kind,name\n{days}"));
    let load = ["holidays", "load", text(&table), "--data", text(&data)];
    let out = xinan(&load);
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(out.status.code(), Some(1), "{said}");
    assert!(said.starts_with("第 2 行（来源）：没有写来源"), "{said}");

    let with_notice = [&load[..], &["--source", "国办发明电〔2026〕9号"]].concat();
    assert!(done(&with_notice).contains("12 行，新增 12"));
    assert!(done(&with_notice).ends_with("没有新的内容\n"));
    let shown = done(&["parameters", "show", "--data", text(&data)]);
    assert!(shown.contains("2024, 2025, 2026, 2027"), "{shown}");
    for help in [&["parameters", "load", "--help"][..], &["holidays", "load", "--help"]] {
        assert!(done(help).contains("Example:"), "{help:?}");
    }
}
