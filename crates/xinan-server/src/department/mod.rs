//! 其他部门 — what civil affairs, the disabled persons' federation, finance and the coordinating office see: types of their own.
//!
//! Source: 精神卫生法 第八条 (who coordinates, and which departments have a part) and 第二十四条第二款 (an information mechanism,
//! no access to records); 个人信息保护法 第六条 and 第三十四条 (the least, and within the duty); our fact sheet §7.3. A post of
//! another department opens no record, no list and no search of ours. It reads counts of its county or township
//! ([`figures`]), in which nothing speaks of a few people; and where relief and subsidies ask for names, the lists that were
//! handed over to it ([`lists`]).

pub mod figures;
pub mod lists;
