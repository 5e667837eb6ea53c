//! Buttons and links that look like them. One primary button a view.

use maud::{Markup, html};

use super::icons::{Icon, icon};

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// The one thing to do here.
    Primary,
    /// Also possible.
    #[default]
    Plain,
    /// Possible, but rarely meant.
    Quiet,
    /// Asks for help, or takes something back.
    Warm,
}

/// A button or link: what it says and how it looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Button<'a> {
    label: &'a str,
    icon: Option<Icon>,
    look: Look,
    small: bool,
    key: Option<char>,
}

impl<'a> Button<'a> {
    /// A plain button with this label.
    pub fn new(label: &'a str) -> Self {
        Self { label, ..Self::default() }
    }

    /// The one primary button of the view.
    pub fn primary(label: &'a str) -> Self {
        Self { label, look: Look::Primary, ..Self::default() }
    }

    /// With this look.
    #[must_use]
    pub fn look(self, look: Look) -> Self {
        Self { look, ..self }
    }

    /// With an icon before the words.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// Small, for rows and cards.
    #[must_use]
    pub fn small(self) -> Self {
        Self { small: true, ..self }
    }

    /// Pressed by this key as well (`keys.js`), and says so.
    #[must_use]
    pub fn key(self, key: char) -> Self {
        Self { key: Some(key), ..self }
    }

    /// As a link. Reading is a link, changing is a form.
    pub fn link(&self, href: &str) -> Markup {
        html! { a class=(self.class()) href=(href) data-key=[self.data_key()] { (self.inside()) } }
    }

    /// As a link to a paper, which opens beside the page and not instead of it.
    pub fn paper(&self, href: &str) -> Markup {
        html! {
            a class=(self.class()) href=(href) target="_blank" rel="noopener" data-key=[self.data_key()] {
                (self.inside())
            }
        }
    }

    /// As the button that sends the form around it.
    pub fn submit(&self) -> Markup {
        html! { button class=(self.class()) type="submit" data-key=[self.data_key()] { (self.inside()) } }
    }

    /// As one of several buttons of a form, each with its own answer.
    pub fn choice(&self, name: &str, value: &str) -> Markup {
        html! {
            button class=(self.class()) type="submit" name=(name) value=(value) data-key=[self.data_key()] {
                (self.inside())
            }
        }
    }

    /// As an answer that is offered to a question of the form around it: taken at once where scripts run
    /// (`keys.js`), else by sending the form with the answer under `name`, for the server to put in.
    pub fn offer(&self, question: &str, name: &str, value: &str) -> Markup {
        html! {
            button class=(self.class()) type="submit" name=(name) value=(value)
                data-takes=(question) data-key=[self.data_key()] { (self.inside()) }
        }
    }

    /// As a form of its own with one button: an act that needs no other answer.
    pub fn post(&self, action: &str, csrf: &str, hidden: &[(&str, &str)]) -> Markup {
        html! {
            form.inline method="post" action=(action) {
                (super::form::hidden(csrf, hidden))
                (self.submit())
            }
        }
    }

    fn class(&self) -> String {
        let look = match self.look {
            Look::Primary => " primary",
            Look::Plain => "",
            Look::Quiet => " quiet",
            Look::Warm => " warm",
        };
        format!("btn{look}{}", if self.small { " sm" } else { "" })
    }

    fn data_key(&self) -> Option<String> {
        self.key.map(|key| key.to_lowercase().to_string())
    }

    fn inside(&self) -> Markup {
        html! {
            @if let Some(one) = self.icon { (icon(one)) }
            (self.label)
            @if let Some(key) = self.key { " " kbd.desk-only aria-hidden="true" { (key) } }
        }
    }
}

/// A telephone link. The number is in the address, not on the screen.
pub fn call(label: &str, number: &str, small: bool) -> Markup {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let button = Button::new(label).icon(Icon::Call);
    let button = if small { button.small() } else { button };
    button.link(&format!("tel:{digits}"))
}

/// Buttons side by side.
pub fn acts(buttons: &[Markup]) -> Markup {
    html! { div.acts { @for one in buttons { (one) } } }
}
