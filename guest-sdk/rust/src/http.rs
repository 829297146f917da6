//! HTTP requests of API Gateway (payload 1.0 and 2.0) and function URLs, and their responses.

use crate::base64::{decode_base64, encode_base64};
use crate::json::{Json, JsonError, ToJson};

/// A request, whichever payload it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    event: Json,
    body: Vec<u8>,
    version: u8,
}

/// Of the payload: 1 or 2.
pub(crate) fn version_of(event: &[u8]) -> u8 {
    match Json::parse(event) {
        Ok(event) if event.get("httpMethod").is_some() => 1,
        _ => 2,
    }
}

impl Request {
    /// From the event; an error when it is no HTTP request.
    pub fn parse(event: &[u8]) -> Result<Request, JsonError> {
        let event = Json::parse(event)?;
        let version = if event.path(&["requestContext", "http"]).is_some() { 2 } else { 1 };
        let text = event.str("body").unwrap_or("");
        let is_base64 = event.get("isBase64Encoded").and_then(Json::as_bool) == Some(true);
        let body = if is_base64 {
            decode_base64(text).ok_or_else(|| JsonError::new("the body is not base64"))?
        } else {
            text.as_bytes().to_vec()
        };
        let request = Request { event, body, version };
        if request.method().is_empty() || request.path().is_empty() {
            return Err(JsonError::new("the event is no HTTP request"));
        }
        Ok(request)
    }

    /// `GET`
    pub fn method(&self) -> &str {
        let method = match self.version {
            2 => self.event.path(&["requestContext", "http", "method"]),
            _ => self.event.get("httpMethod"),
        };
        method.and_then(Json::as_str).unwrap_or("")
    }

    /// As it came: percent signs and all.
    pub fn path(&self) -> &str {
        self.event.str(if self.version == 2 { "rawPath" } else { "path" }).unwrap_or("")
    }

    /// A query parameter, decoded. Of several of one name: the last one in payload 1.0, all of them
    /// between commas in 2.0.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.event.get("queryStringParameters")?.str(name)
    }

    /// What stands for `{name}` in the route's path.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.event.get("pathParameters")?.str(name)
    }

    /// A header, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let headers = self.event.get("headers")?.members();
        headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?.1.as_str()
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let apart = self.event.get("cookies").map_or(&[][..], Json::elements);
        let lists = apart.iter().filter_map(Json::as_str).chain(self.header("cookie"));
        lists.flat_map(|list| list.split(';')).find_map(|pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name).then(|| value)
        })
    }

    /// Decoded, where it came as base64.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// All that is not here.
    pub fn event(&self) -> &Json {
        &self.event
    }
}

/// A response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    cookies: Vec<String>,
    body: Body,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Body {
    Text(String),
    Bytes(Vec<u8>),
    Base64(String),
}

impl Response {
    fn new(body: Body, content_type: &str) -> Self {
        let headers = vec![("content-type".into(), content_type.into())];
        Response { status: 200, headers, cookies: Vec::new(), body }
    }

    /// `text/html`
    pub fn html(body: impl Into<String>) -> Self {
        Response::new(Body::Text(body.into()), "text/html; charset=utf-8")
    }
    /// `text/plain`
    pub fn text(body: impl Into<String>) -> Self {
        Response::new(Body::Text(body.into()), "text/plain; charset=utf-8")
    }
    /// `application/json`
    pub fn json<T: ToJson + ?Sized>(value: &T) -> Self {
        Response::new(Body::Text(value.to_json()), "application/json")
    }
    /// Text of any content type.
    pub fn text_of(content_type: &str, body: impl Into<String>) -> Self {
        Response::new(Body::Text(body.into()), content_type)
    }
    /// Bytes of any content type.
    pub fn binary(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Response::new(Body::Bytes(body.into()), content_type)
    }
    /// Bytes that gzip has compressed already.
    pub fn gzip(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Response::binary(content_type, body).header("content-encoding", "gzip")
    }
    /// To another place, with status 302.
    pub fn redirect(location: &str) -> Self {
        Response::empty(302).header("location", location)
    }
    /// Without a body.
    pub fn empty(status: u16) -> Self {
        Response { status, headers: Vec::new(), cookies: Vec::new(), body: Body::Text(String::new()) }
    }

    /// AssemblyLift's `http_error!`: status 520.
    pub fn function_error(message: &str) -> Self {
        Response::problem(520, "Function Error", message.into())
    }
    /// AssemblyLift's `http_not_found!`.
    pub fn not_found(name: &str) -> Self {
        Response::problem(404, "Missing Resource", format!("missing resource \"{}\"", name))
    }

    fn problem(status: u16, description: &str, message: String) -> Self {
        let document = Json::object([
            ("code", Json::Number(status.to_string())),
            ("desc", Json::String(description.into())),
            ("message", Json::String(message)),
        ]);
        Response::text_of("application/json", document.to_string()).status(status)
    }

    /// As AssemblyLift's `http_ok!` with four arguments takes it.
    #[doc(hidden)]
    pub fn assemblylift(body: String, content_type: Option<String>, base64: bool, gzip: bool) -> Self {
        let body = if base64 { Body::Base64(body) } else { Body::Text(body) };
        let response = Response::new(body, content_type.as_deref().unwrap_or("application/json"));
        if gzip { response.header("content-encoding", "gzip") } else { response }
    }

    /// With another status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// With one more header; one of the same name is replaced.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name));
        self.headers.push((name.into(), value.into()));
        self
    }

    /// With one more cookie, as `Set-Cookie` has it: `name=value; Path=/; HttpOnly`.
    #[must_use]
    pub fn cookie(mut self, cookie: &str) -> Self {
        self.cookies.push(cookie.into());
        self
    }

    pub(crate) fn body(&self) -> &[u8] {
        match &self.body {
            Body::Text(text) | Body::Base64(text) => text.as_bytes(),
            Body::Bytes(bytes) => bytes,
        }
    }

    /// Status, headers and cookies, in the places that the payload's version has for them.
    pub(crate) fn head(&self, version: u8) -> Json {
        let text = |text: &String| Json::String(text.clone());
        let headers = self.headers.iter().map(|(name, value)| (name.clone(), text(value)));
        let mut members = vec![
            ("statusCode", Json::Number(self.status.to_string())),
            ("headers", Json::object(headers)),
        ];
        if !self.cookies.is_empty() {
            let cookies = Json::Array(self.cookies.iter().map(text).collect());
            members.push(match version {
                1 => ("multiValueHeaders", Json::object([("Set-Cookie", cookies)])),
                _ => ("cookies", cookies),
            });
        }
        Json::object(members)
    }

    /// As API Gateway and function URLs take it.
    pub fn to_body(&self, version: u8) -> String {
        let (body, is_base64) = match &self.body {
            Body::Text(text) => (text.clone(), false),
            Body::Base64(text) => (text.clone(), true),
            Body::Bytes(bytes) => (encode_base64(bytes), true),
        };
        let mut answer = self.head(version);
        if let Json::Object(members) = &mut answer {
            members.push(("body".into(), Json::String(body)));
            members.push(("isBase64Encoded".into(), Json::Bool(is_base64)));
        }
        answer.to_string()
    }
}

#[cfg(test)]
#[path = "http_tests.rs"]
mod tests;
