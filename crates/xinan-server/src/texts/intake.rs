//! The words of the import.

use jiff::civil::Date;
use xinan_domain::texts;

// Bringing files.
texts! {
    import_intro = "把平时用的名册、随访、体检、线索表直接选进来，列名和顺序不用改。第一步只检查，确认以后才存入。", "Choose the rosters and ledgers of follow-ups, examinations and clues that you keep; names and order of columns may stay. The first step only checks; nothing is stored before you confirm.";
    import_files = "Excel 文件", "Workbooks";
    import_files_hint = "可以一次选几份，有关联的请一起选，如名册和随访。.xlsx 或 .csv，合计不超过 20 MB，最多 20 份；加密的、.xls 的请先另存为 .xlsx。", "Several at once; choose together what belongs together, such as roster and follow-ups. .xlsx or .csv, 20 MB in all, at most 20 files; save .xls and protected files as plain .xlsx first.";
    import_check = "检查", "Check";
    import_no_file = "还没有选文件。请选一份或几份 .xlsx 文件。", "No file was chosen. Choose one or more .xlsx files.";
    import_too_many_files(most: usize) = "一次最多 {most} 份文件。请分几次上传。", "At most {most} files at a time. Please bring them in parts.";
    import_file_refused(file: &str, sentence: &str) = "{file}：{sentence}", "{file}: {sentence}";
    import_unnamed = "未命名", "unnamed";
    import_step_files = "选文件", "Choose";
    import_step_check = "核对", "Look over";
    import_step_store = "存入", "Store";
    import_latest = "最近的导入", "Latest imports";
    import_none_yet = "还没有导入过文件。", "Nothing was imported yet.";
    import_time = "时间", "Time";
    import_names(first: &str, count: usize) = "{first} 等 {count} 份", "{first} and others, {count} files";
}

// What a file holds.
texts! {
    import_preview_title = "检查结果", "What was found";
    import_already_title = "以前导入过，没有新的内容。", "All of this was imported before; nothing is new.";
    import_ready(rows: usize) = "都看懂了，可以存入 {rows} 行。现在还没有存。", "Everything was understood: {rows} rows can be stored. Nothing is stored yet.";
    import_some_refused(refused: usize, good: usize) = "有 {refused} 行要改。可以在自己的表里改好再传，或先存入没有问题的 {good} 行。现在还没有存。", "{refused} rows need mending. Mend them in your file and bring it again, or store the {good} good rows now. Nothing is stored yet.";
    import_all_refused(refused: usize) = "有 {refused} 行要改，没有可以存入的新行。请按下面的说明在自己的表里改好，再传一次。", "{refused} rows need mending and no others are new. Mend them in your file as said below and bring it again.";
    import_nothing = "没有读到数据行。请确认表头下面有内容。", "No rows of data were found. There must be some below the column names.";
    import_store_all(rows: usize) = "存入 {rows} 行", "Store {rows} rows";
    import_store_good(rows: usize) = "只存入没有问题的 {rows} 行", "Store the {rows} good rows only";
    import_drop = "放弃", "Give up";
    import_again = "再导入", "Import more";
    import_summary = "每张表读到了什么", "What each sheet holds";
    import_file = "文件", "File";
    import_sheet = "工作表", "Sheet";
    import_kind = "内容", "Contents";
    import_rows = "数据行", "Rows";
    import_new = "新增", "New";
    import_changed = "更新", "Changed";
    import_already = "已有", "There already";
    import_refused = "要改", "To mend";
    import_doubts = "请核对", "To look at";
    import_sheet_title(file: &str, sheet: &str) = "{file} · {sheet}", "{file} · {sheet}";
    import_header_row(row: u32) = "列名在第 {row} 行", "names in row {row}";
    import_stated_on(day: Date) = "填报日期 {day}", "filled in on {day}";
    import_not_stated = "没有写填报日期，按今天的情况算", "no day is given; it counts as of today";
    import_refused_title(rows: usize) = "{rows} 行要改", "{rows} rows to mend";
    import_refused_file = "下载要改的行", "Download the rows to mend";
    import_refused_file_name(sheet: &str) = "{sheet}-要改的行.xlsx", "{sheet}-to mend.xlsx";
    import_doubts_title(count: usize) = "有 {count} 处请再核对，不影响存入", "{count} things to look at; they are stored all the same";
    import_gaps_title(fields: usize) = "有 {fields} 项必填内容待补，不影响存入", "{fields} required items to be completed; the rows are stored all the same";
    import_gaps_what = "官方表格要求填、这里空着的项目。存入后仍然空着，系统不会代填。", "Items that the official form requires and the file leaves open. They stay open when stored; nothing is filled in for you.";
    import_gaps_of_roster = "问清后在名册里补上，再传一次就更新。", "When they are known, complete the roster and bring it again.";
    import_gap = "待补的项目", "To be completed";
    import_where = "哪些行", "Rows";
    import_no_such_column = "表上没有这一列", "no such column in the file";
    import_problem = "哪里不对，怎么改", "What is wrong, what to do";
    import_column = "列", "Column";
    import_cells = "单元格", "Cells";
    import_row_cell(row: u32, cell: &str) = "第 {row} 行（{cell}）", "row {row} ({cell})";
    import_row_number(row: u32) = "第 {row} 行", "row {row}";
    import_more_cells(count: usize) = " 等 {count} 处", " plus others, {count} in all";
    import_more_problems(count: usize) = "另有 {count} 种问题没有列出，请下载要改的行查看。", "{count} more kinds of problem are not listed; download the rows to mend.";
    import_missing_columns(columns: &str) = "没有找到这些必需的列：{columns}。请在下面指定是哪一列。", "Needed columns were not found: {columns}. Say below which they are.";
    import_missing_column(column: &str) = "没有找到必需的列“{column}”，整张表都没有导入。请在表上加上这一列，或在导入页面上指定是哪一列。", "The needed column {column} was not found, so nothing of this sheet was taken. Add it, or say on the import page which column it is.";
    import_more_refused(shown: usize, more: usize) = "这里说明了前 {shown} 行，另有 {more} 行也要改。请先改好这些，再传一次；同样的问题可以整列一起改。", "The first {shown} rows are explained here; {more} more need mending too. Mend these first and bring the file again; one kind of mistake can often be mended for a whole column.";
    import_skipped(count: usize, rows: &str) = "另有 {count} 行是合计、重复的列名或说明，不是数据：第 {rows} 行。", "{count} more rows are totals, repeated names or remarks, not data: {rows}.";
    import_other_sheets(sheets: &str) = "没有用到的工作表：{sheets}。", "Sheets that were not used: {sheets}.";
    import_and = "、", ", ";
}

// How columns were understood.
texts! {
    columns_all_known(known: usize) = "列是怎么认的：{known} 列都认出", "How columns were understood: all {known}";
    columns_some_known(known: usize, open: usize) = "列是怎么认的：{known} 列认出，{open} 列待选", "How columns were understood: {known} known, {open} to choose";
    columns_known(known: usize) = "认出的 {known} 列", "The {known} columns that are known";
    columns_open(open: usize) = "待选的 {open} 列", "The {open} columns to choose";
    columns_caption(sheet: &str) = "{sheet} 的列", "Columns of {sheet}";
    columns_letter = "列", "Column";
    columns_header = "表上的列名", "Name in the file";
    columns_sample = "前几个值", "First values";
    columns_field = "当作", "Read as";
    columns_how = "怎么认出的", "How";
    columns_unused = "不导入", "not imported";
    columns_by_name = "按列名", "by its name";
    columns_by_content = "按内容，请核对", "by its content, please check";
    columns_by_user = "由您指定", "said by you";
    columns_twice = "与另一列重复", "same as another column";
    columns_unknown = "没有认出", "not known";
    columns_select(letter: &str, header: &str) = "{letter} 列 {header} 当作", "Column {letter} {header} is read as";
    columns_save = "按这样再检查一次", "Check again like this";
    columns_saved = "已按改过的列重新检查。", "Checked again with the columns as changed.";
}

// What a page says of its fields, said of a sheet's columns.
texts! {
    import_prescription(column: &str) = "填了“不用药”，请在“{column}”一列写上医生开的是什么药；不知道的空着，照常存入。", "Not taking medicine: please enter what was prescribed in the column “{column}”; if it is not known the row is stored all the same.";
    import_referral(column: &str) = "分类为不稳定，规范要求转诊。已转诊的请在“{column}”一列写上；没有转诊的照常存入。", "The class is unstable, for which the norm expects a referral. If there was one, say so in the column “{column}”; if not, the row is stored all the same.";
    import_nothing_else = "填了失访或死亡，病情各列要空着。请清空这一行的病情各列；如果其实见到了人，请清空失访、死亡。", "Lost or dead is filled in, so the clinical columns stay empty. Clear them in this row, or clear lost and dead if somebody was seen after all.";
    import_medicine(row: usize) = "药物{row} 的用法没有看懂。请在用法一列写每日几次（长效药写几周一次），在剂量一列写每次多少毫克。", "How medicine {row} is taken was not understood. Write times a day (of a long-acting one, weeks between doses) in the column of its use, and mg each time in that of its dose.";
}

// Storing, and what became of it.
texts! {
    import_storing_title = "正在存入", "Storing";
    import_waiting(ahead: u64) = "前面还有 {ahead} 次导入没有存完，轮到这一次再核对。可以离开这一页。", "{ahead} before this one to be stored; it is checked when its turn comes. You may leave this page.";
    import_next = "下一个就是这一次，等服务器接手。可以离开这一页。", "This one is next and waits for the server to take it. You may leave this page.";
    import_opening = "正在打开文件，打开后核对；别人的文件正开着时要等一等。可以离开这一页。", "The files are being opened and then checked; while somebody else's are open they wait. You may leave this page.";
    import_checking(done: usize, all: usize) = "已核对 {done} 行，共 {all} 行。可以离开这一页。", "{done} of {all} rows checked. You may leave this page.";
    import_writing = "正在写入。可以离开这一页。", "Writing. You may leave this page.";
    import_look_again = "刷新", "Refresh";
    import_done_title = "导入结果", "What was imported";
    import_done(stored: usize, already: usize, refused: usize) = "存入 {stored} 行，已有 {already} 行，退回 {refused} 行。", "{stored} rows stored, {already} there already, {refused} returned.";
    import_done_short(stored: usize, already: usize, refused: usize) = "存入 {stored}，已有 {already}，退回 {refused}", "{stored} stored, {already} there already, {refused} returned";
    import_whole_file_refused = "有行没有通过的文件，这次一行也没有存入。请改好再传，或重新上传后选“只存入没有问题的行”。", "Of a file with rows to mend nothing was stored. Mend it and bring it again, or bring it again and store the good rows only.";
    import_failed_title = "没有存上", "Not stored";
    import_failed(number: &str) = "系统出了问题，这次什么都没有存入。请再上传一次；仍不行时把编号 {number} 告诉县精防办。", "Something failed on our side and nothing was stored. Bring the files again; if it persists, tell the county office the number {number}.";
    import_dropped_title = "已放弃", "Given up";
    import_dropped = "没有存入任何内容。", "Nothing was stored.";
}

// What rows can be refused for, beyond the rules of their form.
texts! {
    import_name_changed(before: &str) = "姓名与原档案（{before}）不同，请核对身份证号是否填错。", "The name differs from the record's ({before}). Check the identity number.";
    import_held_back = "名册里有这个人，但那份名册有行没有通过，整份没有存入。请先改好名册。", "This person stands on a roster of these files that is not stored because some of its rows were refused. Mend the roster first.";
    import_out_of_reach = "不能为这个身份证号另建档案。请把姓名和身份证号报县精防办核对。", "No further record can be made for this identity number. Please ask the county office to check it.";
    import_namesake(case_no: &str) = "本乡镇档案里有同名、同一天出生的人（编号 {case_no}），身份证号不同。请核对是不是同一个人：是的，请改正身份证号；不是，照常存入。", "The register has somebody of this name, birth date and township (no. {case_no}) with another identity number. Is it the same person? Then correct the number; if not, leave it as it is.";
    import_namesake_in_file(sheet: &str, row: u32) = "与“{sheet}”第 {row} 行同名、同一天出生、同一乡镇，身份证号不同。请核对是不是同一个人：是的，只留正确的一行；不是，照常存入。", "Same name, birth date and township as row {row} of “{sheet}”, with another identity number. Is it the same person? Then keep the right row only; if not, leave it as it is.";
    import_mended_by_hand = "这一行和档案更正以前的内容一样，这份名册又没有写填报日期，所以没有改回去。确实要以这份为准的，请在表头写明填报日期后再传。", "This row says what the record said before it was corrected by hand, and this roster names no 填报日期, so nothing was changed back. If this roster is right after all, let it name its 填报日期 and bring it again.";
    import_closed(closed_on: Date) = "这份档案已于 {closed_on} 结案，这一行没有导入。结案有误的，请先由县精防办恢复档案，再导入一次。", "This record was closed on {closed_on}, and this row is not kept. If it was closed by mistake, have the county office open it again, and bring the workbook once more.";
    import_older(day: Date, kept: Date) = "这份名册填报于 {day}，档案里的内容是 {kept} 填报的，比它新，所以这一行没有改动档案。确实要以这份为准的，请改填报日期后再传。", "This roster was filled in on {day}; what the record holds was said on {kept}, later, so this row changes nothing. If this one is right after all, correct its 填报日期 and bring it again.";
    import_taken_back(what: &str, by: &str, day: Date) = "这份名册写的是“{what}”，{by} 已更正为不是这样，所以没有再记。{day} 以后填报的名册仍这样写的，会重新记入；请先核实，名册要写明填报日期。", "This roster says “{what}”, which {by} has corrected, so it is not recorded again. A roster filled in after {day} that still says so will be; please make sure first, and let the roster name its 填报日期.";
    import_two_versions = "同时上传的另一张表里也有这个人，内容不一样。请核对，只留正确的一行。", "Another sheet of this upload says something else of the same person. Keep the right row only.";
}
