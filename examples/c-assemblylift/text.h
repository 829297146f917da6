// As much text as a function without a C library needs: appending, and finding one JSON field.
#pragma once

#include <stddef.h>
#include <stdint.h>

struct text {
    char bytes[ASML_INPUT_PAGE + 256]; // holds the longest name an event's first page can have
    size_t length;
};

struct slice {
    const char *start;
    size_t length;
};

static void text_add_bytes(struct text *text, const char *bytes, size_t length) {
    for (size_t i = 0; i < length && text->length < sizeof text->bytes; i++) {
        text->bytes[text->length++] = bytes[i];
    }
}

static void text_add(struct text *text, const char *string) {
    size_t length = 0;
    while (string[length]) {
        length++;
    }
    text_add_bytes(text, string, length);
}

static void text_add_decimal(struct text *text, uint64_t number) {
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    text_add_bytes(text, digits + at, sizeof digits - at);
}

static void text_add_hex(struct text *text, uint64_t number) {
    for (int shift = 60; shift >= 0; shift -= 4) {
        text_add_bytes(text, &"0123456789abcdef"[number >> shift & 15], 1);
    }
}

// The value of the first `"field":"…"`, escapes and all, so that it can be put back into JSON as
// it is. `start` is null if there is none.
static struct slice json_string_field(const char *json, size_t length, const char *field) {
    size_t name_length = 0;
    while (field[name_length]) {
        name_length++;
    }
    for (size_t at = 0; at + name_length + 2 < length; at++) {
        size_t matched = 0;
        while (matched < name_length && json[at + 1 + matched] == field[matched]) {
            matched++;
        }
        if (json[at] != '"' || matched < name_length || json[at + 1 + matched] != '"') {
            continue;
        }
        size_t start = at + matched + 2;
        while (start < length && (json[start] == ' ' || json[start] == ':')) {
            start++;
        }
        if (start >= length || json[start++] != '"') {
            continue;
        }
        size_t end = start;
        while (end < length && json[end] != '"') {
            end += json[end] == '\\' ? 2 : 1;
        }
        if (end < length) {
            return (struct slice){json + start, end - start};
        }
    }
    return (struct slice){0};
}
