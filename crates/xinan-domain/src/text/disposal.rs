//! What the rules of emergencies say to people.

use crate::texts;

// What cannot be kept so.
texts! {
    admission_without_ground = "住院要有依据：自愿（第三十条第一款），或第三十条第二款第一项、第二项。请选一项。没有依据的，不能写紧急住院。", "An admission has a ground: of one's own will (article 30 (1)), or article 30 (2), item 1 or 2. Choose one; without any, nobody was admitted.";
    began_after_end = "开始时间晚于结束时间。请核对两处，填实际开始处置的时间。", "It began after it ended. Compare the two, and enter when it really began.";
    by_law_without_ground = "写了依法处置，请选依据哪一条；没有依据的，处置性质选自愿。", "By law: say by which article. Without one it was of the person's own will.";
    check_before_end = "复查要在处置结束之后。请填实际去看的时间。", "A check follows the end of the handling. Enter when it really was.";
    end_before_report = "结束时间早于报告时间。请填实际结束的时间。", "It ended before it was reported. Enter when it really ended.";
    filled_before_end = "填表日期早于处置结束那天。请填实际填表的日期。", "It was filled in before the handling ended. Enter the real day.";
    ground_not_then = "那一天还没有这一条，或者已经不再用。请选当天有效的条款。", "This article did not count on that day. Choose one that did.";
    guardian_must_agree = "依第三十条第二款第一项住院，要监护人同意（第三十一条）；监护人不同意的，不能住院。请核对知情同意书。", "Under article 30 (2) (1) a guardian agrees to an admission (article 31); without it there is none. Check the agreement.";
    measure_lacks_end(outcome: &str) = "处置结束时写的是“{outcome}”，主要处置措施里也要有这一项。", "It ended with “{outcome}”: tick that among what was done, too.";
    nature_contradicts_ground = "处置性质和法律依据对不上：第三十条第一款是自愿，第二款是依法。请改一处。", "Nature and legal basis contradict one another: article 30 (1) is of one's own will, (2) is by law. Change one.";
    no_time(given: &str) = "“{given}”不是时间。请写成 14:06 这样。", "“{given}” is no time of day. Write it as 14:06.";
    not_now = "现在不能记这一项：情况刚有变化。请先看上面的经过，再决定。", "This cannot be entered now: something has changed. Look at the course above first.";
    psychiatrist_missing = "写了诊断或住院，请写明是哪位精神科医师看的（第二十九条）。", "With a diagnosis or an admission, name the psychiatrist (article 29).";
    time_ahead = "时间晚于现在。请填实际发生的时间。", "The time lies ahead. Enter when it really happened.";
    time_before(from: &str) = "时间太早：最早到 {from}（报告前一天）。请核对日期和时间。", "Too early: {from} is the earliest, a day before the report. Check day and time.";
}

// 法律依据, shortly.
texts! {
    ground_brought = "近亲属可以送往医疗机构诊断；流浪的，由民政等部门帮助送诊。", "Near relatives may bring somebody to be diagnosed; civil affairs help those without a home.";
    ground_danger_to_others = "已经发生危害他人安全的行为，或有这样的危险，可以依法住院；本人和监护人可以要求再次诊断和鉴定。", "An act or danger to others: admission by law; the person and the guardian may ask for another diagnosis and an appraisal.";
    ground_diagnosed = "诊断由精神科执业医师作出；送来的人要留院，并立即诊断。", "A psychiatrist diagnoses; whoever was brought is kept and diagnosed at once.";
    ground_formalities = "本人没有办理能力的由监护人办；流浪的由送诊的部门办，无监护人的由村（居）委会等办。", "Who cannot see to the formalities, is helped by the guardian, or by whoever brought the person.";
    ground_police_help = "再次诊断或鉴定结论确认后，有人阻碍或本人擅自离院的，可以由公安机关协助。", "After a confirmed second diagnosis or appraisal, the police may help where it is obstructed.";
    ground_self_danger = "已经发生伤害自己的行为，或有这样的危险：经监护人同意可以住院，不同意的不得住院。", "An act or danger to oneself: admission if the guardian agrees, and none if not.";
    ground_stopped = "发生伤害自己、危害他人安全的行为，或有这样的危险：近亲属、单位、当地公安机关应当立即制止，并送往医疗机构。", "An act or danger to oneself or others: relatives, workplace and police stop it at once and bring the person to an institution.";
    ground_voluntary = "自愿住院；可以随时要求出院。", "Admission of one's own will, which ends when one asks.";
}

// What is due, and why.
texts! {
    why_check(hours: u16, needed: u8, steady: u8) = "现场处置后每 {hours} 小时去看一次，连续 {needed} 次稳定可以停；现在连续稳定 {steady} 次", "After help on the spot somebody looks in every {hours} hours until {needed} checks in a row are steady; so far {steady}";
    why_enter(limit: &str) = "处置结束后 {limit}录入国家系统", "In the national system {limit} after the handling ended";
    why_record(limit: &str) = "处置结束后 {limit}由精神科医师填写记录单", "The psychiatrist's record {limit} after the handling ended";
}
