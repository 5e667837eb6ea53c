//! What the commands say of the data that they read and keep (docs/decisions/0023).
//!
//! How a command is called, and what the machine or the database refuses, is said in English where it happens.

use xinan_domain::text::Lang;
use xinan_domain::texts;

/// The language in which commands speak of people's data: that of the workbooks and tables that they read.
pub(crate) const OF_THE_DATA: Lang = Lang::Zh;

texts! {
    nothing_new = "没有新的内容", "nothing changed";
}

// xinan import.
texts! {
    import_sheet(file: &str, sheet: &str, kind: &str) = "{file}［{sheet}］{kind}：", "{file} [{sheet}] {kind}: ";
    import_counts(rows: usize, new: usize, changed: usize, already: usize, refused: usize, doubtful: usize) =
        "{rows} 行，新增 {new}，更新 {changed}，已有 {already}，要改 {refused}，请核对 {doubtful}",
        "{rows} rows, {new} new, {changed} changed, {already} already there, {refused} refused, {doubtful} to look at";
    import_no_rows = "列名下面没有数据行", "no rows of data below the column names";
    import_refused(row: u32, cell: &str, column: &str, message: &str) =
        "第 {row} 行 {cell} {column}：{message}", "row {row} {cell} {column}: {message}";
    import_times(times: usize) = "（共 {times} 行）", " ({times} rows)";
    import_gap(column: &str, rows: usize) = "{column}（{rows} 行）", "{column} ({rows} rows)";
    import_gaps(gaps: &str) = "必填待补：{gaps}", "required, to be completed: {gaps}";
    import_joint = "、", ", ";
    import_more_refused(rows: usize) = "……另有 {rows} 行要改", "… and {rows} more refused rows";
    import_can_store(rows: usize) = "可以存入 {rows} 行，现在还没有存", "{rows} rows can be stored; nothing was stored yet";
    import_stored(rows: usize) = "存入 {rows} 行", "{rows} rows stored";
    import_good_rows =
        "文件里有要改的行，这个文件一行也不存；加上 --accept-good-rows，就先存入其余的行",
        "of a file with refused rows nothing is stored; --accept-good-rows stores its other rows";
}

// xinan parameters load, xinan holidays load.
texts! {
    table_refused(file: &str) = "{file}：没有载入。请改好这几行再载入一次", "{file}: nothing was loaded; mend these lines and load it again";
    table_counts(file: &str, lines: usize, new: usize, replaced: usize, withdrawn: usize, already: usize) =
        "{file}：{lines} 行，新增 {new}，替换 {replaced}，停用 {withdrawn}，已有 {already}",
        "{file}: {lines} lines, {new} new, {replaced} replaced, {withdrawn} withdrawn, {already} already there";
    table_not_yet = "现在还没有载入", "nothing was loaded yet";
    table_judged(people: usize, next_steps: usize) =
        "重新判断 {people} 人，其中 {next_steps} 人的下一步有变化",
        "{people} people judged anew, {next_steps} of them with another next step";
}
