//! What this crate says to people, in both languages.

xinan_domain::texts! {
    file_empty =
        "这份文件是空的。请打开它确认里面有内容，保存后重新上传。",
        "This file is empty. Open it, make sure that it holds rows, save it and upload it again.";
    file_too_large(mib: usize) =
        "文件超过 {mib} MB。请删去图片和用不到的工作表，或按年份分成几份上传。",
        "The file is larger than {mib} MB. Remove pictures and unused sheets, or split it by year.";
    file_old_workbook =
        "这是旧版 Excel（.xls）或 WPS（.et）格式。请打开后“另存为”.xlsx，再上传。",
        "This is an old .xls (or WPS .et) workbook. Open it, save it as .xlsx and upload that.";
    file_password =
        "文件有密码，系统打不开。请在 Excel 中取消密码（文件—信息—保护工作簿），保存后再上传。",
        "The file is protected by a password. Remove the password in Excel, save it and upload it again.";
    file_web_page =
        "这其实是一张网页（有些系统导出的“Excel”就是这样）。请用 Excel 打开，“另存为”.xlsx 后再上传。",
        "This is a web page under a workbook's name, as some systems export it. \
         Open it in Excel, save it as .xlsx and upload that.";
    file_pdf =
        "这是 PDF，里面的表格读不出来。请上传原来的 Excel 文件。",
        "This is a PDF; tables cannot be read from it. Upload the original workbook.";
    file_picture =
        "这是一张图片。请上传 Excel 文件；如果只有纸质表格，请在页面上录入。",
        "This is a picture. Upload a workbook; if there is only paper, enter it on the page.";
    file_other_spreadsheet =
        "这种表格格式（.xlsb、.ods、.numbers 等）读不了。请打开后“另存为”.xlsx，再上传。",
        "Spreadsheets of this kind (.xlsb, .ods, .numbers …) cannot be read. \
         Save it as .xlsx and upload that.";
    file_not_a_workbook =
        "这不是 Excel 工作簿。请上传 .xlsx 或 .csv 文件；如果它在压缩包里，请先解压。",
        "This is not a workbook. Upload an .xlsx or .csv file; if it is inside an archive, unpack it first.";
    file_unknown =
        "认不出这是什么文件。请上传用 Excel 或 WPS 保存的 .xlsx 文件。",
        "This kind of file is not known. Upload an .xlsx file saved by Excel or WPS.";
    file_encoding =
        "这份文本里有认不出的字符。请用 Excel 打开，“另存为”.xlsx 后再上传。",
        "Some characters of this text cannot be read. Open it in Excel, save it as .xlsx and upload that.";
    file_macros =
        "文件里有宏（程序），为了安全不能接收。请“另存为”不带宏的 .xlsx，再上传。",
        "The file holds macros and cannot be accepted. Save it as .xlsx without macros and upload that.";
    file_nested_package =
        "文件里嵌有别的文件（例如插入的附件）。请删去附件，只留表格，保存后再上传。",
        "Another file is embedded in this one (an attachment, for example). \
         Remove it, save and upload again.";
    file_bomb =
        "文件里图片等内容太多，或解开后大得不合常理，已停止读取。请新建一个工作簿，只把需要的行复制进去，再上传。",
        "The file holds too many pictures and parts, or unpacks to an unreasonable size; \
         reading was stopped. \
         Copy only the rows that you need into a new workbook and upload that.";
    file_forged =
        "文件里有 Excel 不会写出的内容，已停止读取。请用 Excel 打开并另存一份，再上传。",
        "The file holds what Excel never writes; reading was stopped. \
         Open it in Excel, save a copy, upload that.";
    file_damaged =
        "文件不完整或已损坏。请用 Excel 打开，看内容是否齐全，另存一份后再上传。",
        "The file is incomplete or damaged. \
         Open it in Excel, check its contents, save a copy and upload that.";
    file_too_many_sheets(most: usize) =
        "工作表超过 {most} 张。请只留下要导入的工作表，再上传。",
        "There are more than {most} sheets. Keep only those to be imported and upload again.";
    file_too_many_rows(sheet: &str, most: usize) =
        "工作表“{sheet}”超过 {most} 行。请按年份或村居分成几份，再上传。",
        "Sheet “{sheet}” has more than {most} rows. Split it by year or village and upload the parts.";
    file_too_many_columns(sheet: &str, most: usize) =
        "工作表“{sheet}”超过 {most} 列。请删去右边用不到的列，再上传。",
        "Sheet “{sheet}” has more than {most} columns. Delete the unused ones at its right and upload again.";
    file_too_many_cells(most: usize) =
        "单元格超过 {most} 个。请按年份或村居分成几份，再上传。",
        "There are more than {most} cells. Split the file by year or village and upload the parts.";
    file_too_much_text =
        "文件里的文字太多。请按年份或村居分成几份，再上传。",
        "The file holds too much text. Split it by year or village and upload the parts.";
    file_our_fault =
        "读取这份文件时系统出了错，什么都没有导入。请另存一份再试；还不行，请把文件交给管理员。",
        "Our reader failed on this file; nothing was imported. \
         Save a copy and try again; if that fails too, give the file to your administrator.";

    ledger_roster = "名册", "roster";
    ledger_follow_ups = "随访", "follow-ups";
    ledger_exams = "体检", "examinations";
    ledger_clues = "线索", "clues";

    cell_formula =
        "这一格是公式，读取的是 Excel 上次算出的值。请核对。",
        "This cell holds a formula; the value that Excel last stored was read. Check it.";
    cell_formula_without_value =
        "这一格是公式，但文件里没有它算出的值，按空白处理。请在 Excel 中复制后“选择性粘贴—数值”。",
        "This cell holds a formula without a stored value and counts as empty. \
         Copy it and paste it as a value.";
    cell_error =
        "这一格是 Excel 的错误值。请改成应填的内容。",
        "This cell holds an error value of Excel. Replace it by what belongs there.";

    cover_sheet = "说明", "About";
    list_sheet = "清单", "List";
    cover_list = "内容", "Contents";
    cover_filter = "筛选条件", "Filter";
    cover_count = "行数", "Rows";
    cover_rows(count: usize) = "共 {count} 行", "{count} in all";
    cover_by = "导出人", "Exported by";
    cover_time = "导出时间", "Exported at";
    cover_notice =
        "含个人健康信息，仅供本次工作使用。请勿转发，用完请删除。",
        "Holds personal health information for this piece of work only. Do not pass it on; \
         delete it after use.";

    refused_title(sheet: &str) = "{sheet}：没有导入的行", "{sheet}: rows not imported";
    refused_subtitle(file: &str, count: usize) =
        "原文件：{file}，{count} 行没有导入。改好标色的格，把这份文件再导入一次即可；最右三列是说明，不会导入。",
        "From {file}: {count} rows were not imported. \
         Correct the coloured cells and import this very file again; \
         the three columns at the right explain and are not imported.";
    refused_more(shown: usize, more: usize) =
        "这里只有前 {shown} 行，另有 {more} 行请在原文件里改。",
        " Only the first {shown} are here; mend the other {more} in your own file.";
    refused_row = "原表行号", "Row in your file";
    refused_columns = "有问题的列", "Columns concerned";
    refused_reasons = "哪里不对，怎么改", "What is wrong, what to do";
    refused_unused(header: &str) = "不导入：{header}", "not imported: {header}";
}

/// 记录校验 with its twenty characters; nothing where there are none.
pub(crate) fn log_checkpoint(lang: xinan_domain::text::Lang, short: &str) -> String {
    if short.is_empty() { String::new() } else { log_checkpoint_of(lang, short) }
}

xinan_domain::texts! {
    log_checkpoint_of(short: &str) = "记录校验 {short}", "Log check {short}";
}
