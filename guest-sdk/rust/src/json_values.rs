//! Types of the standard library as JSON, where serde does not do it.

use super::{FromJson, Json, JsonError, ToJson};

impl ToJson for Json {
    fn to_json(&self) -> String {
        self.to_string()
    }
}

impl FromJson for Json {
    fn from_json(text: &[u8]) -> Result<Self, JsonError> {
        Json::parse(text)
    }
}

impl ToJson for () {
    fn to_json(&self) -> String {
        "null".into()
    }
}

/// Any value at all is fine.
impl FromJson for () {
    fn from_json(text: &[u8]) -> Result<Self, JsonError> {
        Json::parse(text).map(|_| ())
    }
}

impl ToJson for str {
    fn to_json(&self) -> String {
        Json::String(self.into()).to_string()
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn to_json(&self) -> String {
        (**self).to_json()
    }
}

impl ToJson for String {
    fn to_json(&self) -> String {
        self.as_str().to_json()
    }
}

impl FromJson for String {
    fn from_json(text: &[u8]) -> Result<Self, JsonError> {
        match Json::parse(text)? {
            Json::String(text) => Ok(text),
            other => Err(JsonError::new(format!("expected a string, found {}", other))),
        }
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> String {
        self.as_ref().map_or_else(|| "null".into(), ToJson::to_json)
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> String {
        let elements: Vec<String> = self.iter().map(ToJson::to_json).collect();
        format!("[{}]", elements.join(","))
    }
}

macro_rules! plain {
    ($($type:ty),*) => {$(
        impl ToJson for $type {
            fn to_json(&self) -> String {
                self.to_string()
            }
        }
        impl FromJson for $type {
            fn from_json(text: &[u8]) -> Result<Self, JsonError> {
                let value = Json::parse(text)?.to_string();
                value.parse().map_err(|_| {
                    JsonError::new(format!("expected {}, found {}", stringify!($type), value))
                })
            }
        }
    )*};
}
plain!(bool, u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

impl ToJson for f64 {
    /// JSON has no infinities and no NaN: they are `null`.
    fn to_json(&self) -> String {
        if self.is_finite() { self.to_string() } else { "null".into() }
    }
}
