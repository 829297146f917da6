//! A function in the source forms of AssemblyLift 0.3.

use asml::{handler, http_not_found, http_ok, ApiGatewayEvent, LambdaContext};

handler!(context: LambdaContext<ApiGatewayEvent>, async {
    let event: ApiGatewayEvent = context.event;
    match event.path.as_str() {
        "/hello" => http_ok!(format!("{} {}", event.http_method, event.path)),
        "/page" => http_ok!("<p>hi</p>".to_string(), Some("text/html".to_string()), false, false),
        "/panic" => panic!("no luck"),
        path => http_not_found!(path),
    }
});
