//! The boundary of the client's wasm, in Node and in a browser: its exports are called as
//! pkg-template/core.js calls them, with bytes put into wasm memory and cut out of it by JavaScript's
//! own views. It knows what crosses and how; that the content is right, the native tests prove.

// So that clippy takes the functions beside the tests for what they are.
#![cfg(test)]
#![cfg(all(target_arch = "wasm32", not(feature = "sandbox")))]

use amazon_pay_wasm::bindings::client;
use amazon_pay_wasm::model::js_name::js_name;
use amazon_pay_wasm::model::notifications::NOTIFICATIONS;
use amazon_pay_wasm::model::operations;
use amazon_pay_wasm::model::schema::{Field, Kind};
use amazon_pay_wasm::protocol::response::{CODE, MESSAGE, REQUEST_ID, RESULT, TYPE};
use amazon_pay_wasm::protocol::slots::width;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use js_sys::{Array, Int32Array, JsString, Object, Reflect, Uint8Array, WebAssembly};
use serde_json::{Map, Value as Json, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// Epoch milliseconds of the calls.
const NOW: f64 = 1_767_323_045_000.0;
/// Identity and defaults of a caller.
const CALLER: &str = "AKIAINVENTEDEXAMPLE1\0canary-secret\0A3MERCHANTEX01\0\0\
    mws.amazonservices.com\0/OffAmazonPayments_Sandbox/2013-01-01\0USD\0\0payments.amazon.com";
/// An index that neither an operation nor a kind of notification has.
const NO_OPERATION: u32 = 38;

fn buffer() -> JsValue {
    wasm_bindgen::memory().unchecked_into::<WebAssembly::Memory>().buffer()
}

fn pages() -> u32 {
    Uint8Array::new(&buffer()).length() / 65_536
}

/// Makes room, writes the bytes from `offset` on, and gives the length of the whole.
fn write_at(offset: u32, bytes: &[u8]) -> u32 {
    let given = Uint8Array::from(bytes);
    let end = offset + given.length();
    let address = client::input(end);
    Uint8Array::new(&buffer()).set(&given, address + offset);
    end
}

fn write(text: &str) -> u32 {
    write_at(0, text.as_bytes())
}

fn read(address: u32, length: u32) -> String {
    let view = Uint8Array::new_with_byte_offset_and_length(&buffer(), address, length);
    String::from_utf8(view.to_vec()).expect("what comes out is UTF-8")
}

fn index(name: &str) -> u32 {
    let (index, _) = operations::by_name(name).expect("an operation of the table");
    u32::try_from(index).unwrap()
}

/// Prepares these tokens for the caller; gives the body, or nothing.
fn prepare(operation: &str, tokens: &str) -> Option<String> {
    client::identify(write(CALLER));
    let count = u32::try_from(tokens.split('\0').count()).unwrap();
    let made = client::prepare(index(operation), NOW, write(tokens), count);
    (made > 0).then(|| read(client::body(), made))
}

/// An object that JSON can say, and nothing else: no Map, no class.
fn plain(value: &JsValue) -> Json {
    if Array::is_array(value) {
        return Array::from(value).iter().map(|item| plain(&item)).collect();
    }
    if value.is_object() {
        let object: &Object = value.unchecked_ref();
        let prototype = Object::get_prototype_of(value);
        assert!(Object::is(&prototype, &Object::get_prototype_of(&Object::new())), "not plain");
        let mut members = Map::new();
        for key in Object::keys(object).iter() {
            let member = Reflect::get(value, &key).unwrap();
            members.insert(key.as_string().unwrap(), plain(&member));
        }
        return Json::Object(members);
    }
    match (value.as_string(), value.as_f64()) {
        (Some(text), _) => json!(text),
        (_, Some(number)) => json!(number),
        _ => panic!("neither text nor number: {value:?}"),
    }
}

fn codes() -> Vec<String> {
    let issues = plain(&client::issues());
    let issues = issues.as_array().expect("issues are an array");
    issues.iter().map(|issue| issue["code"].as_str().unwrap().to_owned()).collect()
}

/// An answer, cut by JavaScript.
struct Cut {
    numbers: Int32Array,
    xml: JsString,
    side: JsString,
}

impl Cut {
    fn new(xml: &str) -> Self {
        let side = read(client::side(), client::side_length());
        let numbers = Int32Array::new_with_byte_offset(&buffer(), client::slots());
        Self { numbers, xml: xml.into(), side: side.into() }
    }

    fn number(&self, slot: usize) -> i32 {
        self.numbers.get_index(u32::try_from(slot).unwrap())
    }

    fn text(&self, slot: usize) -> Option<String> {
        let (start, end) = (self.number(slot), u32::try_from(self.number(slot + 1)).unwrap());
        let from = u32::try_from(start & i32::MAX).unwrap();
        match start {
            0 => None,
            1.. => Some(String::from(self.xml.substring(from, end))),
            _ => Some(String::from(self.side.substring(from, end))),
        }
    }

    fn record(&self, fields: &[Field], mut slot: usize) -> Json {
        let mut record = Map::new();
        for field in fields {
            if let Some(value) = self.value(&field.kind, slot) {
                record.insert(js_name(field.name).into(), value);
            }
            slot += width(&field.kind);
        }
        Json::Object(record)
    }

    fn value(&self, kind: &Kind, slot: usize) -> Option<Json> {
        let number = usize::try_from(self.number(slot)).unwrap_or(0);
        match kind {
            Kind::Flag => [None, Some(json!(true)), Some(json!(false))][number].clone(),
            Kind::Record(_) | Kind::List(_) if number == 0 => None,
            Kind::Record(shape) => Some(self.record(shape.fields, number)),
            Kind::List(list) => {
                let count = usize::try_from(self.number(number)).unwrap();
                let at = |item| number + 1 + item * width(&list.item);
                (0..count).map(|item| self.value(&list.item, at(item))).collect()
            }
            _ => self.text(slot).map(Json::from),
        }
    }
}

fn interpret(operation: &str, status: u32, xml: &str) -> u32 {
    client::interpret(index(operation), status, write(xml))
}

#[wasm_bindgen_test]
fn a_known_request_has_the_known_signature() {
    let vector: Json =
        serde_json::from_str(include_str!("vectors/signing/get-service-status.json")).unwrap();
    let stages = &vector["stages"];
    let canonical = stages["canonicalQuery"]["text"].as_str().unwrap();
    let caller = format!(
        "AKIAFAKEEXAMPLE00001\0{}\0A1FAKESELLER01\0\0{}\0{}\0USD\0\0payments.amazon.com",
        vector["secret"].as_str().unwrap(),
        vector["host"].as_str().unwrap(),
        vector["path"].as_str().unwrap(),
    );
    client::identify(write(&caller));
    let now = 1_577_934_245_000.0;
    let length = client::prepare(index("GetServiceStatus"), now, write("{"), 1);
    let signature = stages["signatureInBody"].as_str().unwrap();
    assert_eq!(read(client::body(), length), format!("{canonical}&Signature={signature}"));
    assert_eq!(plain(&client::issues()), json!([]));

    let pairs = vector["parameters"].as_array().unwrap().iter();
    let parameters: Map<String, Json> =
        pairs.map(|pair| (pair[0].as_str().unwrap().to_owned(), pair[1].clone())).collect();
    let expected = json!({
        "parameters": parameters,
        "canonicalQueryString": canonical,
        "stringToSign": stages["stringToSign"]["text"],
        "signature": stages["signature"],
    });
    assert_eq!(plain(&client::stages()), expected);
}

#[wasm_bindgen_test]
fn issues_cross_as_plain_objects_and_are_forgotten() {
    assert_eq!(prepare("GetCaptureDetails", "{1\0captureId\0"), None);
    let issues = plain(&client::issues());
    let issues = issues.as_array().unwrap();
    assert_eq!(issues.len(), 2, "{issues:?}");
    for issue in issues {
        let mut keys: Vec<&String> = issue.as_object().unwrap().keys().collect();
        keys.sort();
        assert_eq!(keys, ["code", "message", "path"]);
        assert!(issue["message"].as_str().unwrap().contains(issue["path"].as_str().unwrap()));
    }
    let mut paths: Vec<&str> = issues.iter().map(|issue| issue["path"].as_str().unwrap()).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["amazonCaptureId", "captureId"]);

    let body = prepare("GetCaptureDetails", "{\0sP01-1234567-1234567-C123456").expect("a body");
    assert!(body.contains("&AmazonCaptureId=P01-1234567-1234567-C123456&"), "{body}");
    assert_eq!(plain(&client::issues()), json!([]));
}

#[wasm_bindgen_test]
fn texts_of_every_width_are_signed_as_they_are() {
    let note = "日本語 😀 é ~";
    let body = prepare("CloseOrderReference", &format!("{{\0sS01\0s{note}")).expect("a body");
    let encoded = String::from(js_sys::encode_uri_component(note));
    assert!(body.contains(&format!("&ClosureReason={encoded}&")), "{body}");
    let stages = plain(&client::stages());
    assert_eq!(stages["parameters"]["ClosureReason"], note);
}

#[wasm_bindgen_test]
fn a_count_that_is_not_that_of_the_tokens_is_refused() {
    client::identify(write(CALLER));
    let length = write("{\0sa\0b");
    for count in [0, 1, 2, 4, u32::MAX] {
        assert_eq!(client::prepare(index("GetCaptureDetails"), NOW, length, count), 0, "{count}");
        assert_eq!(codes(), ["nul"], "{count}");
    }
}

#[wasm_bindgen_test]
fn javascript_cuts_the_results_that_the_vectors_have() {
    let file: Json =
        serde_json::from_str(include_str!("vectors/operations/GetOrderReferenceDetails.json"))
            .unwrap();
    let vectors = file["response"].as_array().unwrap();
    assert!(vectors.iter().any(|vector| !vector["xml"].as_str().unwrap().is_ascii()));
    let (_, operation) = operations::by_name("GetOrderReferenceDetails").unwrap();
    for vector in vectors {
        let xml = vector["xml"].as_str().unwrap();
        assert_eq!(interpret(operation.name, 200, xml), client::VALUE, "{}", vector["name"]);
        let cut = Cut::new(xml);
        assert_eq!(cut.record(operation.result, RESULT), vector["result"], "{}", vector["name"]);
        assert_eq!(cut.text(REQUEST_ID).as_deref(), vector["requestId"].as_str());
    }
}

#[wasm_bindgen_test]
fn positions_count_units_of_utf_16() {
    let xml = "\u{feff}<!-- 😀 --><SetOrderAttributesResponse><SetOrderAttributesResult>\
        <OrderReferenceDetails><AmazonOrderReferenceId>S03-日本語😀-é</AmazonOrderReferenceId>\
        <SellerNote>山田 &amp; 花子 &#x1F600;<![CDATA[<😀>]]></SellerNote>\
        <PlatformId>後😀</PlatformId></OrderReferenceDetails></SetOrderAttributesResult>\
        <ResponseMetadata><RequestId>依頼-1</RequestId></ResponseMetadata>\
        </SetOrderAttributesResponse>";
    for xml in [xml.to_owned(), xml.replace("<![CDATA[<😀>]]>", "&lt;😀&gt;")] {
        assert_eq!(interpret("SetOrderAttributes", 200, &xml), client::VALUE, "{}", codes().len());
        let (_, operation) = operations::by_name("SetOrderAttributes").unwrap();
        let cut = Cut::new(&xml);
        let expected = json!({ "orderReferenceDetails": {
            "amazonOrderReferenceId": "S03-日本語😀-é",
            "sellerNote": "山田 & 花子 😀<😀>",
            "platformId": "後😀",
        } });
        assert_eq!(cut.record(operation.result, RESULT), expected);
        assert_eq!(cut.text(REQUEST_ID).as_deref(), Some("依頼-1"));
    }
}

#[wasm_bindgen_test]
fn kinds_of_notifications_are_numbered_behind_the_operations() {
    let first = u32::try_from(operations::OPERATIONS.len()).unwrap();
    for (at, kind) in (first..).zip(NOTIFICATIONS) {
        let [content] = &kind.content;
        let xml = format!("<{0}><{1}/></{0}>", kind.root, content.name);
        assert_eq!(client::interpret(at, 200, write(&xml)), client::VALUE, "{}", kind.name);
        let expected = json!({ js_name(content.name): {} });
        assert_eq!(Cut::new(&xml).record(&kind.content, RESULT), expected);
    }
    let at = first + u32::try_from(NOTIFICATIONS.len()).unwrap();
    assert_eq!(at, NO_OPERATION);
}

#[wasm_bindgen_test]
fn a_certificate_gives_its_key_and_its_times() {
    let base64 = include_str!("vectors/certificates/rsa.txt").trim();
    let der = STANDARD.decode(base64).unwrap();
    assert_eq!(client::certificate(write_at(0, &der)), 0);
    let numbers = Int32Array::new_with_byte_offset(&buffer(), client::slots());
    let number = |at| numbers.get_index(at).cast_unsigned();
    let key = Uint8Array::new_with_byte_offset_and_length(&buffer(), number(0), number(1)).to_vec();
    assert!(der.windows(key.len()).any(|window| window == key), "the key stands in it");
    assert_eq!((number(2), number(3)), (1_795_383_267, 2_110_743_267));
    assert_eq!(client::certificate(write("no certificate")), 1);
    assert_eq!(client::certificate(0), 1);
    assert_eq!(client::certificate(u32::MAX), 1, "longer than what is there");
}

#[wasm_bindgen_test]
fn faults_come_with_a_judgement() {
    let cases = [
        // Bits: retryable, may have been executed, throttled.
        ("InvalidParameterValue", 400, 0b000),
        ("RequestThrottled", 503, 0b101),
        ("InternalServerError", 500, 0b011),
    ];
    for (code, status, judgement) in cases {
        let xml = format!(
            "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>金額 &gt; 0\
             </Message></Error><RequestId>r-1</RequestId></ErrorResponse>"
        );
        assert_eq!(interpret("Capture", status, &xml), client::FAULT);
        let cut = Cut::new(&xml);
        assert_eq!(cut.text(CODE).as_deref(), Some(code));
        assert_eq!(cut.text(TYPE).as_deref(), Some("Sender"));
        assert_eq!(cut.text(MESSAGE).as_deref(), Some("金額 > 0"));
        assert_eq!(cut.text(REQUEST_ID).as_deref(), Some("r-1"));
        assert_eq!(client::judgement(), judgement, "{code}");
        assert_eq!(plain(&client::issues()), json!([]));
    }
    // A fault in plain text stands in the side text alone.
    assert_eq!(interpret("Capture", 503, "RequestThrottled: too often"), client::FAULT);
    let cut = Cut::new("");
    assert_eq!(cut.text(CODE).as_deref(), Some("RequestThrottled"));
    assert_eq!(cut.text(MESSAGE).as_deref(), Some("too often"));
}

#[wasm_bindgen_test]
fn what_can_not_be_read_is_said_to_be_so() {
    let cases = [
        ("", "empty"),
        ("<CaptureResponse>", "truncated"),
        ("<html/>", "other-root"),
        ("words", "not-xml"),
        ("<!DOCTYPE a><a/>", "document-type"),
    ];
    for (body, code) in cases {
        assert_eq!(interpret("Capture", 200, body), client::UNREADABLE, "{body}");
        assert_eq!(codes(), [code], "{body}");
    }
    for bytes in [&[0xff][..], &[b'<', b'a', b'>', 0xed, 0xa0, 0x80], &[0xf0, 0x9f]] {
        let length = write_at(0, bytes);
        assert_eq!(client::interpret(index("Capture"), 200, length), client::UNREADABLE);
        assert_eq!(codes(), ["not-utf-8"]);
        assert_eq!(client::prepare(index("Capture"), NOW, length, 1), 0);
        assert_eq!(codes(), ["not-utf-8"]);
    }
}

#[wasm_bindgen_test]
fn the_buffer_keeps_what_was_written_when_it_grows() {
    let begin = b"<!--";
    write_at(0, begin);
    let mut length = 4;
    for room in [1_000, 70_000, 300_000] {
        let filler = vec![b'x'; room];
        length = write_at(length, &filler);
        let start = read(client::input(length), 5);
        assert_eq!(start, "<!--x", "after {length} bytes");
    }
    let rest = "--><CaptureResponse><CaptureResult><CaptureDetails><AmazonCaptureId>c\
        </AmazonCaptureId></CaptureDetails></CaptureResult></CaptureResponse>";
    length = write_at(length, rest.as_bytes());
    assert_eq!(client::interpret(index("Capture"), 200, length), client::VALUE);
    // Less room than there is moves nothing.
    assert_eq!(client::input(1), client::input(length));
}

#[wasm_bindgen_test]
fn a_giant_answer_gives_its_room_back() {
    let filler = " ".repeat(4 << 20);
    let xml = format!("<GetServiceStatusResponse>{filler}</GetServiceStatusResponse>");
    assert_ne!(interpret("GetServiceStatus", 200, &xml), client::FAULT);
    let before = pages();
    for _ in 0..20 {
        interpret("GetServiceStatus", 200, &xml);
    }
    assert_eq!(pages(), before);
}

#[wasm_bindgen_test]
fn numbers_out_of_bounds_are_answered_and_trap_nothing() {
    let length = write(CALLER);
    for operation in [NO_OPERATION, 1 << 31, u32::MAX] {
        assert_eq!(client::prepare(operation, NOW, length, 10), 0);
        assert_eq!(codes(), ["unknown-operation"]);
        assert_eq!(client::interpret(operation, 200, length), client::UNREADABLE);
        assert_eq!(codes(), ["unknown-operation"]);
        assert!(client::retry_delay(operation, 0, true, 1, 4, 0.5, -1.0) < 0.0);
    }
    // More than there is in the buffer is nothing.
    for length in [1 << 26, 1 << 31, u32::MAX] {
        assert_eq!(client::interpret(index("Capture"), 200, length), client::UNREADABLE);
        assert_eq!(codes(), ["empty"]);
        assert_eq!(client::prepare(index("Capture"), NOW, length, 1), 0);
        assert!(!codes().is_empty());
    }
    let fault = "<ErrorResponse><Error><Code>Odd</Code></Error></ErrorResponse>";
    for status in [0, 99, 65_536, u32::MAX] {
        assert_eq!(interpret("Capture", status, fault), client::FAULT, "{status}");
    }
    // Whatever was asked, the next call works.
    assert!(prepare("GetServiceStatus", "{").is_some());
}

#[wasm_bindgen_test]
fn delays_are_numbers_whatever_is_asked() {
    let read = index("GetOrderReferenceDetails");
    let delay = |failure, attempt, random, retry_after| {
        client::retry_delay(read, failure, true, attempt, 4, random, retry_after)
    };
    assert!((delay(0, 1, 0.0, -1.0) - 0.0).abs() < f64::EPSILON);
    assert!((delay(0, 1, 1.0, -1.0) - 500.0).abs() < f64::EPSILON);
    assert!((delay(3, 1, 0.0, 1234.0) - 1234.0).abs() < f64::EPSILON);
    assert!(delay(4, 1, 0.5, -1.0) < 0.0, "what was refused is not repeated");
    assert!(delay(0, 4, 0.5, -1.0) < 0.0, "the last attempt is the last");
    assert!(delay(5, 1, 0.5, -1.0) < 0.0, "there is no such failure");
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, -0.0, f64::MIN_POSITIVE];
    for random in odd {
        for retry_after in odd {
            for attempt in [0, 1, 3, u32::MAX] {
                let found = delay(0, attempt, random, retry_after);
                assert!(found.is_finite(), "{random} {retry_after} {attempt}: {found}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn no_text_panics() {
    let pieces = [
        "<",
        ">",
        "/",
        "&",
        ";",
        "\0",
        "{",
        "{9",
        "[9",
        "[99999999999",
        "s",
        "n1e9",
        "n-",
        "u",
        "e",
        "😀",
        "日",
        "\u{feff}",
        "CaptureResponse",
        "ErrorResponse",
        "<Error>",
        "<Code>",
        "</Code>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "<?xml ",
        "?>",
        "&#x10FFFF;",
        "&#xD800;",
        "<CaptureResult>",
        " ",
    ];
    let mut dice = 1_u64;
    for round in 0..3_000_u32 {
        let mut text = String::new();
        for _ in 0..round % 40 {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[usize::try_from(dice >> 33).unwrap() % pieces.len()]);
        }
        let found = interpret("Capture", 200 + 100 * (round % 4), &text);
        assert!([client::VALUE, client::FAULT, client::UNREADABLE].contains(&found), "{text:?}");
        let unreadable = found == client::UNREADABLE;
        assert_eq!(codes().len(), usize::from(unreadable), "{text:?}");
        if prepare("Capture", &text).is_none() {
            assert!(!codes().is_empty(), "{text:?}");
        }
        let length = write(&text);
        if client::prepare(index("Capture"), NOW, length, round) == 0 {
            assert!(!codes().is_empty(), "{text:?}");
        }
    }
    assert!(prepare("GetServiceStatus", "{").is_some());
}

#[wasm_bindgen_test]
fn the_version_is_that_of_the_crate() {
    assert_eq!(client::version(), env!("CARGO_PKG_VERSION"));
}
