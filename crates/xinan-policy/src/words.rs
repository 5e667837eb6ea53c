//! The words in which is asked: posts, actions, relations.

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $variant:ident $key:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$about])* $variant,)+
        }

        impl $name {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name in the policies, in the log and on the command line.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)+
                }
            }
        }
    };
}

words! {
    /// The kind of post in which somebody acts.
    Post {
        /// 村医.
        VillageDoctor "village_doctor",
        /// 镇精防医生.
        TownshipWorker "township_worker",
        /// 县精防办.
        CountyOffice "county_office",
        /// 系统管理员: keeps institutions, accounts and posts, and sees nobody's record.
        SystemAdministrator "system_administrator",
    }
}

words! {
    /// Something that can be done with records.
    Action {
        /// See a person's page with findings and medicine.
        SeeCase "case.read",
        /// Record a visit.
        RecordVisit "follow_up.record",
        /// Change a visit of today, correct an older one with a reason, or take one back: one that was entered in the
        /// same post.
        CorrectVisit "follow_up.correct",
        /// The same with a visit that others entered, or that came in a workbook.
        CorrectVisitOfOthers "follow_up.correct_others",
        /// Correct a death: of a visit whose day of entry is past, or one that no visit states.
        CorrectDeath "death.correct",
        /// Correct a loss that no visit states: of a roster, or left behind by a correction of before.
        CorrectLoss "loss.correct",
        /// Record a call or an attempt.
        RecordContact "contact.record",
        /// Note that a loss was reported or the care group told, or take such a note back.
        RecordNotice "notice.record",
        /// Print a person's forms.
        PrintForms "forms.print",
        /// Print the forms of a whole village.
        PrintBatch "forms.print_batch",
        /// See the roster and search in it.
        SeeRoster "roster.read",
        /// Take the roster out as a workbook.
        ExportRoster "roster.export",
        /// Begin the record of a person by hand.
        RegisterPerson "person.register",
        /// Correct what a person's form says.
        EditPerson "person.edit",
        /// Bring workbooks in.
        Import "workbook.import",
        /// See indicators and the people behind them.
        SeeIndicators "indicators.read",
        /// Keep staff: see accounts and posts, begin and end them, give a password that is replaced at the first sign-in.
        KeepStaff "staff.keep",
        /// Hand a territory over from one to another. Says how many people change hands, and not who.
        HandOver "staff.hand_over",
        /// Keep institutions: add, correct, end.
        KeepInstitutions "institution.keep",
        /// Issue and end cards of the person's own door, for the person or a guardian.
        IssueCard "card.issue",
        /// See and answer what somebody asked for at the own door.
        AnswerRequest "portal.answer",
        /// Keep something from the person's own reading for a time, on a doctor's word.
        KeepException "exception.keep",
        /// Say that a person is to be safe from a guardian, or no longer.
        KeepSafety "safety.keep",
    }
}

words! {
    /// How the record that is asked for stands to the one who asks.
    Relation {
        /// The person lives in the territory of the post.
        Territory "territory",
        /// So, and this very member of staff entered today what is asked for.
        OwnEntry "own_entry",
        /// The person lives elsewhere.
        Elsewhere "elsewhere",
    }
}

/// Where the answer to a question stands in the table.
pub(crate) const fn place(post: Post, action: Action, relation: Relation) -> usize {
    (post as usize * Action::ALL.len() + action as usize) * Relation::ALL.len() + relation as usize
}
