/* Events of AWS services. Records come one after the other:
 *
 *   struct asml_sqs_message message;
 *   struct asml_records records = asml_records(asml_event());
 *   while (asml_sqs_next(&records, &message)) … */
#ifndef ASML_EVENTS_H
#define ASML_EVENTS_H

#include "json.h"

struct asml_records {
    struct asml_json_items items;
};

/* Of an event without "Records" there are none. */
static inline struct asml_records asml_records(struct asml_slice event) {
    struct asml_records records = {
        asml_json_items(asml_json_get(asml_json_parse(event), "Records"))};
    return records;
}

/* Every record also as JSON, for all that is not here. */
struct asml_sqs_message {
    struct asml_slice json, id, receipt_handle, body, source_arn;
};

static inline int asml_sqs_next(struct asml_records *records, struct asml_sqs_message *message) {
    if (!asml_json_next(&records->items))
        return 0;
    struct asml_slice json = message->json = records->items.value;
    message->id = asml_json_get_string(json, "messageId");
    message->receipt_handle = asml_json_get_string(json, "receiptHandle");
    message->body = asml_json_get_string(json, "body");
    message->source_arn = asml_json_get_string(json, "eventSourceARN");
    return 1;
}

/* The answer when only some messages failed (ReportBatchItemFailures): one call for each that did,
 * then `asml_respond(asml_failed_items_end(&failed))`. */
static inline void asml_failed_item(struct asml_buffer *failed, struct asml_slice id) {
    asml_append_text(failed, failed->length ? "," : "{\"batchItemFailures\":[");
    asml_append_text(failed, "{\"itemIdentifier\":");
    asml_append_json(failed, id);
    asml_append_byte(failed, '}');
}

static inline struct asml_slice asml_failed_items_end(struct asml_buffer *failed) {
    asml_append_text(failed, failed->length ? "]}" : "{\"batchItemFailures\":[]}");
    return asml_written(failed);
}

struct asml_sns_message {
    struct asml_slice json, id, topic_arn, subject, message, timestamp;
};

static inline int asml_sns_next(struct asml_records *records, struct asml_sns_message *message) {
    if (!asml_json_next(&records->items))
        return 0;
    struct asml_slice json = message->json = asml_json_get(records->items.value, "Sns");
    message->id = asml_json_get_string(json, "MessageId");
    message->topic_arn = asml_json_get_string(json, "TopicArn");
    message->subject = asml_json_get_string(json, "Subject");
    message->message = asml_json_get_string(json, "Message");
    message->timestamp = asml_json_get_string(json, "Timestamp");
    return 1;
}

/* `+` is a space, `%XX` a byte: as S3 has keys, and forms their values. */
static inline struct asml_slice asml_url_decode(struct asml_slice text) {
    if (!text.bytes)
        return text;
    char *bytes = (char *)asml_allocate(text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (byte == '%' && i + 2 < text.length && asml_hex_digit(text.bytes[i + 1]) >= 0 &&
            asml_hex_digit(text.bytes[i + 2]) >= 0) {
            byte =
                (char)(asml_hex_digit(text.bytes[i + 1]) << 4 | asml_hex_digit(text.bytes[i + 2]));
            i += 2;
        } else if (byte == '+') {
            byte = ' ';
        }
        bytes[length++] = byte;
    }
    return asml_slice(bytes, length);
}

struct asml_s3_object {
    struct asml_slice json, event_name, bucket, key, etag, version_id; /* `key` decoded */
    int64_t size;                                                      /* -1 when it is missing */
};

static inline int asml_s3_next(struct asml_records *records, struct asml_s3_object *object) {
    if (!asml_json_next(&records->items))
        return 0;
    struct asml_slice json = object->json = records->items.value;
    struct asml_slice facts = asml_json_path(json, "s3.object");
    object->event_name = asml_json_get_string(json, "eventName");
    object->bucket = asml_json_string(asml_json_path(json, "s3.bucket.name"));
    object->key = asml_url_decode(asml_json_get_string(facts, "key"));
    object->etag = asml_json_get_string(facts, "eTag");
    object->version_id = asml_json_get_string(facts, "versionId");
    if (!asml_json_integer(asml_json_get(facts, "size"), &object->size))
        object->size = -1;
    return 1;
}

struct asml_dynamodb_change {
    /* Objects of attribute values, missing where the stream does not carry them. */
    struct asml_slice json, keys, new_image, old_image;
    struct asml_slice event_name, sequence_number, source_arn; /* "INSERT" "MODIFY" "REMOVE" */
};

static inline int asml_dynamodb_next(struct asml_records *records,
                                     struct asml_dynamodb_change *change) {
    if (!asml_json_next(&records->items))
        return 0;
    struct asml_slice json = change->json = records->items.value;
    struct asml_slice data = asml_json_get(json, "dynamodb");
    change->keys = asml_json_get(data, "Keys");
    change->new_image = asml_json_get(data, "NewImage");
    change->old_image = asml_json_get(data, "OldImage");
    change->event_name = asml_json_get_string(json, "eventName");
    change->sequence_number = asml_json_get_string(data, "SequenceNumber");
    change->source_arn = asml_json_get_string(json, "eventSourceARN");
    return 1;
}

/* An attribute's type and its JSON value: a string (S, N, B in base64), a boolean (BOOL, NULL), an
 * array of strings (SS, NS, BS), an object of attributes like an image (M), an array whose elements
 * `asml_attribute_of` takes (L). */
struct asml_attribute {
    struct asml_slice type, value;
};

/* Of {"N":"19.90"}. */
static inline struct asml_attribute asml_attribute_of(struct asml_slice json) {
    struct asml_attribute attribute = {asml_nothing(), asml_nothing()};
    struct asml_json_items items = asml_json_items(json);
    if (items.kind == '{' && asml_json_next(&items)) {
        attribute.type = items.key;
        attribute.value = items.value;
    }
    return attribute;
}

static inline struct asml_attribute asml_attribute(struct asml_slice image, const char *name) {
    return asml_attribute_of(asml_json_get(image, name));
}

/* EventBridge's events, schedules among them (source "aws.events"). */
struct asml_event_bridge {
    struct asml_slice json, id, source, detail_type, time, detail; /* `detail` is JSON */
};

/* 0; -1 when the event is none of these. */
static inline int asml_event_bridge_parse(struct asml_slice event,
                                          struct asml_event_bridge *result) {
    struct asml_slice json = result->json = asml_json_parse(event);
    result->id = asml_json_get_string(json, "id");
    result->source = asml_json_get_string(json, "source");
    result->detail_type = asml_json_get_string(json, "detail-type");
    result->time = asml_json_get_string(json, "time");
    result->detail = asml_json_get(json, "detail");
    return result->source.bytes && result->detail_type.bytes ? 0 : -1;
}

static inline int asml_is_schedule(const struct asml_event_bridge *event) {
    return asml_equal(event->source, ASML_TEXT("aws.events")) ||
           asml_equal(event->source, ASML_TEXT("aws.scheduler"));
}

#endif
