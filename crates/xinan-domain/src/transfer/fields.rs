//! The fields of sending and of accepting.

use super::MoveReason;
use crate::answers::Need::{Conditional, Optional, Required};
use crate::answers::{Field, Kind, Need};
use crate::code::Code;
use crate::duty::Told;

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

// texts-ok: the labels of the fields stand with the fields, in both languages, as those of the official forms do.
/// Of sending, in the order of the page.
pub const SENDING: &[Field] = &[
    f("sent_on", "流转日期", "Day", Kind::Day, Required),
    f("reason", "原因", "Reason", Kind::One(MoveReason::ITEMS), Required),
    f("to_region", "迁到本县哪个乡镇", "To which township of the county", Kind::Text(9), Conditional),
    f("to_place", "外县的地址和机构", "Place and body in another county", Kind::Text(100), Conditional),
    f("address", "现住址", "Address there", Kind::Text(100), Optional),
    f("phone", "联系电话", "Telephone there", Kind::Phone, Optional),
    f("told", "已告知", "Told already", Kind::Many(Told::ITEMS), Optional),
    f("note", "交接说明", "What to mind", Kind::Text(300), Optional),
];

/// Of accepting.
pub const ACCEPTING: &[Field] = &[
    f("accepted_on", "接收日期", "Day", Kind::Day, Required),
    f("village", "村（居）委会", "Village", Kind::Text(12), Required),
    f("address", "现住址", "Address", Kind::Text(100), Required),
    f("phone", "本人电话", "Telephone", Kind::Phone, Optional),
    f("note", "备注", "Remark", Kind::Text(200), Optional),
];

/// Of what a body of another county answered.
pub const ANSWERING: &[Field] = &[
    f("accepted_on", "接收日期", "Day", Kind::Day, Required),
    f("body", "接收机构和经办人", "Body and person there", Kind::Text(100), Required),
    f("note", "备注", "Remark", Kind::Text(200), Optional),
];
