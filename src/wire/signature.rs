//! Signature Version 2: which text is signed, and how. Knows methods, hosts, paths and keys; has
//! no Amazon Pay word in it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest, Sha256};

/// Appends the string to sign to `out`: the method, the host in lower case, the path and the
/// canonical query string, one a line, without a final line feed. An empty path is `/` (behaviour
/// reference 2.1, step 5).
pub fn string_to_sign(
    out: &mut String,
    method: &str,
    host: &str,
    path: &str,
    canonical_query: &str,
) {
    out.reserve(method.len() + host.len() + path.len() + canonical_query.len() + 4);
    string_head(out, method, host, path);
    out.push_str(canonical_query);
}

/// Appends what comes before the canonical query string in the string to sign.
pub fn string_head(out: &mut String, method: &str, host: &str, path: &str) {
    let path = if path.is_empty() { "/" } else { path };
    out.push_str(method);
    out.push('\n');
    let start = out.len();
    out.push_str(host);
    if let Some(host) = out.get_mut(start..) {
        host.make_ascii_lowercase();
    }
    out.push('\n');
    out.push_str(path);
    out.push('\n');
}

/// Two blocks of SHA-256.
const BEGINNING: usize = 128;

/// A secret, ready to sign with HMAC-SHA256: the work that depends on the secret alone is done
/// once. Shows nothing of itself.
#[derive(Clone)]
pub struct SigningKey {
    secret: String,
    hmac: Hmac<Sha256>,
    /// How the last text began, and the hash behind it. The strings that a client signs for one
    /// operation begin alike: method, host, path, access key and action.
    last: Option<([u8; BEGINNING], Hmac<Sha256>)>,
}

impl SigningKey {
    /// Takes a secret of any length.
    pub fn new(secret: &str) -> Self {
        let hmac = Hmac::new(&key_block::<Sha256>(secret).into());
        Self { secret: secret.to_owned(), hmac, last: None }
    }

    /// Does this secret give the same key? Only for secrets of our own: the comparison takes longer
    /// the more of them agrees.
    pub fn is_of(&self, secret: &str) -> bool {
        self.secret == secret
    }

    /// The signature of `text` in base64: 44 characters.
    pub fn sign(&self, text: &str) -> String {
        let mut signature = String::new();
        self.clone().sign_into(&mut signature, "", text);
        signature
    }

    /// Appends the signature of a text, given in two pieces, in base64 to `out`.
    pub fn sign_into(&mut self, out: &mut String, head: &str, rest: &str) {
        let (begun, head, rest) = self.begin(head.as_bytes(), rest.as_bytes());
        let mut hmac = begun.clone();
        hmac.update(head);
        hmac.update(rest);
        STANDARD.encode_string(hmac.finalize().into_bytes(), out);
    }

    /// The hash behind the text's beginning, and what of the two pieces is left to hash.
    fn begin<'text>(
        &mut self,
        head: &'text [u8],
        rest: &'text [u8],
    ) -> (&Hmac<Sha256>, &'text [u8], &'text [u8]) {
        let split =
            BEGINNING.checked_sub(head.len()).and_then(|missing| rest.split_at_checked(missing));
        let Some((first, left)) = split else { return (&self.hmac, head, rest) };
        let known = self.last.as_ref().is_some_and(|(beginning, _)| {
            beginning.as_slice().strip_prefix(head).is_some_and(|behind| behind == first)
        });
        if !known {
            let mut beginning = [0; BEGINNING];
            beginning.iter_mut().zip(head.iter().chain(first)).for_each(|(to, from)| *to = *from);
            self.last = Some((beginning, self.hmac.clone().chain_update(beginning)));
        }
        (self.last.as_ref().map_or(&self.hmac, |(_, hash)| hash), &[], left)
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SigningKey")
    }
}

/// How a request says that it is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureMethod {
    /// HMAC over SHA-256: what the client always uses.
    HmacSha256,
    /// HMAC over SHA-1: legal in old clients, so the sandbox takes it.
    #[cfg(feature = "sandbox")]
    HmacSha1,
}

impl SignatureMethod {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HmacSha256 => "HmacSHA256",
            #[cfg(feature = "sandbox")]
            Self::HmacSha1 => "HmacSHA1",
        }
    }

    /// The method that a word on the wire names, if there is one.
    #[cfg(feature = "sandbox")]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::HmacSha256, Self::HmacSha1].into_iter().find(|method| method.as_str() == name)
    }
}

/// Is this the signature of `text`? Takes the same time wherever a wrong one differs.
///
/// Text that is not canonical base64 is no signature.
#[cfg(feature = "sandbox")]
pub fn verify(method: SignatureMethod, secret: &str, text: &str, signature_base64: &str) -> bool {
    let Ok(signature) = STANDARD.decode(signature_base64) else {
        return false;
    };
    match method {
        SignatureMethod::HmacSha256 => {
            SigningKey::new(secret).hmac.chain_update(text).verify_slice(&signature).is_ok()
        }
        SignatureMethod::HmacSha1 => {
            let hmac = Hmac::<sha1::Sha1>::new(&key_block::<sha1::Sha1>(secret).into());
            hmac.chain_update(text).verify_slice(&signature).is_ok()
        }
    }
}

/// The secret as one block of SHA-1 or SHA-256, hashed first when it is longer than a block, as
/// RFC 2104 has it. From a whole block, an HMAC is made without a failure to handle.
fn key_block<Hash: Digest>(secret: &str) -> [u8; 64] {
    let mut block = [0; 64];
    let copy = |block: &mut [u8; 64], bytes: &[u8]| {
        block.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    };
    if secret.len() <= block.len() {
        copy(&mut block, secret.as_bytes());
    } else {
        copy(&mut block, &Hash::digest(secret));
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_lowered_and_an_empty_path_is_the_root() {
        let mut out = String::from("before ");
        string_to_sign(&mut out, "GET", "Host.Example:8443", "", "A=B");
        assert_eq!(out, "before GET\nhost.example:8443\n/\nA=B");
    }

    /// With the key `Jefe`, case 2 of RFC 4231 and of RFC 2202.
    const TEXT: &str = "what do ya want for nothing?";

    #[test]
    fn a_key_is_independent_of_its_uses_and_shows_nothing() {
        let key = SigningKey::new("Jefe");
        let signature = key.sign(TEXT);
        assert_eq!(signature, "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
        assert_ne!(key.sign("another"), signature);
        assert_eq!(key.clone().sign(TEXT), signature);
        assert_eq!(format!("{key:?} {key:#?}"), "SigningKey SigningKey");
    }

    #[test]
    fn a_secret_of_one_block_is_a_key_and_a_longer_one_is_hashed() {
        let (block, longer) = ("k".repeat(64), "k".repeat(65));
        assert_eq!(SigningKey::new(&block).sign(TEXT), BLOCK_SIGNATURE);
        assert_eq!(SigningKey::new(&longer).sign(TEXT), LONGER_SIGNATURE);
        assert_eq!(SigningKey::new("").sign(TEXT), EMPTY_SIGNATURE);
    }

    // Made with Python's hmac.
    const BLOCK_SIGNATURE: &str = "Y/ElY+RdzvfDVKa6cdDHE6oo7qhptaGZ2oFLIlhn9Uw=";
    const LONGER_SIGNATURE: &str = "WLaqiv+aCnXbj0U77MZX4pzd5iWyKs8/6/spZIQiPyI=";
    const EMPTY_SIGNATURE: &str = "dtnnGU59vDqgC76P+59vy1qTIXD5cflIuyq2FgfSudY=";

    #[cfg(feature = "sandbox")]
    #[test]
    fn a_signature_is_verified_by_its_own_method_only() {
        let sha256 = SigningKey::new("Jefe").sign(TEXT);
        let sha1 = "7/zfauXrL6LSdBbV8YTfnCWafHk=";
        assert!(verify(SignatureMethod::HmacSha256, "Jefe", TEXT, &sha256));
        assert!(verify(SignatureMethod::HmacSha1, "Jefe", TEXT, sha1));
        assert!(!verify(SignatureMethod::HmacSha1, "Jefe", TEXT, &sha256));
        assert!(!verify(SignatureMethod::HmacSha256, "Jefe", TEXT, sha1));
        assert!(!verify(SignatureMethod::HmacSha256, "jefe", TEXT, &sha256));
        assert!(!verify(SignatureMethod::HmacSha256, "Jefe", "another", &sha256));
        assert!(verify(
            SignatureMethod::HmacSha1,
            &"k".repeat(65),
            TEXT,
            "Ia7TGP991CsIZ+cPABqPN2A+7jU="
        ));
    }

    #[cfg(feature = "sandbox")]
    #[test]
    fn what_is_not_canonical_base64_is_no_signature() {
        let signature = SigningKey::new("Jefe").sign(TEXT);
        let damaged = [
            String::new(),
            signature.replace('=', ""),
            signature.replacen('W', " ", 1),
            format!("{signature}\n"),
            signature.to_lowercase(),
            signature.chars().take(40).collect(),
            "====".to_owned(),
        ];
        for damaged in &damaged {
            assert!(!verify(SignatureMethod::HmacSha256, "Jefe", TEXT, damaged), "{damaged}");
        }
    }

    #[cfg(feature = "sandbox")]
    #[test]
    fn methods_have_their_names() {
        for method in [SignatureMethod::HmacSha256, SignatureMethod::HmacSha1] {
            assert_eq!(SignatureMethod::from_name(method.as_str()), Some(method));
        }
        assert_eq!(SignatureMethod::from_name("hmacsha256"), None);
    }
}
