//! Answers that are no answers, or not whole: none is taken for one.

use amazon_pay_wasm::error::{Error, ErrorKind, Executed};
use amazon_pay_wasm::protocol::response::{self, Answer};
use amazon_pay_wasm::protocol::slots::Slots;

use crate::calls::operation;
use crate::refusals::well_worded;

pub const GOOD: &str = "<?xml version=\"1.0\"?><AuthorizeResponse xmlns=\"http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01\">\
    <AuthorizeResult><AuthorizationDetails><AmazonAuthorizationId>S01-1-A1</AmazonAuthorizationId>\
    <SellerAuthorizationNote>a &amp; <![CDATA[b]]> é😀</SellerAuthorizationNote>\
    <AuthorizationAmount><CurrencyCode>USD</CurrencyCode><Amount>1.00</Amount></AuthorizationAmount>\
    <AuthorizationStatus><State>Open</State></AuthorizationStatus><IdList/></AuthorizationDetails></AuthorizeResult>\
    <ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></AuthorizeResponse>";
pub const FAULT: &str = "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameterValue</Code><Message>no</Message></Error>\
    <RequestId>id</RequestId></ErrorResponse>";

pub fn read(status: u16, body: &str) -> Result<Answer, Error> {
    let found = response::read(operation("Authorize"), status, body, &mut Slots::default());
    if let Err(error) = &found {
        well_worded(error);
        assert_eq!((error.kind, error.executed), (ErrorKind::Response, Executed::Unknown));
    }
    found
}

#[track_caller]
pub fn unreadable(status: u16, body: &str, code: &str, words: &[&str]) {
    let error = read(status, body).expect_err("it was read");
    assert_eq!(error.code, code, "{}", error.message);
    for word in words {
        assert!(error.message.contains(word), "{word:?} is not in {:?}", error.message);
    }
}

/// An answer with this inside its result, beside the details.
pub fn answer_with(inside: &str) -> String {
    GOOD.replacen("</AuthorizeResult>", &format!("{inside}</AuthorizeResult>"), 1)
}

#[test]
fn the_good_answer_is_good() {
    assert_eq!(read(200, GOOD), Ok(Answer::Value));
    assert_eq!(read(400, FAULT), Ok(Answer::Fault));
    assert_eq!(read(200, &answer_with("<More/>")), Ok(Answer::Value));
}

#[test]
fn bodies_that_are_no_answer() {
    for status in [200, 400, 503] {
        for body in ["", " ", "\r\n\t"] {
            unreadable(status, body, "empty", &["empty"]);
        }
        for body in ["\u{feff}", "\u{feff} \n"] {
            assert!(read(status, body).is_err());
        }
    }
    for body in ["Service Unavailable", "{\"error\":\"no\"}", "null", "S01-1112223-3334445"] {
        for status in [200, 502] {
            unreadable(status, body, "not-xml", &["XML"]);
        }
    }
    unreadable(200, "InvalidParameterValue: in words, but the status is good", "not-xml", &["XML"]);
    unreadable(200, "<AuthorizeRespons/>", "other-root", &["operation"]);
    unreadable(200, &GOOD.replace("AuthorizeRes", "CaptureRes"), "other-root", &["operation"]);
    unreadable(
        400,
        "<Error><Code>InvalidParameterValue</Code></Error>",
        "other-root",
        &["operation"],
    );
    for status in [300, 307, 400, 500, 599] {
        unreadable(status, GOOD, "other-status", &["status"]);
    }
    unreadable(
        400,
        "<ErrorResponse><Error><Message>no</Message></Error></ErrorResponse>",
        "no-code",
        &["code"],
    );
    unreadable(400, "<ErrorResponse><Error><Code/></Error></ErrorResponse>", "no-code", &["code"]);
    unreadable(400, "<ErrorResponse/>", "no-code", &["code"]);
}

#[test]
fn pages_in_html() {
    let page = "<html><head><title>503 Service Unavailable</title></head><body><h1>Sorry</h1><p>Come back<br/>later &amp; rest</p></body></html>";
    for status in [200, 403, 503] {
        unreadable(status, page, "other-root", &["operation"]);
        for doctype in ["<!DOCTYPE html>", "<!doctype html>\n"] {
            assert!(read(status, &format!("{doctype}{page}")).is_err());
        }
        for broken in [
            "<html><body><p>no end",
            "<HTML><BODY><BR>x</BODY></HTML>",
            "<html><img src=x><hr></html>",
        ] {
            assert!(read(status, broken).is_err(), "{broken}");
        }
    }
}

#[test]
fn answers_that_lack_what_always_stands_there() {
    unreadable(200, "<AuthorizeResponse/>", "incomplete", &["AuthorizeResult"]);
    unreadable(
        200,
        "<AuthorizeResponse><AuthorizeResult/></AuthorizeResponse>",
        "incomplete",
        &["AuthorizationDetails"],
    );
    unreadable(
        200,
        "<AuthorizeResponse><AuthorizeResult><CaptureDetails><AmazonCaptureId>x</AmazonCaptureId></CaptureDetails></AuthorizeResult></AuthorizeResponse>",
        "incomplete",
        &["AuthorizationDetails"],
    );
}

#[test]
fn an_answer_cut_anywhere_is_no_answer() {
    for (status, whole) in [(200, GOOD), (400, FAULT), (200, FAULT)] {
        for (cut, _) in whole.char_indices() {
            let (part, _) = whole.split_at(cut);
            let found = read(status, part);
            assert!(found.is_err(), "{found:?} from {part}");
        }
    }
    for status in [200, 400, 503] {
        for (cut, _) in GOOD.char_indices().skip(1) {
            assert!(
                read(status, GOOD.split_at(cut).1).is_err() || cut <= GOOD.find("<Auth").unwrap()
            );
        }
    }
}

#[test]
fn structure() {
    for body in [
        format!("{GOOD}<AuthorizeResponse/>"),
        format!("{GOOD}{GOOD}"),
        format!("{GOOD}<x/>"),
        GOOD.replace("</State>", "</Stat>"),
        GOOD.replace("</State></AuthorizationStatus>", "</AuthorizationStatus></State>"),
        GOOD.replace("</AuthorizeResult>", ""),
        format!("{GOOD}</AuthorizeResponse>"),
        GOOD.replace("<State>", "<n:State>"),
        GOOD.replace("<State>", "<State"),
        GOOD.replace("<State>", "< State>"),
        GOOD.replace("<![CDATA[b]]>", "<![CDATA[b"),
        GOOD.replace("<IdList/>", "<!-- no end"),
        FAULT.replace("</Error>", ""),
        format!("{FAULT}{FAULT}"),
    ] {
        for status in [200, 400] {
            let found = read(status, &body);
            assert!(found.is_err(), "{found:?} from {body}");
        }
    }
    unreadable(200, &format!("{GOOD}{GOOD}"), "malformed", &["XML"]);
    unreadable(200, &GOOD.replace("</State>", "</Stat>"), "malformed", &["XML"]);
}
