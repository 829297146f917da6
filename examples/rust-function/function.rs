//! Greets whoever the event names, and says what the event looked like.
//!
//! `{"name":"Ada"}` -> `{"length":14,"checksum":"…","greeting":"Hello, Ada!"}`

mod asml;

#[no_mangle]
pub extern "C" fn handler() -> i32 {
    let event = asml::event();
    let text = String::from_utf8_lossy(&event);
    let name = string_field(&text, "name").unwrap_or("world");
    asml::log(&format!("read {} bytes", event.len()));
    asml::respond(&format!(
        r#"{{"length":{},"checksum":"{:016x}","greeting":"Hello, {}!"}}"#,
        event.len(),
        fnv1a(&event),
        name
    ));
    0
}

fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf29ce484222325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100000001b3)
    })
}

/// The value of the first `"field":"…"`, escapes and all, so that it can be put back into JSON as
/// it is.
fn string_field<'a>(json: &'a str, field: &str) -> Option<&'a str> {
    let key = format!("\"{}\"", field);
    json.match_indices(&key).find_map(|(at, _)| {
        let value = json[at + key.len()..]
            .trim_start_matches(|c| c == ' ' || c == ':')
            .strip_prefix('"')?;
        let mut escaped = false;
        let end = value.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        })?;
        Some(&value[..end])
    })
}
