//! What may be wrong with a call: its parameters before it is sent, and its answer when it can't be
//! read.

use super::{Codes, code};

/// What an issue of a `ValidationError` says. Nothing was sent.
pub static ISSUES: Codes = Codes {
    name: "IssueCode",
    doc: "What is wrong with one parameter. Nothing was sent.",
    open: true,
    codes: &[
        code(
            "required",
            "The parameter is missing, or a list has a gap.",
            "Give it; `null` and `undefined` count as not given.",
        ),
        code(
            "unknown",
            "There is no parameter of this name; the message names the nearest one. In a sandbox: \
             there is no such object.",
            "Correct the name, or the id.",
        ),
        code(
            "wrong-type",
            "The value is of another type than the parameter. A number for an amount is one: money \
             is never a float here.",
            "Give the type that the message names; an amount as text, such as `'10.00'`.",
        ),
        code(
            "amount",
            "The amount is no decimal number above zero, or has more decimals than its currency.",
            "Write it as text with a point and at most the currency's decimals.",
        ),
        code(
            "empty",
            "An id, key or token is an empty string.",
            "Look for what should have filled it: mostly a variable that was never set.",
        ),
        code(
            "too-long",
            "The text has more characters, or the list more items, than the service takes.",
            "Shorten it. A reference id has at most 32 characters.",
        ),
        code(
            "out-of-range",
            "The number is too small, too large, or not whole.",
            "Give one within the limits that the message names.",
        ),
        code(
            "not-allowed",
            "The word is none of those that the service takes here.",
            "Take one of those that the message lists.",
        ),
        code(
            "not-a-time",
            "The text is no ISO 8601 time.",
            "Write it as `'2026-01-02T03:04:05Z'`, which `Date.prototype.toISOString` does.",
        ),
        code(
            "not-a-currency",
            "The text is no currency code.",
            "Write three capital letters, such as `'USD'`.",
        ),
        code(
            "needs",
            "This parameter works only together with another one, which is missing.",
            "Give the one that the message names, or leave this one out.",
        ),
        code(
            "conflict",
            "Two parameters exclude each other.",
            "Give one of the two that the message names.",
        ),
        code(
            "lone-surrogate",
            "The text holds half of a character, which has no form in UTF-8 and could be neither \
             signed nor sent.",
            "Look for where text was cut in the middle of a character, often by `slice`.",
        ),
        code(
            "nul",
            "A text holds the character NUL.",
            "Take it out; it is in no text that a person wrote.",
        ),
        code(
            "unreadable",
            "A getter of the parameters threw while it was read.",
            "Give plain objects.",
        ),
        code(
            "unknown-operation",
            "There is no operation of this name; the message names the nearest one.",
            "Write it as the service does, such as `'Authorize'`.",
        ),
        code(
            "invalid",
            "The value is not what the method can work with: for `charge` an id of another kind, for \
             `getUserInfo` no token, in a sandbox a bad argument.",
            "Give what the message asks for.",
        ),
        code(
            "used",
            "`charge`: the reference id has authorized another amount before, so its outcome is not \
             this charge's.",
            "Take the amount that belongs to the id, or a new id for a new charge.",
        ),
        code(
            "audience",
            "`getUserInfo`: the token was given to another site than your `clientId`.",
            "Treat the buyer as not signed in. If it is your own site, check `clientId`.",
        ),
        code(
            "state",
            "In a sandbox: the object is in no state in which buyer or Amazon could do this.",
            "Read the object; it lists the actions that are possible.",
        ),
        code(
            "refused",
            "In a sandbox: the control plane refuses for a reason without a code of its own.",
            "Read the message.",
        ),
    ],
};

/// Why a `ResponseError` could not make sense of an answer. The service may have acted.
pub static ANSWERS: Codes = Codes {
    name: "ResponseCode",
    doc: "Why an answer can't be read. The service may have acted on the call.",
    open: true,
    codes: &[
        code("empty", "The answer has no body.", TELL_A_PROXY),
        code("not-xml", "The answer is not XML: mostly a page of a proxy's.", TELL_A_PROXY),
        code("malformed", "The answer is XML that is not well-formed.", READ_THE_OBJECT),
        code("truncated", "The answer ends in the middle: the connection broke.", READ_THE_OBJECT),
        code("document-type", "The answer declares a document type, which is refused.", NOT_THEIRS),
        code("entity", "The answer uses an entity that XML does not define.", NOT_THEIRS),
        code("too-deep", "The answer nests more than 64 elements.", NOT_THEIRS),
        code("too-large", "The answer is larger than 32 MB.", NOT_THEIRS),
        code("too-many-items", "A list of the answer has too many items.", NOT_THEIRS),
        code("encoding", "The answer is not UTF-8.", READ_THE_OBJECT),
        code("not-utf-8", "Text that reached the core is not UTF-8.", READ_THE_OBJECT),
        code(
            "redirect",
            "The answer asks to go elsewhere. A redirect is never followed: it would carry signed \
             data to an address that nobody chose.",
            "Find out what redirects: a proxy, a sign-in page, or a wrong `endpoint`.",
        ),
        code("no-code", "The answer is a fault without a code.", READ_THE_OBJECT),
        code("other-root", "The answer is one to another operation.", NOT_THEIRS),
        code(
            "other-status",
            "The answer holds a result, but its HTTP status says that the call failed.",
            READ_THE_OBJECT,
        ),
        code(
            "incomplete",
            "The answer lacks something that always stands there, so it can't be told what became \
             of the money.",
            READ_THE_OBJECT,
        ),
        code(
            "unreadable",
            "Login with Amazon's answer is not JSON, or names no buyer. It was only asked, so nothing \
             has changed.",
            "Ask again; if it stays so, check `profileEndpoint` and what stands between.",
        ),
    ],
};

const READ_THE_OBJECT: &str =
    "Read the object, or repeat the call with the same reference id, before you do anything else.";
const TELL_A_PROXY: &str =
    "Look at `status` and `body` for who answered, then read the object before you act again.";
const NOT_THEIRS: &str = "No answer of the service looks so: check `endpoint` and what stands between, and read the object.";
