//! Settings and answers; what goes on between two houses is tested through the front door (`xinan-server`).

use super::*;

fn settings(issuer: &str) -> Settings {
    Settings {
        issuer: issuer.to_owned(),
        client_id: "xinan".to_owned(),
        client_secret: "a secret".to_owned(),
        roots: None,
        patience: Duration::from_secs(1),
    }
}

#[test]
fn settings_that_cannot_work_are_refused_at_once() {
    for issuer in
        ["https://idp.example", "https://idp.example/realms/a/", "http://localhost:9000", "http://[::1]:9000"]
    {
        assert_eq!(Provider::new(settings(issuer)).unwrap().issuer(), issuer);
    }
    for issuer in [
        "",
        "idp.example",
        "http://idp.example",
        "http://127.0.0.1.example",
        "https://",
        "https://idp.example/?a=1",
        "https://idp.example/#a",
        "ftp://idp.example",
    ] {
        assert!(Provider::new(settings(issuer)).is_err(), "{issuer}");
    }
    for empty in [
        Settings { client_id: String::new(), ..settings("https://idp.example") },
        Settings { client_secret: String::new(), ..settings("https://idp.example") },
        Settings { roots: Some(Vec::new()), ..settings("https://idp.example") },
    ] {
        assert!(Provider::new(empty).is_err());
    }
}

#[test]
fn an_answer_to_a_code_is_a_token_or_a_reason() {
    let answer = |status: u16, body: &'static str| {
        token_in(&Response::builder().status(status).body(Bytes::from_static(body.as_bytes())).unwrap())
    };
    assert_eq!(answer(200, "{\"id_token\":\"a.b.c\",\"access_token\":\"x\"}").unwrap(), "a.b.c");
    let told = |word: &str| Err(refused(format!("the code was not taken: {word}")));
    assert_eq!(
        answer(400, "{\"error\":\"invalid_grant\",\"error_description\":\"x\"}"),
        told("invalid_grant")
    );
    assert_eq!(answer(401, "{\"error\":\"a\\n<b>\"}"), told("ab"));
    assert_eq!(answer(200, "{}"), Err(refused("no identity came for the code")));
    for (status, body) in
        [(200, ""), (200, "{\"id_token\":7}"), (400, ""), (500, "{\"error\":\"x\"}"), (302, "")]
    {
        assert!(matches!(answer(status, body), Err(Error::Away(_))), "{status} {body}");
    }
}

#[test]
fn a_secret_is_written_as_forms_are() {
    assert_eq!(encoded("a b:c/密"), "a+b%3Ac%2F%E5%AF%86");
    assert_eq!(encoded(""), "");
}
