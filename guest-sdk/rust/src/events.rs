//! Events of AWS services. What a service may leave out is an `Option`, and what is not here is in
//! `json`.

use crate::json::{Json, JsonError};
use std::collections::HashMap;

fn text(json: &Json, name: &str) -> String {
    json.str(name).unwrap_or_default().to_string()
}

fn optional(json: &Json, name: &str) -> Option<String> {
    json.str(name).map(str::to_string)
}

fn strings(json: Option<&Json>) -> HashMap<String, String> {
    let members = json.map_or(&[][..], Json::members);
    members.iter().filter_map(|(k, v)| Some((k.clone(), v.as_str()?.to_string()))).collect()
}

fn records<T>(
    json: &Json,
    source: &str,
    record: impl Fn(&Json) -> Option<T>,
) -> Result<Vec<T>, JsonError> {
    let wrong = || JsonError::new(format!("the event is none of {}", source));
    match json.get("Records") {
        Some(Json::Array(all)) => all.iter().map(|one| record(one).ok_or_else(wrong)).collect(),
        _ => Err(wrong()),
    }
}

/// Reads an event of this type from a value.
pub trait FromValue: Sized {
    /// The error says what the value is not.
    fn from_value(json: &Json) -> Result<Self, JsonError>;
}

macro_rules! from_json {
    ($($type:ty),*) => {$(
        #[cfg(not(feature = "serde"))]
        impl crate::json::FromJson for $type {
            fn from_json(text: &[u8]) -> Result<Self, JsonError> {
                <$type as FromValue>::from_value(&Json::parse(text)?)
            }
        }
        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let json = Json::deserialize(from)?;
                <$type as FromValue>::from_value(&json).map_err(serde::de::Error::custom)
            }
        }
    )*};
}
from_json!(
    ApiGatewayEvent, SqsEvent, SnsEvent, S3Event, DynamoDbEvent, EventBridgeEvent, ScheduledEvent
);

/// API Gateway's payload 1.0, as functions of AssemblyLift take it. `Request` takes every payload.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ApiGatewayEvent {
    pub json: Json,
    pub resource: String,
    pub path: String,
    pub http_method: String,
    pub headers: HashMap<String, String>,
    pub query_string_parameters: Option<HashMap<String, String>>,
    pub path_parameters: Option<HashMap<String, String>>,
    pub stage_variables: Option<HashMap<String, String>>,
    /// As it came: base64 when `is_base64_encoded`.
    pub body: Option<String>,
    pub is_base64_encoded: bool,
    pub source_ip: Option<String>,
}

impl FromValue for ApiGatewayEvent {
    fn from_value(json: &Json) -> Result<Self, JsonError> {
        let map = |name| json.get(name).filter(|v| !v.members().is_empty()).map(|v| strings(Some(v)));
        let http_method = optional(json, "httpMethod")
            .ok_or_else(|| JsonError::new("the event is none of API Gateway's payload 1.0"))?;
        Ok(ApiGatewayEvent {
            json: json.clone(),
            resource: text(json, "resource"),
            path: text(json, "path"),
            http_method,
            headers: strings(json.get("headers")),
            query_string_parameters: map("queryStringParameters"),
            path_parameters: map("pathParameters"),
            stage_variables: map("stageVariables"),
            body: optional(json, "body"),
            is_base64_encoded: json.get("isBase64Encoded").and_then(Json::as_bool) == Some(true),
            source_ip: json
                .path(&["requestContext", "identity", "sourceIp"])
                .and_then(Json::as_str)
                .map(str::to_string),
        })
    }
}

/// Messages of an SQS queue.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SqsEvent {
    pub messages: Vec<SqsMessage>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SqsMessage {
    pub json: Json,
    pub id: String,
    pub receipt_handle: String,
    pub body: String,
    pub attributes: HashMap<String, String>,
    pub source_arn: String,
}

impl FromValue for SqsEvent {
    fn from_value(json: &Json) -> Result<Self, JsonError> {
        let messages = records(json, "SQS", |json| {
            Some(SqsMessage {
                json: json.clone(),
                id: optional(json, "messageId")?,
                receipt_handle: text(json, "receiptHandle"),
                body: text(json, "body"),
                attributes: strings(json.get("attributes")),
                source_arn: text(json, "eventSourceARN"),
            })
        })?;
        Ok(SqsEvent { messages })
    }
}

/// Which messages failed, where the event source takes that (`ReportBatchItemFailures`): they come
/// again, the others do not.
pub fn batch_item_failures<I: AsRef<str>>(ids: impl IntoIterator<Item = I>) -> Json {
    let items = ids.into_iter().map(|id| {
        Json::object([("itemIdentifier", Json::String(id.as_ref().to_string()))])
    });
    Json::object([("batchItemFailures", Json::Array(items.collect()))])
}

/// Notifications of SNS topics.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SnsEvent {
    pub messages: Vec<SnsMessage>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SnsMessage {
    pub json: Json,
    pub id: String,
    pub topic_arn: String,
    pub subject: Option<String>,
    pub message: String,
    pub timestamp: String,
}

impl FromValue for SnsEvent {
    fn from_value(json: &Json) -> Result<Self, JsonError> {
        let messages = records(json, "SNS", |record| {
            let json = record.get("Sns")?;
            Some(SnsMessage {
                json: json.clone(),
                id: text(json, "MessageId"),
                topic_arn: text(json, "TopicArn"),
                subject: optional(json, "Subject"),
                message: text(json, "Message"),
                timestamp: text(json, "Timestamp"),
            })
        })?;
        Ok(SnsEvent { messages })
    }
}

/// Changes in S3 buckets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct S3Event {
    pub records: Vec<S3Record>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct S3Record {
    pub json: Json,
    /// `ObjectCreated:Put`
    pub event_name: String,
    pub bucket: String,
    /// Decoded: S3 sends it as a URL has it.
    pub key: String,
    /// Missing for a removed object.
    pub size: Option<i64>,
    pub etag: Option<String>,
    pub version_id: Option<String>,
}

impl FromValue for S3Event {
    fn from_value(json: &Json) -> Result<Self, JsonError> {
        let records = records(json, "S3", |json| {
            let object = json.path(&["s3", "object"])?;
            Some(S3Record {
                json: json.clone(),
                event_name: text(json, "eventName"),
                bucket: json.path(&["s3", "bucket", "name"])?.as_str()?.to_string(),
                key: url_decode(object.str("key")?),
                size: object.get("size").and_then(Json::as_i64),
                etag: optional(object, "eTag"),
                version_id: optional(object, "versionId"),
            })
        })?;
        Ok(S3Event { records })
    }
}

/// `+` is a space, `%XX` a byte: as S3 has keys, and forms their values.
pub fn url_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| (*byte as char).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high << 4 | low) as u8);
                at += 2;
            }
            (b'+', _, _) => decoded.push(b' '),
            (byte, _, _) => decoded.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Changes of a DynamoDB table's stream.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DynamoDbEvent {
    pub records: Vec<DynamoDbRecord>,
}

/// An item's attributes.
pub type Item = HashMap<String, AttributeValue>;

#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DynamoDbRecord {
    pub json: Json,
    /// `INSERT`, `MODIFY` or `REMOVE`
    pub event_name: String,
    pub keys: Item,
    /// Where the stream carries it.
    pub new_image: Option<Item>,
    pub old_image: Option<Item>,
    pub sequence_number: String,
    pub source_arn: String,
}

/// A DynamoDB value; numbers are text, exact as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum AttributeValue {
    S(String),
    N(String),
    B(Vec<u8>),
    Bool(bool),
    Null,
    L(Vec<AttributeValue>),
    M(Item),
    Ss(Vec<String>),
    Ns(Vec<String>),
    Bs(Vec<Vec<u8>>),
}

impl AttributeValue {
    fn parse(json: &Json) -> Option<AttributeValue> {
        let (kind, value) = json.members().first()?;
        let bytes = |value: &Json| crate::decode_base64(value.as_str()?);
        let texts = || -> Option<Vec<String>> {
            value.elements().iter().map(|v| v.as_str().map(str::to_string)).collect()
        };
        Some(match kind.as_str() {
            "S" => AttributeValue::S(value.as_str()?.into()),
            "N" => AttributeValue::N(value.as_str()?.into()),
            "B" => AttributeValue::B(bytes(value)?),
            "BOOL" => AttributeValue::Bool(value.as_bool()?),
            "NULL" => AttributeValue::Null,
            "L" => AttributeValue::L(value.elements().iter().map(Self::parse).collect::<Option<_>>()?),
            "M" => AttributeValue::M(item(value)?),
            "SS" => AttributeValue::Ss(texts()?),
            "NS" => AttributeValue::Ns(texts()?),
            "BS" => AttributeValue::Bs(value.elements().iter().map(bytes).collect::<Option<_>>()?),
            _ => return None,
        })
    }
}

fn item(json: &Json) -> Option<Item> {
    let parse = |(name, value): &(String, Json)| Some((name.clone(), AttributeValue::parse(value)?));
    json.members().iter().map(parse).collect()
}

impl FromValue for DynamoDbEvent {
    fn from_value(json: &Json) -> Result<Self, JsonError> {
        let records = records(json, "a DynamoDB stream", |json| {
            let data = json.get("dynamodb")?;
            let image = |name| data.get(name).map_or(Some(None), |value| item(value).map(Some));
            Some(DynamoDbRecord {
                json: json.clone(),
                event_name: text(json, "eventName"),
                keys: data.get("Keys").map_or(Some(Item::new()), item)?,
                new_image: image("NewImage")?,
                old_image: image("OldImage")?,
                sequence_number: text(data, "SequenceNumber"),
                source_arn: text(json, "eventSourceARN"),
            })
        })?;
        Ok(DynamoDbEvent { records })
    }
}

/// An event of an EventBridge bus.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct EventBridgeEvent {
    pub json: Json,
    pub id: String,
    pub source: String,
    pub detail_type: String,
    pub account: String,
    pub region: String,
    pub time: String,
    pub resources: Vec<String>,
    pub detail: Json,
}

impl FromValue for EventBridgeEvent {
    fn from_value(json: &Json) -> Result<Self, JsonError> {
        let wrong = || JsonError::new("the event is none of EventBridge");
        Ok(EventBridgeEvent {
            json: json.clone(),
            id: text(json, "id"),
            source: optional(json, "source").ok_or_else(wrong)?,
            detail_type: optional(json, "detail-type").ok_or_else(wrong)?,
            account: text(json, "account"),
            region: text(json, "region"),
            time: text(json, "time"),
            resources: json
                .get("resources")
                .map_or(&[][..], Json::elements)
                .iter()
                .filter_map(|arn| arn.as_str().map(str::to_string))
                .collect(),
            detail: json.get("detail").cloned().unwrap_or(Json::Null),
        })
    }
}

/// What a schedule of EventBridge sends.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ScheduledEvent {
    pub event: EventBridgeEvent,
}

impl FromValue for ScheduledEvent {
    fn from_value(json: &Json) -> Result<Self, JsonError> {
        let event = EventBridgeEvent::from_value(json)?;
        match event.source.as_str() {
            "aws.events" | "aws.scheduler" => Ok(ScheduledEvent { event }),
            source => Err(JsonError::new(format!("an event of {}, not of a schedule", source))),
        }
    }
}

#[cfg(test)]
#[path = "events_tests.rs"]
pub(crate) mod tests;
