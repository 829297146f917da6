//! Answers HTTP requests, and any other event, with a greeting in JSON:
//!
//!   GET /?name=Ada   ->  {"message":"Hello, Ada!"}
//!   {"name":"Ada"}   ->  {"message":"Hello, Ada!"}

use asml::{log, Answer, Bytes, Invocation, Json, JsonError, Level, Request, Response};

/// Called for every event. An error that it returns, or a panic, fails the invocation.
fn greet(invocation: Invocation) -> Result<Bytes, JsonError> {
    log(Level::Info, "an event for FUNCTION_NAME");

    if let Ok(request) = Request::parse(&invocation.event) {
        let response = Response::json(&greeting(request.query("name")));
        return Ok(Bytes(response.into_body().unwrap_or_default()));
    }

    // No HTTP request: a schedule, a queue, `asml invoke`.
    let event = Json::parse(&invocation.event)?;
    let answer = greeting(event.str("name"));
    Ok(Bytes(answer.into_body().unwrap_or_default()))
}
asml::handler!(greet);

fn greeting(name: Option<&str>) -> Json {
    let name = name.filter(|name| !name.is_empty()).unwrap_or("world");
    Json::object([("message", Json::String(format!("Hello, {}!", name)))])
}
