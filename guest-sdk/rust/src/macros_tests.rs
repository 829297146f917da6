use crate::events::tests::sample;
use crate::host::{Answered, Double};
use crate::*;

fn text(answered: &Answered) -> String {
    String::from_utf8(answered.response.clone().unwrap_or_default()).unwrap()
}

mod assemblylift {
    use crate::*;

    mod crypto {
        export_iomod_guest!(akkoro, std, crypto);
        call!(uuid4, () => String);
    }

    handler!(context: LambdaContext<ApiGatewayEvent>, async {
        let event: ApiGatewayEvent = context.event;
        match event.path.as_str() {
            "/raw" => http_ok!("YQ==".to_string(), Some("text/css".to_string()), true, false),
            "/error" => http_error!("no"),
            "/uuid" => match crypto::uuid4(()).await {
                Ok(id) => http_ok!(id),
                Err(error) => http_error!(error.to_string()),
            },
            "/nothing" => {}
            path => http_not_found!(path),
        }
    });
}

fn invoke_old(path: &str) -> Answered {
    let event = format!(r#"{{"httpMethod":"GET","path":"{}","headers":{{}}}}"#, path);
    Double::new(event)
        .iomods(|name, input| {
            assert_eq!((name, input), ("akkoro.std.crypto.uuid4", &b"null"[..]));
            Some(br#"{"Ok":"u-1"}"#.to_vec())
        })
        .invoke(|| assemblylift::handler())
}

#[test]
fn forms_of_assemblylift() {
    assert!(text(&invoke_old("/raw")).ends_with(r#""body":"YQ==","isBase64Encoded":true}"#));
    assert!(text(&invoke_old("/error")).starts_with(r#"{"statusCode":520"#));
    assert!(text(&invoke_old("/uuid")).contains(r#""body":"\"u-1\"""#));
    assert!(text(&invoke_old("/x")).contains(r#"missing resource \\\"/x\\\""#));
    assert_eq!(invoke_old("/nothing").response, None);
}

#[test]
fn an_event_that_cannot_be_decoded() {
    let answered = Double::new("nonsense").invoke(|| assemblylift::handler());
    assert_eq!(answered.status, 0);
    assert_eq!(answered.failure.unwrap().0, "Function.InvalidEvent");
    assert_eq!(answered.log[0].0, 4);
}

fn page(request: Request) -> Result<Response, FunctionError> {
    match request.path() {
        "/hello" => Ok(Response::text("hi").cookie("a=b")),
        path => Err(FunctionError::new("Function.Lost", path)),
    }
}

#[test]
fn handlers_that_return() {
    let answered = Double::new(sample("function-url")).invoke(|| run(page));
    assert!(text(&answered).contains(r#""cookies":["a=b"]"#));
    let answered = Double::new(sample("api-gateway-v1")).invoke(|| run(page));
    assert_eq!(answered.failure, Some(("Function.Lost".into(), "/orders/42".into())));
}

#[test]
fn values_and_bytes() {
    let double = |event: u32| -> Result<u32, String> { Ok(event * 2) };
    assert_eq!(text(&Double::new("21").invoke(|| run(double))), "42");
    let echo = |invocation: Invocation| -> Result<Bytes, String> {
        Ok(Bytes(invocation.event))
    };
    assert_eq!(Double::new(b"\xff\0".to_vec()).invoke(|| run(echo)).response.unwrap(), b"\xff\0");
    let failing = |_: Json| -> Result<(), &'static str> { Err("why") };
    assert_eq!(
        Double::new("1").invoke(|| run(failing)).failure,
        Some(("Function.Error".into(), "why".into()))
    );
}

#[test]
fn context_and_log() {
    let handler = |invocation: Invocation| -> Result<(), String> {
        let context = invocation.context;
        assert_eq!(context.request_id(), "id-1");
        assert_eq!((context.tenant_id(), context.remaining_ms()), (None, Some(250)));
        assert_eq!(clock_ms(), 7);
        log(Level::Warn, "careful");
        Ok(())
    };
    let answered = Double::new("").context("request-id", "id-1").time(7, 250).invoke(|| run(handler));
    assert_eq!(answered.log, [(3, "careful".to_string())]);
    assert_eq!(text(&answered), "null");
}
