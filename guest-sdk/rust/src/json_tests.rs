use super::*;

#[test]
fn what_is_json() {
    for text in [
        "null", " true ", "0", "-0.5e+10", "\"\"", "[]", "{}", "[1,2,[3]]", "\t[ 1 , 2 ]\r\n",
        r#"{"a":{"b":[{}]},"c":1}"#, r#"[[],{},"\u00e4\n"]"#,
    ] {
        let value = Json::parse(text.as_bytes()).unwrap();
        assert_eq!(Json::parse(value.to_string().as_bytes()).unwrap(), value);
    }
}

#[test]
fn what_is_not() {
    for text in [
        "", " ", "nul", "01", "-", "1.", "1e", ".5", "+1", "\"", r#""\x""#, r#""\u12g4""#, "\"\n\"",
        "[", "]", "[1", "[1,]", "[,1]", "[1 2]", "{", r#"{"a"}"#, r#"{"a":}"#, r#"{"a":1,}"#,
        "{a:1}", r#"{"a":1 "b":2}"#, "[}", "{]", "[1]]", "1 2", "{,}", "nullx", r#"["a":1]"#,
    ] {
        assert!(Json::parse(text.as_bytes()).is_err(), "{}", text);
    }
    let error = Json::parse(b"{\"a\": }").unwrap_err();
    assert_eq!(error.to_string(), "not JSON at byte 6: expected a value");
    assert!(Json::parse("[".repeat(1_000_000).as_bytes()).is_err());
    assert!(Json::parse(format!("{}{}", "[".repeat(128), "]".repeat(128)).as_bytes()).is_ok());
}

#[test]
fn strings() {
    let text = br#""x\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00\ud83d!\udc00\ud83d\u0041""#;
    assert_eq!(
        Json::parse(text).unwrap().as_str(),
        Some("x\"\\/\u{8}\u{c}\n\r\tä😀\u{fffd}!\u{fffd}\u{fffd}A")
    );
    assert_eq!(Json::parse(b"\"\xff\"").unwrap().as_str(), Some("\u{fffd}"));
    assert_eq!(Json::String("a\"\\\n\u{1}ä".into()).to_string(), "\"a\\\"\\\\\\n\\u0001ä\"");
}

#[test]
fn values() {
    let json = Json::parse(br#"{"n":-12,"big":9223372036854775808,"f":1.5,"a":{"b":[true]}}"#).unwrap();
    assert_eq!(json.get("n").and_then(Json::as_i64), Some(-12));
    assert_eq!(json.get("big").and_then(Json::as_i64), None);
    assert_eq!(json.get("big").unwrap().to_string(), "9223372036854775808");
    assert_eq!(json.get("f").and_then(Json::as_f64), Some(1.5));
    assert_eq!(json.path(&["a", "b"]).unwrap().elements()[0].as_bool(), Some(true));
    assert_eq!(json.path(&["a", "c"]), None);
}

#[test]
fn types_of_the_standard_library() {
    assert_eq!(vec![Some("a"), None].to_json(), r#"["a",null]"#);
    assert_eq!(u8::from_json(b" 7 "), Ok(7));
    assert!(u8::from_json(b"256").is_err());
    assert!(String::from_json(b"1").is_err());
    assert_eq!(bool::from_json(b"true"), Ok(true));
}
