//! The profile service of Login with Amazon (behaviour.md 8): whose a token is, and what the buyer
//! is called.

use serde_json::json;

use super::http::{Request, Response};
use super::token::{LIFETIME, Token};
use super::world::World;
use crate::wire::query;

/// Answers a request to the profile service; `None` where the path is not one of its two.
pub fn answer(world: &World, request: &Request<'_>) -> Option<Response> {
    let path = request.path();
    if !matches!(path, "/auth/o2/tokeninfo" | "/user/profile") {
        return None;
    }
    Some(match request.method {
        "GET" | "POST" => match presented(request) {
            Some(text) => match world.token(&text) {
                Some(token) if path == "/user/profile" => profile(world, token),
                Some(token) => tokeninfo(world, token),
                None => {
                    error("invalid_token", "The request has an invalid parameter : access_token")
                }
            },
            None => error(
                "invalid_request",
                "The request is missing a required parameter : access_token",
            ),
        },
        _ => Response::text(405, "the profile service takes GET and POST only"),
    })
}

/// The token, from wherever clients put it.
fn presented(request: &Request<'_>) -> Option<String> {
    if let Some(token) = request.header("x-amz-access-token") {
        return Some(token.to_owned());
    }
    if let Some(header) = request.header("authorization") {
        let (scheme, token) = header.split_once(' ')?;
        return scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned());
    }
    let parameters = query::decode(request.query()).ok()?;
    parameters
        .into_iter()
        .find(|(name, _)| name == "access_token")
        .map(|(_, token)| token.into_owned())
}

fn tokeninfo(world: &World, token: Token) -> Response {
    let user_id = world.store.buyers.get(token.buyer).map(|buyer| buyer.user_id.as_str());
    Response::json(
        200,
        &json!({
            "aud": world.client_id,
            "user_id": user_id.unwrap_or_default(),
            "iss": "https://www.amazon.com",
            // Seconds left, not a moment.
            "exp": (token.expires - world.now) / 1_000,
            "app_id": "amzn1.application.sandbox",
            "iat": (token.expires - LIFETIME) / 1_000,
        }),
    )
}

fn profile(world: &World, token: Token) -> Response {
    let Ok(buyer) = world.store.buyers.get(token.buyer) else {
        return error("invalid_token", "The request has an invalid parameter : access_token");
    };
    let mut body = json!({ "user_id": buyer.user_id, "name": buyer.name, "email": buyer.email });
    if let (Some(code), Some(body)) = (&buyer.postal_code, body.as_object_mut()) {
        body.insert("postal_code".to_owned(), json!(code));
    }
    Response::json(200, &body)
}

fn error(code: &str, description: &str) -> Response {
    Response::json(400, &json!({ "error": code, "error_description": description }))
}
