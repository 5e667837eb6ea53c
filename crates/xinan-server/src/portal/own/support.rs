//! 可以得到的帮助 — what support there is in the nation, with what it rests on. No sums: they are the county's to say.

use xinan_domain::text::Lang;

use crate::texts;

/// A text of the catalogue.
type Words = fn(Lang) -> &'static str;

/// One kind of support: its name, what it is and whom to ask, and what it rests on (domain 8).
pub(super) struct Support {
    pub(super) name: Words,
    pub(super) what: Words,
    pub(super) basis: Words,
}

/// All of them, what most people ask for first.
pub(super) const ALL: [Support; 8] = [
    Support { name: texts::help_visits, what: texts::help_visits_what, basis: texts::help_visits_basis },
    Support {
        name: texts::help_medicine,
        what: texts::help_medicine_what,
        basis: texts::help_medicine_basis,
    },
    Support {
        name: texts::help_insurance,
        what: texts::help_insurance_what,
        basis: texts::help_insurance_basis,
    },
    Support {
        name: texts::help_certificate,
        what: texts::help_certificate_what,
        basis: texts::help_certificate_basis,
    },
    Support { name: texts::help_relief, what: texts::help_relief_what, basis: texts::help_relief_basis },
    Support {
        name: texts::help_guardian,
        what: texts::help_guardian_what,
        basis: texts::help_guardian_basis,
    },
    Support {
        name: texts::help_rehabilitation,
        what: texts::help_rehabilitation_what,
        basis: texts::help_rehabilitation_basis,
    },
    Support { name: texts::help_family, what: texts::help_family_what, basis: texts::help_family_basis },
];
