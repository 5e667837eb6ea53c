//! What a guardian reads at the own door: of the ward by name, where the person reads of oneself (`portal`).

use xinan_domain::texts;

texts! {
    ward_access(name: &str) = "谁看过{name}的记录", "Who has looked at the record of {name}";
    ward_agreed(name: &str) = "{name}同意过什么", "What {name} agreed to";
    ward_agreed_change(name: &str) = "{name}同意了也可以改主意，跟村医或卫生院说一声就行。不同意，不会少给{name}看病和领药。", "{name} may change this decision at any time; tell the village doctor or the health centre. Whatever is decided, treatment and medicine stay.";
    ward_agreed_means(name: &str) = "意思是：村医或卫生院定期来看{name}、打电话，问问吃药和身体，需要时帮着找专科医生。", "It means that the village doctor or the health centre visits or calls {name} regularly, asks about medicine and health, and helps to see a specialist.";
    ward_emergency_means(name: &str) = "意思是：万一{name}的病情突然加重，医务人员可以按事先说好的办法马上帮忙，先告诉{name}和监护人为什么。", "It means that, should it suddenly get worse, medical staff may help {name} at once in the way that was talked over, and say why first.";
    ward_examination_means(name: &str) = "意思是：{name}每年免费体检一次，可以和随访一起做，结果告诉{name}和监护人。", "It means a free examination of {name} once a year, together with a visit if you like; {name} and the guardian are told the results.";
    ward_sharing_means(name: &str) = "意思是：给{name}办补助、残疾人证、报销这类事时，可以把办这件事必需的信息告诉民政、残联等部门，少跑几趟。不提供病情经过、用药和随访内容。", "It means that what is needed for relief, a certificate or insurance for {name} may be told to the department that gives it, which saves some ways. Not how the illness went, the medicine or what was said at visits.";
    ward_agreed_nothing(name: &str) = "还没有记下{name}同意或不同意什么。", "Nothing is on record that {name} agreed to or not.";
    ward_diagnosis_explained(name: &str) = "诊断是医生当时的判断。不明白的，下次见面请医生讲一讲；不同意的，可以请求更正，或者陪{name}再看一次医生。", "A diagnosis is what a doctor judged then. If you do not understand it, ask at the next visit; if you disagree, ask for a correction or see another doctor with {name}.";
    ward_exam_yearly(name: &str) = "{name}每年可以免费体检一次。", "A free examination is there for {name} every year.";
    ward_explained(name: &str) = "您是监护人，这里写的都是{name}的事。", "You are a guardian; what stands here is about {name}.";
    ward_has_certificate(name: &str, grade: &str) = "{name}已经办了残疾人证（{grade}）。", "{name} has a disability certificate ({grade}).";
    ward_medicine_ask(name: &str) = "{name}符合条件的，可以免费领药，领药时间请问村医或卫生院。", "Medicine for {name} is free where the conditions are met; ask the village doctor or the health centre when it is given out.";
    ward_next_late(name: &str, day: &str) = "{day}前该来看{name}的，还没有记到。可以打电话问一问。", "A visit to {name} was due by {day} and is not on record. You can call and ask.";
    ward_next_nothing(name: &str) = "{name}现在没有安排好的事。需要帮助随时联系卫生院。", "Nothing is planned for {name} now. Call the health centre whenever help is needed.";
    ward_next_offer(name: &str) = "{name}没有参加随访服务。什么时候想参加，跟村医或卫生院说一声就行；领药和看病不受影响。", "{name} does not take part in visits. Whenever that is wished, tell the village doctor or the health centre; medicine and treatment do not depend on it.";
    ward_next_sought(name: &str) = "卫生院一直想联系{name}。方便的时候请打个电话，报个平安。", "The health centre would like to hear from {name}. Please call when you can.";
    ward_next_until(name: &str, day: &str) = "{day}前，医生会来看{name}，或者打电话", "A doctor will visit or call {name} by {day}";
    ward_phone(name: &str) = "{name}的电话", "The telephone of {name}";
    ward_reached(name: &str) = "怎么联系{name}", "How {name} is reached";
    ward_record(name: &str) = "{name}的记录", "The record of {name}";
    ward_visit_not_met(name: &str) = "这次没有见到{name}", "{name} was not met";
    ward_who_cares(name: &str) = "谁在照应{name}", "Who cares for {name}";
}
