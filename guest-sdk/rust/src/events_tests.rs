use super::*;
use crate::json::FromJson;

/// A sample event; `ASML_SAMPLE_EVENTS` names their folder.
pub(crate) fn sample(name: &str) -> Vec<u8> {
    let folder = std::env::var("ASML_SAMPLE_EVENTS")
        .unwrap_or_else(|_| "../../Sources/Cloud/LocalCloud/SampleEvents".into());
    std::fs::read(format!("{}/{}.json", folder, name)).expect("a sample event")
}

#[test]
fn api_gateway() {
    let event = ApiGatewayEvent::from_json(&sample("api-gateway-v1")).unwrap();
    assert_eq!((event.http_method.as_str(), event.path.as_str()), ("POST", "/orders/42"));
    assert_eq!(event.headers["Host"], "api.example.com");
    assert_eq!(event.path_parameters.unwrap()["id"], "42");
    assert_eq!(event.stage_variables, None);
    assert_eq!(event.source_ip.as_deref(), Some("203.0.113.7"));
    assert!(ApiGatewayEvent::from_json(&sample("api-gateway-v2")).is_err());
}

#[test]
fn queues_and_topics() {
    let event = SqsEvent::from_json(&sample("sqs")).unwrap();
    assert_eq!(event.messages.len(), 2);
    assert_eq!(event.messages[0].body, "{\"order\":42}");
    assert_eq!(event.messages[1].attributes["ApproximateReceiveCount"], "2");
    assert_eq!(
        batch_item_failures(event.messages.iter().map(|m| &m.id).take(1)).to_string(),
        r#"{"batchItemFailures":[{"itemIdentifier":"059f36b4-87a3-44ab-83d2-661975830a7d"}]}"#
    );
    let event = SnsEvent::from_json(&sample("sns")).unwrap();
    assert_eq!(event.messages[0].message, "disk almost full");
    assert_eq!(event.messages[0].subject.as_deref(), Some("warning"));
    assert!(SqsEvent::from_json(b"{}").is_err());
    assert!(SnsEvent::from_json(&sample("sqs")).is_err());
    assert_eq!(SqsEvent::from_json(b"{\"Records\":[]}").unwrap().messages, []);
}

#[test]
fn buckets() {
    let event = S3Event::from_json(&sample("s3")).unwrap();
    let record = &event.records[0];
    assert_eq!((record.bucket.as_str(), record.key.as_str()), ("example-uploads", "holiday photos/café.jpg"));
    assert_eq!(record.size, Some(1_048_576));
    assert_eq!(url_decode("%4%zz%41%"), "%4%zzA%");
}

#[test]
fn tables() {
    let event = DynamoDbEvent::from_json(&sample("dynamodb")).unwrap();
    let record = &event.records[0];
    let new = record.new_image.as_ref().unwrap();
    assert_eq!(record.keys["id"], AttributeValue::S("42".into()));
    assert_eq!(new["total"], AttributeValue::N("19.90".into()));
    assert_eq!(new["paid"], AttributeValue::Bool(true));
    assert_eq!(new["note"], AttributeValue::Null);
    assert_eq!(new["blob"], AttributeValue::B(vec![0, 1, 2, 255]));
    assert_eq!(new["tags"], AttributeValue::Ss(vec!["new".into(), "vip".into()]));
    match &new["lines"] {
        AttributeValue::L(lines) => match &lines[0] {
            AttributeValue::M(line) => assert_eq!(line["count"], AttributeValue::N("3".into())),
            other => panic!("{:?}", other),
        },
        other => panic!("{:?}", other),
    }
    assert!(DynamoDbEvent::from_json(br#"{"Records":[{"dynamodb":{"Keys":{"a":{"X":1}}}}]}"#).is_err());
}

#[test]
fn buses_and_schedules() {
    let event = EventBridgeEvent::from_json(&sample("eventbridge")).unwrap();
    assert_eq!((event.detail_type.as_str(), event.detail.str("orderId")), ("Order Placed", Some("42")));
    assert!(ScheduledEvent::from_json(&sample("eventbridge")).is_err());
    let schedule = ScheduledEvent::from_json(&sample("schedule")).unwrap();
    assert_eq!(schedule.event.resources.len(), 1);
    assert!(EventBridgeEvent::from_json(&sample("s3")).is_err());
}
