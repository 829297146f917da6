/* Where JSON values end. The scan checks the grammar. Reading later goes by brackets and quotes
 * alone: of text that was not scanned, or is not JSON, it yields something or nothing, but never
 * leaves the text. */
#ifndef ASML_JSON_SCAN_H
#define ASML_JSON_SCAN_H

#include "text.h"

/* Deeper nesting is refused. */
#define ASML_JSON_DEPTH 512

static inline int asml_json_is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

ASML_SHARED struct asml_slice asml_json_skip_space(struct asml_slice text) {
    size_t at = 0;
    while (at < text.length && asml_json_is_space(text.bytes[at]))
        at++;
    return asml_from(text, at);
}

static inline struct asml_slice asml_json_trim(struct asml_slice text) {
    text = asml_json_skip_space(text);
    while (text.length && asml_json_is_space(text.bytes[text.length - 1]))
        text.length--;
    return text;
}

static inline int asml_hex_digit(char byte) {
    char lower = asml_lower(byte);
    return byte >= '0' && byte <= '9'     ? byte - '0'
           : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
                                          : -1;
}

/* Behind the string that begins here; 0 when it is none. */
ASML_SHARED size_t asml_json_string_end(struct asml_slice text) {
    if (!text.length || text.bytes[0] != '"')
        return 0;
    for (size_t at = 1; at < text.length; at++) {
        char byte = text.bytes[at];
        if (byte == '"')
            return at + 1;
        if ((unsigned char)byte < 0x20)
            return 0;
        if (byte != '\\')
            continue;
        byte = ++at < text.length ? text.bytes[at] : 0;
        if (byte == 'u') {
            for (int i = 0; i < 4; i++)
                if (++at >= text.length || asml_hex_digit(text.bytes[at]) < 0)
                    return 0;
        } else if (!byte || asml_find(ASML_TEXT("\"\\/bfnrt"), byte) == 8) {
            return 0;
        }
    }
    return 0;
}

static inline size_t asml_json_digits(struct asml_slice text, size_t at) {
    while (at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9')
        at++;
    return at;
}

/* Behind the number, `true`, `false` or `null` that begins here; 0 when it is none. */
ASML_SHARED size_t asml_json_word_end(struct asml_slice text) {
    if (asml_starts_with(text, ASML_TEXT("true")) || asml_starts_with(text, ASML_TEXT("null")))
        return 4;
    if (asml_starts_with(text, ASML_TEXT("false")))
        return 5;
    size_t start = text.length && text.bytes[0] == '-', at = asml_json_digits(text, start);
    if (at == start || (text.bytes[start] == '0' && at > start + 1))
        return 0;
    if (at < text.length && text.bytes[at] == '.') {
        size_t fraction = asml_json_digits(text, at + 1);
        if (fraction == at + 1)
            return 0;
        at = fraction;
    }
    if (at < text.length && asml_lower(text.bytes[at]) == 'e') {
        size_t first = at + 1;
        first += first < text.length && (text.bytes[first] == '+' || text.bytes[first] == '-');
        size_t exponent = asml_json_digits(text, first);
        if (exponent == first)
            return 0;
        at = exponent;
    }
    return at;
}

/* Behind the value that begins here, checked to its end; 0 when it is none. */
ASML_SHARED size_t asml_json_scan(struct asml_slice text) {
    uint8_t is_object[ASML_JSON_DEPTH];
    int depth = 0, wants_value = 1;
    struct asml_slice rest = text;
    for (;;) {
        rest = asml_json_skip_space(rest);
        char byte = rest.length ? rest.bytes[0] : 0;
        int opens = wants_value && (byte == '{' || byte == '[');
        if (opens) {
            if (depth == ASML_JSON_DEPTH)
                return 0;
            is_object[depth++] = byte == '{';
            rest = asml_json_skip_space(asml_from(rest, 1));
            byte = rest.length ? rest.bytes[0] : 0;
        }
        if (depth && (opens || !wants_value) && byte == (is_object[depth - 1] ? '}' : ']')) {
            rest = asml_from(rest, 1);
            wants_value = 0;
            if (!--depth)
                return text.length - rest.length;
            continue;
        }
        if (!opens && !wants_value) { /* behind a value inside something */
            if (byte != ',')
                return 0;
            rest = asml_json_skip_space(asml_from(rest, 1));
        }
        if (depth && is_object[depth - 1] && (opens || !wants_value)) {
            size_t end = asml_json_string_end(rest);
            rest = asml_json_skip_space(asml_from(rest, end));
            if (!end || !rest.length || rest.bytes[0] != ':')
                return 0;
            rest = asml_json_skip_space(asml_from(rest, 1));
        }
        byte = rest.length ? rest.bytes[0] : 0;
        wants_value = 1;
        if (byte == '{' || byte == '[')
            continue;
        size_t end = byte == '"' ? asml_json_string_end(rest) : asml_json_word_end(rest);
        if (!end)
            return 0;
        rest = asml_from(rest, end);
        if (!depth)
            return text.length - rest.length;
        wants_value = 0;
    }
}

/* Behind a value that was scanned; 0 where there is none. */
ASML_SHARED size_t asml_json_value_end(struct asml_slice text) {
    size_t at = 0;
    size_t depth = 0;
    if (!text.length)
        return 0;
    if (text.bytes[0] != '{' && text.bytes[0] != '[')
        return text.bytes[0] == '"' ? asml_json_string_end(text) : asml_json_word_end(text);
    do {
        char byte = text.bytes[at];
        if (byte == '"') {
            size_t length = asml_json_string_end(asml_from(text, at));
            if (!length)
                return 0;
            at += length;
            continue;
        }
        if (byte == '{' || byte == '[')
            depth++;
        if (byte == '}' || byte == ']')
            depth--;
        at++;
    } while (depth && at < text.length);
    return depth ? 0 : at;
}

#endif
