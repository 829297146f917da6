use super::*;
use crate::events::tests::sample;

#[test]
fn requests_of_every_payload() {
    let old = Request::parse(&sample("api-gateway-v1")).unwrap();
    assert_eq!((old.method(), old.path()), ("POST", "/orders/42"));
    assert_eq!(old.body(), br#"{"quantity":3}"#);
    assert_eq!(old.header("CONTENT-TYPE"), Some("application/json"));
    assert_eq!(old.cookie("theme"), Some("dark"));
    assert_eq!(old.parameter("id"), Some("42"));
    assert_eq!(old.query("tag"), Some("b"));
    let new = Request::parse(&sample("api-gateway-v2")).unwrap();
    assert_eq!(new.body(), br#"{"quantity":3}"#);
    assert_eq!(new.cookie("session"), Some("abc123"));
    assert_eq!(new.query("tag"), Some("a,b"));
    let url = Request::parse(&sample("function-url")).unwrap();
    assert_eq!((url.method(), url.path(), url.query("name")), ("GET", "/hello", Some("Ada")));
    assert_eq!((url.body(), url.cookie("session"), url.parameter("id")), (&[][..], None, None));
}

#[test]
fn what_is_no_request() {
    assert!(Request::parse(&sample("sqs")).is_err());
    assert!(Request::parse(b"nonsense").is_err());
    let broken = br#"{"httpMethod":"GET","path":"/","body":"?","isBase64Encoded":true}"#;
    assert!(Request::parse(broken).is_err());
}

#[test]
fn responses() {
    let page = Response::html("<p>\"hi\"</p>").header("x-a", "1").cookie("a=b; Path=/").cookie("c=d");
    assert_eq!(
        page.to_body(1),
        r#"{"statusCode":200,"headers":{"content-type":"text/html; charset=utf-8","x-a":"1"},"multiValueHeaders":{"Set-Cookie":["a=b; Path=/","c=d"]},"body":"<p>\"hi\"</p>","isBase64Encoded":false}"#
    );
    let packed = Response::gzip("text/plain", [0x1f, 0x8b]).cookie("a=b");
    assert_eq!(
        packed.to_body(2),
        r#"{"statusCode":200,"headers":{"content-type":"text/plain","content-encoding":"gzip"},"cookies":["a=b"],"body":"H4s=","isBase64Encoded":true}"#
    );
    let typed = Response::text("x").header("Content-Type", "text/css").status(201);
    assert!(typed.to_body(2).starts_with(r#"{"statusCode":201,"headers":{"Content-Type":"text/css"}"#));
}

#[test]
fn answers_of_assemblylift() {
    assert_eq!(
        Response::function_error("no \"luck\"").body(),
        br#"{"code":520,"desc":"Function Error","message":"no \"luck\""}"#
    );
    assert_eq!(
        Response::not_found("n").body(),
        br#"{"code":404,"desc":"Missing Resource","message":"missing resource \"n\""}"#
    );
    let raw = Response::assemblylift("H4s=".into(), Some("text/css".into()), true, true);
    assert_eq!(
        raw.to_body(2),
        r#"{"statusCode":200,"headers":{"content-type":"text/css","content-encoding":"gzip"},"body":"H4s=","isBase64Encoded":true}"#
    );
}
