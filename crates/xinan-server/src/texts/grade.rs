//! The questions that lead to the risk grade, beside its codes.

use xinan_domain::texts;

texts! {
    grade_questions = "不确定是几级？按问题判断", "Not sure which grade? Answer the questions";
    grade_questions_hint =
        "只看上次随访以来发生过的事。这些回答只帮您定等级，不存入档案；等级由您定。",
        "Only what happened since the last visit. These answers help you find the grade and are not kept; the grade is yours.";
    grade_wordings = "各级的规定（服务规范 二（二））", "The grades (service norm 2 (2))";
    grade_wording(grade: u8, wording: &str) = "{grade} 级：{wording}", "Grade {grade}: {wording}";
    grade_led(grade: u8, because: &str) = "按回答是 {grade} 级：{because}", "The answers lead to grade {grade}: {because}";
    grade_differs(grade: u8, chosen: u8) =
        "按回答是 {grade} 级，您选的是 {chosen} 级。请再看一下：以您的判断为准。",
        "The answers lead to grade {grade}, you chose {chosen}. Please look once more; your judgement counts.";
    grade_open(at_least: u8) =
        "按回答至少是 {at_least} 级，再答：",
        "At least grade {at_least} so far. Still open: ";
    grade_nothing_and_some =
        "选了“以上都没有”，又选了别的。请核对：",
        "“None of these” stands beside something else. Please check: ";
    grade_take(grade: u8) = "采用 {grade} 级", "Take grade {grade}";
    keys_take = "采用按问题算得的等级", "Take the grade that the answers lead to";
}
