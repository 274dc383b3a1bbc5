//! Answers made to exhaust who reads them: entities, depth, size.

use amazon_pay_wasm::protocol::response::{self, Answer};
use amazon_pay_wasm::protocol::slots::Slots;
use amazon_pay_wasm::wire::xml::MOST_BYTES;

use crate::answers::{FAULT, GOOD, answer_with, read, unreadable};
use crate::calls::operation;

#[test]
fn bombs() {
    let laughs: String = (1..=9)
        .map(|n| format!("<!ENTITY lol{n} \"{}\">", format!("&lol{};", n - 1).repeat(10)))
        .collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE AuthorizeResponse [<!ENTITY lol0 \"lol\">{laughs}]>{}",
        GOOD.replace("<?xml version=\"1.0\"?>", "").replace("&amp;", "&lol9;")
    );
    unreadable(200, &bomb, "document-type", &["document type"]);
    unreadable(500, &bomb, "document-type", &["document type"]);
    let file = "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><AuthorizeResponse>&x;</AuthorizeResponse>";
    unreadable(200, file, "document-type", &["document type"]);
    for entity in [
        "&lol9;",
        "&nbsp;",
        "&#xD800;",
        "&#x110000;",
        "&#99999999999;",
        "&#;",
        "&#x;",
        "&;",
        "&#0;",
        "&AMP;",
    ] {
        let body = GOOD.replace("&amp;", entity);
        assert!(read(200, &body).is_err(), "{entity}");
    }
    unreadable(200, &GOOD.replace("&amp;", "&lol9;"), "entity", &["entity"]);
    // A document type in the midst of the answer.
    assert!(read(200, &answer_with("<!DOCTYPE x>")).is_err());
}

#[test]
fn depth() {
    let nest = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    for depth in [64, 100, 10_000, 100_000] {
        unreadable(200, &answer_with(&nest(depth)), "too-deep", &["64"]);
        unreadable(200, &nest(depth), "other-root", &[]);
    }
    assert_eq!(read(200, &answer_with(&nest(50))), Ok(Answer::Value));
    unreadable(
        400,
        &FAULT.replace("<Error>", &format!("{}<Error>", "<a>".repeat(10_000))),
        "too-deep",
        &["64"],
    );
    assert!(read(200, &"<a>".repeat(10_000)).is_err(), "and without an end");
    assert!(read(200, &"<AuthorizeResponse>".repeat(10_000)).is_err());
}

#[test]
fn size() {
    let note = "é".repeat(5 << 20);
    let body = GOOD.replace("a &amp; ", &note);
    let mut slots = Slots::default();
    let authorize = operation("Authorize");
    assert_eq!(response::read(authorize, 200, &body, &mut slots), Ok(Answer::Value));
    let value = response::value(authorize, &body, &slots);
    let found = value.text("AuthorizationDetails.SellerAuthorizationNote").unwrap();
    assert_eq!(found.len(), note.len() + "b é😀".len());
    unreadable(200, &format!("{GOOD}{}", " ".repeat(MOST_BYTES)), "too-large", &["32 MB"]);
    let items = "<member>x</member>".repeat(100_001);
    unreadable(
        200,
        &GOOD.replace("<IdList/>", &format!("<IdList>{items}</IdList>")),
        "too-many-items",
        &["too long"],
    );
    let many = "<x/>".repeat(200_000);
    assert_eq!(
        read(200, &answer_with(&many)),
        Ok(Answer::Value),
        "what is not known is passed over"
    );
}
