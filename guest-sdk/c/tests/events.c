/* Events of AWS services. */
#include "check.h"

static void test_events(void) {
    struct asml_records records = asml_records(sample("sqs"));
    struct asml_sqs_message message;
    CHECK(asml_sqs_next(&records, &message));
    IS(message.body, "{\"order\":42}");
    CHECK(asml_sqs_next(&records, &message));
    IS(message.id, "2e1424d4-f796-459a-8184-9c92662be6da");
    CHECK(!asml_sqs_next(&records, &message));
    struct asml_buffer failed = {0};
    asml_failed_item(&failed, ASML_TEXT("a"));
    asml_failed_item(&failed, ASML_TEXT("b"));
    IS(asml_failed_items_end(&failed),
       "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"b\"}]}");
    struct asml_buffer none = {0};
    IS(asml_failed_items_end(&none), "{\"batchItemFailures\":[]}");

    struct asml_sns_message news;
    records = asml_records(sample("sns"));
    CHECK(asml_sns_next(&records, &news) && !asml_sns_next(&records, &news));
    IS(news.subject, "warning");
    IS(news.message, "disk almost full");

    struct asml_s3_object object;
    records = asml_records(sample("s3"));
    CHECK(asml_s3_next(&records, &object));
    IS(object.key, "holiday photos/caf\xc3\xa9.jpg");
    IS(object.bucket, "example-uploads");
    CHECK(object.size == 1048576);
    IS(asml_url_decode(ASML_TEXT("%4%zz%41%")), "%4%zzA%");

    struct asml_dynamodb_change change;
    records = asml_records(sample("dynamodb"));
    CHECK(asml_dynamodb_next(&records, &change));
    IS(change.event_name, "MODIFY");
    struct asml_attribute total = asml_attribute(change.new_image, "total");
    IS(total.type, "N");
    IS(asml_json_string(total.value), "19.90");
    IS(asml_attribute(change.old_image, "paid").value, "false");
    CHECK(!asml_attribute(change.old_image, "total").type.bytes);

    struct asml_event_bridge event;
    CHECK(!asml_event_bridge_parse(sample("eventbridge"), &event));
    IS(event.detail_type, "Order Placed");
    IS(asml_json_get_string(event.detail, "orderId"), "42");
    CHECK(!asml_is_schedule(&event));
    CHECK(!asml_event_bridge_parse(sample("schedule"), &event) && asml_is_schedule(&event));
    CHECK(asml_event_bridge_parse(sample("sqs"), &event));
    records = asml_records(ASML_TEXT("[]"));
    CHECK(!asml_sqs_next(&records, &message));
}

static void test_attributes(void) {
    struct asml_records records = asml_records(sample("dynamodb"));
    struct asml_dynamodb_change change;
    CHECK(asml_dynamodb_next(&records, &change));
    IS(asml_attribute(change.keys, "id").type, "S");
    IS(asml_attribute(change.new_image, "note").type, "NULL");
    struct asml_attribute blob = asml_attribute(change.new_image, "blob");
    IS(blob.type, "B");
    IS(asml_from_base64(asml_json_string(blob.value)), "\0\1\2\xff");

    struct asml_attribute tags = asml_attribute(change.new_image, "tags");
    struct asml_json_items items = asml_json_items(tags.value);
    IS(tags.type, "SS");
    CHECK(asml_json_next(&items));
    IS(asml_json_string(items.value), "new");
    CHECK(asml_json_next(&items));
    IS(asml_json_string(items.value), "vip");
    CHECK(!asml_json_next(&items));

    struct asml_attribute lines = asml_attribute(change.new_image, "lines");
    items = asml_json_items(lines.value);
    IS(lines.type, "L");
    CHECK(asml_json_next(&items));
    struct asml_attribute line = asml_attribute_of(items.value);
    IS(line.type, "M");
    IS(asml_json_string(asml_attribute(line.value, "sku").value), "A-1");
    IS(asml_json_string(asml_attribute(line.value, "count").value), "3");
    CHECK(!asml_json_next(&items) && !asml_attribute_of(ASML_TEXT("[1]")).type.bytes);
}

/* Records of which everything is missing. */
static void test_missing(void) {
    struct asml_slice event = ASML_TEXT("{\"Records\":[{},7,null]}");
    struct asml_records records = asml_records(event);
    struct asml_s3_object object;
    for (int i = 0; i < 3; i++) {
        CHECK(asml_s3_next(&records, &object));
        CHECK(!object.key.bytes && !object.bucket.bytes && object.size == -1);
    }
    CHECK(!asml_s3_next(&records, &object));
    records = asml_records(event);
    struct asml_sns_message news;
    CHECK(asml_sns_next(&records, &news) && !news.message.bytes && !news.subject.bytes);
    records = asml_records(event);
    struct asml_dynamodb_change change;
    CHECK(asml_dynamodb_next(&records, &change) && !change.new_image.bytes);
}

int main(void) {
    test_events();
    test_attributes();
    test_missing();
    return report("events");
}
