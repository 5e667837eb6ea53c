//! 知情同意书 — the texts that are read, signed and kept, by version.
//!
//! Source: 工作规范 知情同意 (what the letter tells: the service, what is recorded and who sees it, confidentiality and
//! its limits, that one may refuse and take back, benefits and trouble), 个人信息保护法 第十七条, 第三十条. A version that
//! was printed is never edited: every entry names the one that was signed, and a test knows each text by its digest.
//! A change of wording is another version, with its first day.
//!
//! Chinese alone: it is what people sign.

use jiff::civil::{Date, date};

use crate::consent::Subject;

/// A paragraph with its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// What it is about.
    pub heading: &'static str,
    /// What it says.
    pub text: &'static str,
}

/// One version of one letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// Its name in the table and in addresses.
    pub id: &'static str,
    /// What it asks for.
    pub subject: Subject,
    /// How people name the version.
    pub version: &'static str,
    /// The first day on which it is used.
    pub since: Date,
    /// The heading of the sheet.
    pub title: &'static str,
    /// What it says.
    pub clauses: &'static [Clause],
    /// The two boxes: yes, and no.
    pub choices: [&'static str; 2],
}

/// All letters, the newest version of each first.
pub const LETTERS: &[Letter] = &[MANAGEMENT_1, SHARING_1, EXAMINATION_1, EMERGENCY_1];

/// The letter with this name.
pub fn find(id: &str) -> Option<&'static Letter> {
    LETTERS.iter().find(|one| one.id == id)
}

/// The version that is in use on a day.
pub fn in_use(subject: Subject, day: Date) -> Option<&'static Letter> {
    LETTERS.iter().filter(|one| one.subject == subject && one.since <= day).max_by_key(|one| one.since)
}

/// The newest version, whatever the day: what is printed before its first day is read before it too.
pub fn newest(subject: Subject) -> Option<&'static Letter> {
    LETTERS.iter().filter(|one| one.subject == subject).max_by_key(|one| one.since)
}

const FIRST: Date = date(2026, 11, 1);
const FIRST_VERSION: &str = "2026年第1版";

const fn clause(heading: &'static str, text: &'static str) -> Clause {
    Clause { heading, text }
}

const MANAGEMENT_1: Letter = Letter {
    id: "management-2026-1",
    subject: Subject::Management,
    version: FIRST_VERSION,
    since: FIRST,
    title: "参加严重精神障碍管理治疗服务知情同意书",
    clauses: &[
        clause(
            "我们能为您做什么",
            "医务人员定期随访，了解身体和生活情况，指导用药和康复；每年提供一次免费健康体检（另征得您的同意）；符合条件的，帮助申请免费服药和各项补助；\
             有困难时协助转诊。这些是国家基本公共卫生服务，不收费。",
        ),
        clause(
            "会占用您什么",
            "随访每次大约一刻钟，可以在家里、卫生室或用电话进行，时间由您和医生商量。谈到病情和用药时，您可能会觉得不自在，不想说的可以不说。",
        ),
        clause(
            "记录什么，谁能看到",
            "记录姓名、身份证号、住址、联系方式、监护人、诊断、随访和用药情况。只有为您服务的卫生健康部门的工作人员因工作需要才能查看，每次查看都有记载，\
             您和监护人可以要求看这些记载。这些属于敏感个人信息，我们依法保密；不另外征得同意，不提供给其他单位和个人，法律另有规定的除外\
             （如法律规定的发病报告、统计，以及有人身危险时的紧急救助）。",
        ),
        clause(
            "是否参加由您决定",
            "您可以同意，也可以不同意；同意以后随时可以撤回，口头说或写一句话给随访医生都行，不用说明理由。撤回前已经做的记录依法保存。",
        ),
        clause(
            "不同意会怎样",
            "看病、吃药、免费服药、各项补助和紧急救助都不受影响。我们会停止上门和电话随访，不把您列入外送的名单；只保留法律规定的最少记录，\
             村（社区）关爱帮扶小组大约每半年问候一次，问问是否需要帮助，以后想参加随时可以。",
        ),
        clause(
            "您的权利",
            "您和监护人可以查阅、复制档案，要求更正错误。对服务有意见，可以向卫生院、县精防办或县卫生健康局反映。",
        ),
    ],
    choices: ["同意参加管理治疗服务", "不同意参加管理治疗服务"],
};

const SHARING_1: Letter = Letter {
    id: "sharing-2026-1",
    subject: Subject::Sharing,
    version: FIRST_VERSION,
    since: FIRST,
    title: "与其他部门共享信息知情同意书",
    clauses: &[
        clause(
            "为什么要共享",
            "有些帮助由别的部门提供：民政部门的救助和监护人补助、残联的残疾人证和康复服务、医疗保障部门的报销、村（社区）的生活帮扶。\
             把必要的信息告诉他们，您可以少跑几趟。",
        ),
        clause(
            "共享什么，给谁",
            "只提供办理某一项帮助必需的信息：姓名、身份证号、住址、监护人和联系方式，以及是否符合这一项的条件。不提供病情经过、用药和随访内容。\
             每次提供给谁、提供了什么，都有记载，您可以要求查看。",
        ),
        clause(
            "是否同意由您决定",
            "这一项单独征求您的意见，与是否参加管理治疗服务无关。您可以同意，也可以不同意；同意以后随时可以撤回，从撤回那一刻起不再提供。",
        ),
        clause(
            "不同意会怎样",
            "看病、吃药、免费服药、随访和紧急救助都不受影响。需要别的部门帮助时，由您或监护人自己去申请，我们可以帮忙准备材料。",
        ),
        clause(
            "法律另有规定的",
            "法律规定的发病报告，以及有人身危险时按规定告知公安机关和关爱帮扶小组的必要信息，不以同意为条件；告知的内容以必要为限。",
        ),
    ],
    choices: ["同意共享以上信息", "不同意共享"],
};

const EXAMINATION_1: Letter = Letter {
    id: "examination-2026-1",
    subject: Subject::Examination,
    version: FIRST_VERSION,
    since: FIRST,
    title: "健康体检知情同意书",
    clauses: &[
        clause(
            "体检做什么",
            "每年一次，免费：一般体格检查、血压、体重、血常规（含白细胞分类）、转氨酶、血糖、心电图。可以和随访、复诊一起做。",
        ),
        clause(
            "有什么好处和不便",
            "长期服药的人定期检查，能早一些发现药物反应和其他疾病。抽血时会有一点疼，个别人会有淤青；需要空腹，请和医生约好时间。",
        ),
        clause("结果给谁看", "结果告诉您和监护人，记入您的健康档案，由为您服务的医务人员查看，依法保密。"),
        clause(
            "是否体检由您决定",
            "您可以同意，也可以不同意，也可以只做其中几项；同意以后随时可以改变主意。身体状况不适合时，医生会建议推迟。",
        ),
        clause("不同意会怎样", "随访、看病、吃药、免费服药和各项补助都不受影响。以后想做，随时告诉医生。"),
    ],
    choices: ["同意体检", "不同意体检"],
};

const EMERGENCY_1: Letter = Letter {
    id: "emergency-2026-1",
    subject: Subject::Emergency,
    version: FIRST_VERSION,
    since: FIRST,
    title: "应急医疗处置知情同意书",
    clauses: &[
        clause(
            "这是什么",
            "万一病情突然加重、出现严重药物反应，或有伤害自己的危险，需要医务人员马上帮助时，您希望我们怎样做。事先商量好，到时候少一些慌乱。",
        ),
        clause(
            "可能采取的办法",
            "医务人员到现场看望和安抚；必要时用药；到医院急诊观察；经精神科医师诊断后住院治疗。选择对身体影响最小、够用的办法，会先告诉您和监护人为什么这样做。",
        ),
        clause(
            "记录什么，谁能看到",
            "处置的时间、经过和结果记入应急处置记录单，由参加处置的医疗机构和为您服务的卫生院保存，依法保密。",
        ),
        clause(
            "是否同意由您决定",
            "您可以同意，也可以不同意；同意以后随时可以撤回。您也可以写下希望先联系谁、希望去哪家医院。",
        ),
        clause(
            "不同意会怎样",
            "看病、吃药、免费服药和随访都不受影响。您或监护人随时可以拨打120求助。有人身危险时，依照精神卫生法第二十八条、第三十条的紧急救助\
             不以这份同意书为条件；是否住院由精神科医师依法诊断，您和监护人有要求再次诊断和鉴定的权利。",
        ),
    ],
    choices: ["同意在需要时采取以上应急医疗处置", "不同意事先约定"],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;

    /// What was printed and signed stays word for word. Whoever changes a wording adds a version.
    #[test]
    fn a_version_that_was_printed_is_never_edited() {
        let known = [
            ("management-2026-1", 0x0847_37f4_eaa6_76ea),
            ("sharing-2026-1", 0x6fa5_3b4d_8283_371f),
            ("examination-2026-1", 0x5553_5936_d982_a959),
            ("emergency-2026-1", 0xaaf8_bfbf_cfbf_ca41),
        ];
        let found: Vec<(&str, u64)> = LETTERS.iter().map(|letter| (letter.id, digest(letter))).collect();
        assert_eq!(found, known);
    }

    /// FNV-1a over every word of the sheet.
    fn digest(letter: &Letter) -> u64 {
        let clauses = letter.clauses.iter().flat_map(|one| [one.heading, one.text]);
        let words = [letter.title, letter.version].into_iter().chain(clauses).chain(letter.choices);
        words
            .flat_map(str::bytes)
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
    }

    #[test]
    fn everything_that_is_agreed_to_has_a_letter() {
        for subject in Subject::ALL {
            let letter = newest(*subject).unwrap();
            assert_eq!(find(letter.id), Some(letter));
            assert_eq!(in_use(*subject, letter.since), Some(letter));
            assert_eq!(in_use(*subject, date(2026, 10, 31)), None);
        }
    }

    /// 工作规范, 个人信息保护法 第十四至十七条: what each letter has to tell.
    #[test]
    fn each_letter_says_that_it_is_voluntary_what_goes_on_and_how_to_take_it_back() {
        for letter in LETTERS {
            let all: String =
                letter.clauses.iter().map(|one| format!("{}{}", one.heading, one.text)).collect();
            for told in ["由您决定", "不同意会怎样", "都不受影响", "看病、吃药、免费服药", "随时"]
            {
                assert!(all.contains(told), "{told} in {}", letter.id);
            }
            // words-ok: what must not occur is named so that it can be looked for.
            for hurts in ["必须", "否则", "后果", "责任自负", "病人"] {
                assert!(!all.contains(hurts), "{hurts} in {}", letter.id);
            }
        }
    }
}
