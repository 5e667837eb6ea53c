//! Whom one tells of a loss, or of somebody who needs more support.
//!
//! Source: 工作规范 失访 (a written report at once to the township's coordination and the care group, and to the
//! prevention body above), 分类干预. What they are told is the least that they must know.

use crate::codes;

codes! {
    /// 报告、告知对象.
    Told {
        CareGroup = 1 "关爱帮扶小组" "care group",
        Township = 2 "乡镇（街道）" "township or subdistrict",
        VillageCommittee = 3 "村（居）委会" "village or residents' committee",
        Police = 4 "派出所" "police station",
        PreventionBody = 5 "上级精防机构" "prevention body above",
    }
}
