//! The reader of XML against its oracle: what it reads, quick-xml reads with the same steps and the
//! same texts. It may refuse more than the oracle does, but not everyday answers.

// So that clippy takes the functions beside the tests for what they are.
#![cfg(test)]
#![expect(clippy::string_slice, reason = "a cursor's ranges lie in its own document")]

use amazon_pay_wasm::error::Error;
use amazon_pay_wasm::wire::xml::{Cursor, MOST_DEPTH, Step, Text};
use oracle::{Oracle, Reading};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

mod oracle;

/// What a cursor was seen to give.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Seen {
    Open(String),
    Close,
    Text(String),
    Skipped,
}

/// What is asked for when an element has been opened.
#[derive(Clone, Copy, Debug)]
enum Ask {
    Step,
    Text,
    Skip,
}

/// Reads to the end, asking for these things in turn.
fn walk<'a>(
    source: &'a str,
    mut cursor: impl Reading<'a>,
    asks: &[Ask],
) -> Result<Vec<Seen>, Error> {
    let mut asks = asks.iter().cycle();
    let mut seen = Vec::new();
    loop {
        match cursor.step()? {
            Step::End => return Ok(seen),
            Step::Close => seen.push(Seen::Close),
            Step::Open(name) => {
                seen.push(Seen::Open(name.to_owned()));
                match asks.next() {
                    Some(Ask::Text) => seen.push(Seen::Text(match cursor.text()? {
                        Text::Span(range) => source[range].to_owned(),
                        Text::Joined(text) => text,
                    })),
                    Some(Ask::Skip) => {
                        cursor.skip()?;
                        seen.push(Seen::Skipped);
                    }
                    Some(Ask::Step) | None => {}
                }
            }
        }
    }
}

/// Whether our reader read the document; when it did, they have agreed.
fn agree(source: &str, asks: &[Ask]) -> Result<bool, TestCaseError> {
    let plain = Cursor::new(source).and_then(|cursor| walk(source, cursor, asks));
    let Ok(plain) = plain else { return Ok(false) };
    let full = Oracle::new(source).and_then(|cursor| walk(source, cursor, asks));
    prop_assert_eq!(Ok(plain), full.map_err(|error| error.code), "{:?}", source);
    Ok(true)
}

fn asks() -> impl Strategy<Value = Vec<Ask>> {
    vec(select(vec![Ask::Step, Ask::Step, Ask::Text, Ask::Skip]), 1..8)
}

fn name() -> impl Strategy<Value = &'static str> {
    select(vec!["a", "Amount", "ns:Amount", "a:b:c", "x-y.z_1", "Gr\u{fc}n", "member"])
}

/// Text as services write it every day.
fn plain_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[ -%'-;=-~\u{e9}\u{6ce8}\u{1f600}\r\n\t]{0,12}",
        1 => select(vec!["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#65;", "&#x1F600;", "&#13;"])
            .prop_map(str::to_owned),
    ];
    vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

/// What may stand in an element and makes reading less than plain.
fn odd() -> impl Strategy<Value = String> {
    select(vec![
        "<!-- a comment -->",
        "<![CDATA[a & <b>]]>",
        "<?target data?>",
        "<?>",
        "<?>?>",
        "&nbsp;",
        "&#0;",
        "&#xD800;",
        "&",
        "&;",
        "&#x;",
        "&#+65;",
        "&#X41;",
        "&#65",
        "]]>",
        ">",
        "<",
        "</",
        "<>",
        "</a>",
        "<a",
        "<a/",
        "<a /",
        "<a / >",
        "<a b=/>",
        "<a b='/'>",
        "<a b=\"x>y\"/>",
        "<a b='&amp;'/>",
        "<a b='<'/>",
        "</a >",
        "<!DOCTYPE a>",
        "<?xml version='1.0'?>",
        "\u{feff}",
        "\0",
        "<a b>",
        "<a =\"\">",
        "<1/>",
        "<a\u{a0}/>",
        "<:/>",
        "<a:/>",
        "<a b='\"'/>",
        "<a\tb=''\r\n/>",
        "<a\u{c}/>",
        "<a></a\u{c}>",
        "&#1114112;",
        "&#xFFFE;",
        "&#000000065;",
        "&lt;;",
    ])
    .prop_map(str::to_owned)
}

fn attributes() -> impl Strategy<Value = String> {
    let attribute = select(vec![
        "",
        " ",
        " xmlns=\"http://example.com/\"",
        " a='1'",
        " a=\"x > y\" b='\"'",
        "\n\ta = '1' ",
    ]);
    attribute.prop_map(str::to_owned)
}

/// An element that holds text alone, or nothing.
fn leaf() -> impl Strategy<Value = String> {
    (name(), attributes(), plain_text(), any::<bool>()).prop_map(
        |(name, attributes, text, empty)| {
            if empty {
                format!("<{name}{attributes}/>")
            } else {
                format!("<{name}{attributes}>{text}</{name}>")
            }
        },
    )
}

/// An element, well-formed whenever nothing odd is in it.
fn element(odd_ones: u32) -> impl Strategy<Value = String> {
    leaf().prop_recursive(6, 48, 6, move |inner| {
        let gap = select(vec!["", "", "\n  ", " "]).prop_map(str::to_owned);
        let child = prop_oneof![20 => inner, 10 => gap, odd_ones => odd()];
        (name(), attributes(), vec(child, 0..6)).prop_map(|(name, attributes, children)| {
            format!("<{name}{attributes}>{}</{name}>", children.concat())
        })
    })
}

fn prolog() -> impl Strategy<Value = String> {
    select(vec![
        "",
        "<?xml version=\"1.0\"?>\n",
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "\u{feff}",
        " \n",
    ])
    .prop_map(str::to_owned)
}

fn odd_edge() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prolog(),
        1 => odd(),
        1 => select(vec![
            "<?xml?>", "<?xml ?>", "<?xml version='?>'?>", "<?XML ?>", " <?xml version='1.0'?>", "text",
            "<?xml version='1.0'?><?xml version='1.0'?>", "<?xml version='1.0'>", "\u{feff}\u{feff}",
        ]).prop_map(str::to_owned),
    ]
}

proptest! {
    /// So that the laws below are about something.
    #[test]
    fn what_is_plain_is_read(
        before in prolog(),
        after in select(vec!["", "\n", " \t\r\n"]),
        leaves in vec((leaf(), select(vec!["", "\n  "])), 0..8),
    ) {
        let inside: String = leaves.iter().map(|(leaf, gap)| format!("{leaf}{gap}")).collect();
        let source = format!("{before}<a>{inside}</a>{after}");
        let mut asks = vec![Ask::Text; leaves.len() + 1];
        asks[0] = Ask::Step;
        prop_assert!(agree(&source, &asks)?, "{source}");
    }

    #[test]
    fn oddities_are_read_alike_or_not_at_all(
        before in odd_edge(),
        after in odd_edge(),
        body in element(6),
        asks in asks(),
    ) {
        agree(&format!("{before}{body}{after}"), &asks)?;
    }

    #[test]
    fn what_is_cut_short_is_read_alike_or_not_at_all(
        body in element(1), at in any::<Index>(), asks in asks(),
    ) {
        let ends: Vec<usize> = body.char_indices().map(|(at, _)| at).collect();
        let cut = &body[..*at.get(&ends)];
        // Of nothing at all the reader says only that it ends; the protocol refuses that.
        prop_assert_eq!(agree(cut, &asks)?, cut.is_empty(), "{:?} was taken for whole", cut);
    }

    #[test]
    fn changed_bytes_are_read_alike_or_not_at_all(
        body in element(1),
        changes in vec((any::<Index>(), select(b"<>/&;:?!'\" =x0\n\0".to_vec())), 1..4),
        asks in asks(),
    ) {
        let mut bytes = body.into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        agree(&String::from_utf8_lossy(&bytes), &asks)?;
    }

    #[test]
    fn any_pieces_are_read_alike_or_not_at_all(
        pieces in vec(prop_oneof![odd(), name().prop_map(|name| format!("<{name}>")),
            name().prop_map(|name| format!("</{name}>")), plain_text()], 0..10),
        asks in asks(),
    ) {
        agree(&pieces.concat(), &asks)?;
    }
}

#[test]
fn both_stop_at_the_same_depth() {
    for (depth, read) in [(MOST_DEPTH, true), (MOST_DEPTH + 1, false)] {
        let source = format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(agree(&source, &[Ask::Step]).unwrap(), read, "{depth}");
        assert_eq!(walk(&source, Oracle::new(&source).unwrap(), &[Ask::Step]).is_ok(), read);
    }
}

#[test]
fn both_read_an_everyday_answer() {
    let source = "\u{feff}<?xml version=\"1.0\"?>\n<a xmlns=\"n\"><b>1 &amp; 2</b> <c/>\n<d>\u{6ce8}</d></a>\n";
    let asks = [Ask::Step, Ask::Text];
    assert!(agree(source, &asks).unwrap());
    let seen = walk(source, Cursor::new(source).unwrap(), &asks).unwrap();
    assert!(seen.contains(&Seen::Text("1 & 2".to_owned())));
}

/// Found by fuzzing: the end of the instruction was looked for behind the `>` that follows `<?`.
#[test]
fn an_instruction_without_a_name_is_refused() {
    for source in ["<?>", "<?>?>", "<?><a/>?>", "<a><?>?></a>"] {
        assert!(!agree(source, &[Ask::Step]).unwrap(), "{source}");
        assert!(walk(source, Cursor::new(source).unwrap(), &[Ask::Step]).is_err(), "{source}");
    }
}

/// Found by fuzzing: Rust takes a form feed for white space, XML does not.
#[test]
fn a_form_feed_ends_no_name() {
    for source in ["<a\u{c}/>", "<a\u{c}b=''/>", "<a></a\u{c}>"] {
        assert!(!agree(source, &[Ask::Step]).unwrap(), "{source:?}");
    }
}
