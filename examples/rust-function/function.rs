//! Greets whoever the event names, and says what the event looked like.
//!
//! `{"name":"Ada"}` -> `{"length":14,"checksum":"…","greeting":"Hello, Ada!"}`

use asml::{log, Invocation, Json, Level};

fn greet(invocation: Invocation) -> Result<Json, String> {
    let event = invocation.event;
    log(Level::Info, &format!("read {} bytes", event.len()));
    Ok(Json::object([
        ("length", Json::Number(event.len().to_string())),
        ("checksum", Json::String(format!("{:016x}", fnv1a(&event)))),
        ("greeting", Json::String(format!("Hello, {}!", name(&event)))),
    ]))
}
asml::handler!(greet);

/// The event may have anything behind the object that names somebody.
fn name(event: &[u8]) -> String {
    let end = event.iter().position(|byte| *byte == b'}').map_or(0, |at| at + 1);
    let json = Json::parse(&event[..end]).unwrap_or(Json::Null);
    json.str("name").unwrap_or("world").to_string()
}

fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf29ce484222325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100000001b3)
    })
}
