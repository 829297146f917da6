//! RFC 4648, section 4, with padding.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as text.
pub fn encode_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity((bytes.len() + 2) / 3 * 4);
    for group in bytes.chunks(3) {
        let value = (0..3).fold(0u32, |value, i| {
            value << 8 | u32::from(group.get(i).copied().unwrap_or(0))
        });
        for i in 0..4 {
            let digit = DIGITS[(value >> (18 - 6 * i) & 63) as usize];
            text.push(if i <= group.len() { digit as char } else { '=' });
        }
    }
    text
}

/// The bytes that a text stands for; `None` when it is not base64.
pub fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let padded = text.as_bytes();
    if padded.len() % 4 != 0 {
        return None;
    }
    let padding = padded.iter().rev().take(2).take_while(|byte| **byte == b'=').count();
    let digits = &padded[..padded.len() - padding];
    let mut bytes = Vec::with_capacity(padded.len() / 4 * 3);
    for group in digits.chunks(4) {
        let mut value = 0u32;
        for byte in group {
            value = value << 6 | digit(*byte)?;
        }
        value <<= 6 * (4 - group.len() as u32);
        bytes.extend_from_slice(&value.to_be_bytes()[1..group.len()]);
    }
    Some(bytes)
}

fn digit(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_the_rfc() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
        ] {
            assert_eq!(encode_base64(bytes.as_bytes()), text);
            assert_eq!(decode_base64(text).as_deref(), Some(bytes.as_bytes()));
        }
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(decode_base64(&encode_base64(&all)), Some(all));
    }

    #[test]
    fn refuses_what_is_not_base64() {
        for text in ["Z", "Zg", "Zg=", "Z===", "====", "Zm9*", "=Zm9", "Zg==Zg==", "Zm9v\n"] {
            assert_eq!(decode_base64(text), None, "{}", text);
        }
    }
}
