//! 流转.

use xinan_domain::texts;

texts! {
    look_transfer_accepted = "接收流转", "accepted the transfer";
    look_transfer_read = "看流转单", "read the transfer";
    look_transfer_returned = "退回流转", "sent the transfer back";
    saved_transfer = "已接收，纳入本地服务。请在两周内首次随访。", "Accepted. Please visit for the first time within two weeks.";
    transfer_accept = "接收", "Accept";
    transfer_accept_do = "接收，纳入本地服务", "Accept into care here";
    transfer_address = "现住址", "Address there";
    transfer_because = "原因", "Reason";
    transfer_do = "发出流转", "Send";
    transfer_done_elsewhere = "已记下外县接收，本县的档案已结案。", "Accepted in another county; the record is closed here.";
    transfer_done_returned = "已退回，原乡镇会收到。", "Sent back; the township that sent it is told.";
    transfer_done_seen = "已记下。", "Noted.";
    transfer_done_sent = "已发出。对方接收前，请继续电话随访。", "Sent. Until it is accepted, please go on by telephone.";
    transfer_done_taken_back = "已撤回，继续在本地服务。", "Taken back; care goes on here.";
    transfer_elsewhere = "外县已经接收", "Accepted in another county";
    transfer_elsewhere_do = "记下接收并结案", "Note it and close the record";
    transfer_elsewhere_explained = "和对方机构核实已经建档、有人随访以后再填。填好后，本县不再随访，记录都保留。", "Fill this in once the body there has said that there is a record and somebody visits. Nothing is due here any more; everything is kept.";
    transfer_explained = "已知住处、搬到别处或长期外出的，把档案流转给现住地。对方接收前，档案仍由本地负责，继续电话随访。对方接收前只看到姓名、联系方式和交接说明，看不到病情。", "Whoever lives elsewhere and is known where is cared for there. Until it is accepted the record stays here, and calls go on. Before accepting, the other side reads name, contact and note, and no finding.";
    transfer_from = "从哪里来", "From";
    transfer_grave = "最近一次病情不稳定，或需要立即处理：流转前后请马上告知县精防办和关爱帮扶小组；有危险时拨 110、120。只说必须知道的。", "Unstable at the last visit, or something is to be done at once: please tell the county office and the care group now, and call 110 or 120 in danger. Say only what they must know.";
    transfer_late = "这次流转已经有了结果，没有改动。", "This transfer has been answered; nothing was changed.";
    transfer_meanwhile = "对方接收前，请继续电话随访，并和对方的精防医生保持联系。", "Until it is accepted, please go on by telephone and keep in touch with the worker there.";
    transfer_note = "交接说明", "What to mind";
    transfer_note_hint = "怎么联系、要注意什么；不写病情", "How to reach them, what to mind; no findings";
    transfer_print = "打印流转单", "Print the slip";
    transfer_phone = "联系电话", "Telephone";
    transfer_phone_hint = "在那边能联系到本人或家里人的电话", "By which the person or the family is reached there";
    transfer_place_hint = "如：广东省深圳市福田区，福田街道社区卫生服务中心", "Such as: Futian district of Shenzhen, the community health centre";
    transfer_read = "知道了", "I have read it";
    transfer_reason(office: &str) = "流转接收：{office}", "Transfer accepted: {office}";
    transfer_return = "不在本地住，退回", "Not living here: send back";
    transfer_return_do = "退回", "Send back";
    transfer_send = "流转", "Send to another place";
    transfer_sent_on = "流转日期", "Sent on";
    transfer_slip = "流转单", "Transfer";
    transfer_slip_explained = "请先联系本人，核实在本地住。接收后能看到全部记录，两周内首次随访。", "Please call first and make sure that the person lives here. Once accepted, the whole record opens; the first visit is within two weeks.";
    transfer_take_back = "撤回流转", "Take it back";
    transfer_to = "到哪里去", "To";
    transfer_to_person = "打开档案", "Open the record";
    transfer_to_where(place: &str) = "流转到{place}", "To {place}";
    transfer_told = "已告知", "Told already";
    transfer_told_hint = "病情不稳定或危险性 3 级以上的，离开前后要马上告知", "At once, when unstable or graded three or more";
    transfer_waits = "待接收", "Not yet accepted";
    transfer_why = "原因", "Why";
    transfers_all = "查看流转记录", "See the transfers";
    transfers_none = "没有流转记录。", "No transfers.";
    transfers_title = "流转记录", "Transfers";
    transferring(since: &str) = "{since}起流转中：对方接收前，继续电话随访。", "Moving since {since}: until it is accepted, go on by telephone.";
}
