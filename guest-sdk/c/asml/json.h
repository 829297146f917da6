/* JSON (RFC 8259): reading in place, without a tree, and writing. A value is the slice of text that
 * it takes; one that is missing has no bytes, and everything asked of it is missing too. */
#ifndef ASML_JSON_H
#define ASML_JSON_H

#include "json_string.h"

/* A value of its own; missing when the text is not JSON. */
static inline struct asml_slice asml_json_parse(struct asml_slice text) {
    struct asml_slice value = asml_json_trim(text);
    return value.length && asml_json_scan(value) == value.length ? value : asml_nothing();
}

/* '{' '[' '"' 't' 'f' 'n' as values of these kinds begin, '0' for a number, 0 for what is missing.
 */
static inline char asml_json_kind(struct asml_slice value) {
    char first = value.length ? value.bytes[0] : 0;
    return first == '-' || (first >= '0' && first <= '9') ? '0' : first;
}

/* The elements of an array, or the members of an object, one after the other:
 *
 *   struct asml_json_items items = asml_json_items(array);
 *   while (asml_json_next(&items)) use(items.key, items.value); */
struct asml_json_items {
    struct asml_slice rest, key, value; /* `key` as it is between its quotes */
    char kind;
};

static inline struct asml_json_items asml_json_items(struct asml_slice value) {
    char kind = asml_json_kind(value);
    int is_list = kind == '{' || kind == '[';
    struct asml_json_items items = {is_list ? asml_from(value, 1) : asml_nothing(), asml_nothing(),
                                    asml_nothing(), kind};
    return items;
}

static inline int asml_json_stop(struct asml_json_items *items) {
    items->rest = asml_nothing();
    return 0;
}

ASML_SHARED int asml_json_next(struct asml_json_items *items) {
    items->rest = asml_json_skip_space(items->rest);
    if (items->rest.length && items->rest.bytes[0] == ',')
        items->rest = asml_json_skip_space(asml_from(items->rest, 1));
    if (!items->rest.length || items->rest.bytes[0] == '}' || items->rest.bytes[0] == ']')
        return 0;
    if (items->kind == '{') {
        size_t end = asml_json_string_end(items->rest);
        if (!end)
            return asml_json_stop(items);
        items->key = asml_slice(items->rest.bytes + 1, end - 2);
        items->rest = asml_json_skip_space(asml_from(items->rest, end));
        items->rest = asml_json_skip_space(asml_from(items->rest, 1));
    }
    size_t end = asml_json_value_end(items->rest);
    if (!end)
        return asml_json_stop(items);
    items->value = asml_slice(items->rest.bytes, end);
    items->rest = asml_from(items->rest, end);
    return 1;
}

/* The text of a string; missing for anything else. Unpaired surrogates become U+FFFD. */
static inline struct asml_slice asml_json_string(struct asml_slice value) {
    if (asml_json_kind(value) != '"' || value.length < 2)
        return asml_nothing();
    return asml_json_unescape(asml_slice(value.bytes + 1, value.length - 2));
}

ASML_SHARED struct asml_slice asml_json_member(struct asml_slice object, struct asml_slice name) {
    struct asml_json_items items = asml_json_items(object);
    while (items.kind == '{' && asml_json_next(&items))
        if (asml_equal(asml_json_unescape(items.key), name))
            return items.value;
    return asml_nothing();
}

/* A member by its name: the first of that name. */
static inline struct asml_slice asml_json_get(struct asml_slice object, const char *name) {
    return asml_json_member(object, asml_text(name));
}

/* A member's member and so on: "requestContext.http.method". */
ASML_SHARED struct asml_slice asml_json_path(struct asml_slice object, const char *path) {
    struct asml_slice rest = asml_text(path);
    while (rest.length && object.bytes) {
        size_t end = asml_find(rest, '.');
        object = asml_json_member(object, asml_slice(rest.bytes, end));
        rest = asml_from(rest, end + 1);
    }
    return object;
}

static inline struct asml_slice asml_json_get_string(struct asml_slice object, const char *name) {
    return asml_json_string(asml_json_get(object, name));
}

static inline int asml_json_is_true(struct asml_slice value) {
    return asml_json_kind(value) == 't';
}

/* Whether it is a whole number that `result` can hold. Others are text that the caller may read. */
static inline int asml_json_integer(struct asml_slice value, int64_t *result) {
    size_t at = value.length && value.bytes[0] == '-';
    uint64_t number = 0, limit = (uint64_t)INT64_MAX + at;
    if (asml_json_kind(value) != '0')
        return 0;
    for (size_t i = at; i < value.length; i++) {
        uint64_t digit = (uint64_t)(value.bytes[i] - '0');
        if (digit > 9 || number > (limit - digit) / 10)
            return 0;
        number = number * 10 + digit;
    }
    *result = at ? (int64_t)(0 - number) : (int64_t)number;
    return 1;
}

/* A string with its quotes. Bytes that are not UTF-8 become U+FFFD: JSON has no others. */
ASML_SHARED void asml_append_json(struct asml_buffer *buffer, struct asml_slice text) {
    size_t start = 0, at = 0; /* from `start` on nothing is written yet */
    asml_append_byte(buffer, '"');
    while (at < text.length) {
        char byte = text.bytes[at];
        size_t length = asml_utf8_length(asml_from(text, at));
        int is_control = (unsigned char)byte < 0x20;
        if (length && !is_control && byte != '"' && byte != '\\') {
            at += length;
            continue;
        }
        asml_append(buffer, asml_slice(text.bytes + start, at - start));
        start = ++at;
        asml_append_text(buffer, !length ? "\xef\xbf\xbd" : is_control ? "\\u" : "\\");
        if (is_control)
            asml_append_hex(buffer, (unsigned char)byte, 4);
        else if (length)
            asml_append_byte(buffer, byte);
    }
    asml_append(buffer, asml_from(text, start));
    asml_append_byte(buffer, '"');
}

/* `,` unless an array or object was just opened: before every element. */
static inline void asml_append_json_comma(struct asml_buffer *buffer) {
    char last = buffer->length ? buffer->bytes[buffer->length - 1] : '{';
    if (last != '{' && last != '[')
        asml_append_byte(buffer, ',');
}

/* The comma, then `"name":`. */
ASML_SHARED void asml_append_json_name(struct asml_buffer *buffer, const char *name) {
    asml_append_json_comma(buffer);
    asml_append_json(buffer, asml_text(name));
    asml_append_byte(buffer, ':');
}

#endif
