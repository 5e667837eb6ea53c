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
        /// 精神科医师: sees whom he or she reviews, treats or advises on, and nobody else.
        Psychiatrist "psychiatrist",
        /// 派出所民警: asks about one person because of one live matter; sees no list and no record.
        PoliceOfficer "police_officer",
        /// 政法委、综治中心: reads counts of a county or township, and no list of people.
        CoordinatingOffice "coordinating_office",
        /// 民政: reads counts, and lists that were handed over for a relief.
        CivilAffairs "civil_affairs",
        /// 残联: the same, for subsidies and rehabilitation.
        DisabledFederation "disabled_federation",
        /// 财政: the same, for payments.
        Finance "finance",
        /// 系统管理员: keeps institutions, accounts and posts, and sees nobody's record.
        SystemAdministrator "system_administrator",
        /// 安全保密管理员: confirms posts, ends sessions, sees how keys and log stand; sees nobody's record.
        SecurityAdministrator "security_administrator",
        /// 安全审计员: reads the log, in which records are numbers; sees nobody's record.
        AuditAdministrator "audit_administrator",
    }
}

words! {
    /// Something that can be done with records.
    Action {
        /// See what is to be done by one's post, and by when.
        SeeTasks "task.read",
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
        /// Close a record while the person lives: a diagnosis was withdrawn, there are two records, there should be none. And open
        /// one again that was closed.
        CloseRecord "record.close",
        /// Record a call or an attempt.
        RecordContact "contact.record",
        /// Note that a loss was reported or the care group told, or take such a note back.
        RecordNotice "notice.record",
        /// See what was agreed to, with the scanned sheets.
        ReadConsents "consent.read",
        /// Record what somebody decided about consent, and add a scanned sheet.
        RecordConsent "consent.record",
        /// Record that somebody was informed under 精神卫生法 第三十条第二款第二项, which ends the asking.
        InformConsent "consent.inform",
        /// Take back an entry of consent that was made in the same post, as a mistake.
        CorrectConsent "consent.correct",
        /// The same with an entry that others made.
        CorrectConsentOfOthers "consent.correct_others",
        /// Record an exam or a result of a laboratory.
        RecordExamination "examination.record",
        /// Correct or take back one that was recorded in the same post.
        CorrectExamination "examination.correct",
        /// The same with one that others recorded, or that came in a workbook.
        CorrectExaminationOfOthers "examination.correct_others",
        /// See to a finding that a doctor should see soon, and note what was done.
        SeeToAlert "examination.see_to",
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
        /// Send the record of somebody who has moved to where he or she lives now, and take it back.
        SendTransfer "transfer.send",
        /// Accept such a record, or send it back.
        AcceptTransfer "transfer.accept",
        /// Record that somebody was admitted to hospital, on which ground, and that he or she left.
        RecordStay "stay.record",
        /// Correct an admission, or take back what was recorded of a stay.
        CorrectStay "stay.correct",
        /// Enter 出院信息单.
        RecordDischargeForm "discharge_form.record",
        /// Refer somebody to a hospital, and take the slip back.
        SendReferral "referral.send",
        /// Note that somebody referred has come, and enter the slip back.
        AnswerReferral "referral.answer",
        /// Ask the psychiatrists of a hospital for guidance about somebody, and close it.
        AskGuidance "guidance.ask",
        /// Answer such a question.
        AnswerGuidance "guidance.answer",
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
        /// See how safe the county's accounts are: sessions, held-up sign-ins, second factors, keys, the log's checkpoint.
        SeeSecurity "security.read",
        /// End somebody's session.
        EndSession "session.end_other",
        /// Confirm a post that a system administrator has given, or refuse it.
        ConfirmPost "post.confirm",
        /// Read the log of the county. Records are numbers in it.
        ReadLog "log.read",
        /// Take entries of the log out as a workbook.
        ExportLog "log.export",
        /// Issue and end cards of the person's own door, for the person or a guardian.
        IssueCard "card.issue",
        /// See and answer what somebody asked for at the own door.
        AnswerRequest "portal.answer",
        /// Keep something from the person's own reading for a time, on a doctor's word.
        KeepException "exception.keep",
        /// Say that a person is to be safe from a guardian, or no longer.
        KeepSafety "safety.keep",
        /// See the register of what left the territory.
        SeeDisclosures "disclosure.read",
        /// Agree, or not, to what a colleague asks to take out.
        ApproveDisclosure "disclosure.approve",
        /// Open the little that helps of somebody out of reach, for a short time.
        OpenInEmergency "emergency.open",
        /// Look at what was opened in an emergency, and say whether there was need.
        ReviewEmergency "emergency.review",
        /// As the police: ask about one person because of one live matter.
        AskAboutOne "police.ask",
        /// As the privacy officer: look at what the police asked, and say whether it was lawful. Says not about whom.
        JudgePoliceLook "police.review",
        /// See what the police asked about the people of the territory, and write down what was done.
        AnswerHelp "help.answer",
        /// As another department: read counts of the territory, without whatever would speak of a few people.
        SeeFigures "figures.read",
        /// As another department: read a list that was handed over to this very post.
        ReadHandedList "handed_list.read",
        /// Report a clue: somebody who may need help. Says nothing of who is registered.
        ReportClue "clue.report",
        /// See the clues of the territory, with the records that may be meant where these may be read.
        SeeClues "clue.read",
        /// Rule a clue out with a reason, ask a psychiatrist, or tie it to a record.
        JudgeClue "clue.judge",
        /// The same for a township that asks: to compare with the records of the whole county.
        JudgeAtCounty "clue.judge_at_county",
        /// Enter what a psychiatrist found.
        ReviewClue "clue.review",
        /// Begin a survey, and end it.
        BeginSurvey "survey.begin",
        /// See the surveys that ask one's villages, and enter that a village was asked to its end.
        RecordSurvey "survey.record",
        /// Report that somebody is in need at once.
        ReportDisposal "disposal.report",
        /// See what is known of it, what was done, and what is due.
        SeeDisposal "disposal.read",
        /// Enter who was told, what was done, how it ended and how the person was afterwards.
        KeepDisposal "disposal.keep",
        /// Write the official record of it.
        RecordDisposal "disposal.record",
    }
}

words! {
    /// How the record that is asked for stands to the one who asks.
    Relation {
        /// The person lives in the territory of the post.
        Territory "territory",
        /// So, and this very member of staff entered today what is asked for, or asked for what is to be judged.
        OwnEntry "own_entry",
        /// The person lives elsewhere.
        Elsewhere "elsewhere",
        /// The person is in the hands of this psychiatrist or of this hospital now: to be reviewed, admitted, referred, or
        /// asked advice for.
        Treats "treats",
    }
}

words! {
    /// A way to look at a record. Who may take which is what [`Action`] and the person's own door decide.
    View {
        /// Pages, lists and papers of whoever cares for the person in the territory.
        Record "record",
        /// The card of an emergency, for somebody out of reach.
        EmergencyCard "emergency_card",
        /// The card of a live matter of the police.
        PoliceCard "police_card",
        /// A list that was handed over to another department.
        DepartmentList "department_list",
        /// The person, at the own door.
        Person "person",
        /// A guardian, there.
        Guardian "guardian",
        /// A guardian from whom the person is to be safe, there.
        GuardianKeptApart "guardian_kept_apart",
    }
}

words! {
    /// A group of fields of a record (domain 7.3).
    Group {
        /// Name, sex, birth date, identity number.
        Identity "identity",
        /// Address, telephone, village, and whatever else leads to where the person is.
        Whereabouts "whereabouts",
        /// Who the guardian is.
        Guardian "guardian",
        /// The guardian's telephone: whom to call.
        GuardianPhone "guardian_phone",
        /// The diagnosis, and who made it.
        Diagnosis "diagnosis",
        /// Medicine and its adverse reactions.
        Medicine "medicine",
        /// Grade of risk and class.
        Risk "risk",
        /// What somebody wrote of the person: at a visit, at a call, with a correction.
        Words "words",
        /// What was agreed to, by whom.
        Consent "consent",
        /// Why something is kept from whom: reasons of the safety flag and of a doctor's exception.
        Protection "protection",
    }
}

/// Where the answer stands whether a view shows a group of fields.
pub(crate) const fn place_shown(view: View, group: Group) -> usize {
    view as usize * Group::ALL.len() + group as usize
}

/// Where the answer stands whether two posts may be held beside one another.
pub(crate) const fn place_beside(held: Post, other: Post) -> usize {
    held as usize * Post::ALL.len() + other as usize
}

/// Where the answer to a question stands in the table.
pub(crate) const fn place(post: Post, action: Action, relation: Relation) -> usize {
    (post as usize * Action::ALL.len() + action as usize) * Relation::ALL.len() + relation as usize
}
