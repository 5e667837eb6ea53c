//! What is to be done beside the visits that are due.

use xinan_domain::texts;

texts! {
    nav_tasks = "待办", "To do";
    task_accept = "去办理", "See to it";
    task_kind = "事项", "What";
    task_kinds_all = "全部事项", "Everything";
    task_look = "查看", "Look";
    task_since(since: &str) = "{since}起", "Since {since}";
    task_timely = "及时办理", "In time";
    task_what(name: &str, kind: &str) = "{name} · {kind}", "{name} · {kind}";
    task_why(since: &str, words: &str) = "{since}起 · {words}", "Since {since} · {words}";
    tasks_all(all: u64, overdue: u64) = "全部 {all} 项待办，其中 {overdue} 项已过期", "All {all}, of which {overdue} are overdue";
    tasks_none = "没有待办的事项", "Nothing is to be done";
    tasks_none_next = "有新的事项会出现在这里。", "What comes will stand here.";
    tasks_title = "要办的事", "To be done";
}
