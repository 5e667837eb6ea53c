//! How long cards, answers and exceptions of the person's own door last, as part of the catalogue. No norm says it: the
//! values are ours (docs/decisions/0032), and a region sets its own.

use super::catalogue::{free, number};
use super::kind::Place;
use super::{Parameter, Unit, Value};
use crate::duty::Basis::Low;

pub(super) fn portal() -> Vec<Parameter> {
    use Unit::{Days, Months};
    const OURS: &str = "本系统（docs/decisions/0032）";
    vec![
        free(
            "portal.card_months",
            ["本人查询卡有效期", "how long a card of the own door opens"],
            (Months, 60),
            number!(portal.card_months),
            (None, Low, OURS),
        ),
        free(
            "portal.answer_days",
            ["本人请求答复期限", "limit, answering a request"],
            (Days, 60),
            number!(portal.answer_days),
            (None, Low, OURS),
        ),
        free(
            "portal.exception_months",
            ["医疗上暂不提供的最长期限", "how long something is kept back at most"],
            (Months, 12),
            number!(portal.exception_months),
            (None, Low, OURS),
        ),
    ]
}
