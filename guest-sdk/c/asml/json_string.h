/* What JSON strings stand for. */
#ifndef ASML_JSON_STRING_H
#define ASML_JSON_STRING_H

#include "json_scan.h"

ASML_SHARED void asml_append_utf8(struct asml_buffer *buffer, uint32_t scalar) {
    if (scalar < 0x80) {
        asml_append_byte(buffer, (char)scalar);
        return;
    }
    int more = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
    asml_append_byte(buffer, (char)((0xff00 >> (more + 1) & 0xff) | scalar >> (6 * more)));
    while (more--)
        asml_append_byte(buffer, (char)(0x80 | (scalar >> (6 * more) & 0x3f)));
}

/* The four digits behind `\u`. */
static inline uint32_t asml_json_unit(const char *digits) {
    uint32_t unit = 0;
    for (int i = 0; i < 4; i++)
        unit = unit << 4 | (uint32_t)asml_hex_digit(digits[i]);
    return unit;
}

/* What the inside of a string stands for; the slice itself where nothing is escaped. */
ASML_SHARED struct asml_slice asml_json_unescape(struct asml_slice text) {
    static const char names[] = "bfnrt", bytes[] = "\b\f\n\r\t";
    struct asml_buffer buffer = {0, 0, 0};
    size_t escape = asml_find(text, '\\');
    if (escape == text.length)
        return text;
    while (text.length) {
        asml_append(&buffer, asml_slice(text.bytes, escape));
        text = asml_from(text, escape);
        if (text.length >= 6 && text.bytes[1] == 'u') {
            uint32_t unit = asml_json_unit(text.bytes + 2), next = 0;
            size_t length = 6;
            if (unit >> 10 == 0x36 && text.length >= 12 && text.bytes[6] == '\\' &&
                text.bytes[7] == 'u')
                next = asml_json_unit(text.bytes + 8);
            if (next >> 10 == 0x37) {
                unit = 0x10000 + ((unit & 0x3ff) << 10 | (next & 0x3ff));
                length = 12;
            }
            asml_append_utf8(&buffer, unit >> 11 == 0x1b ? 0xfffd : unit);
            text = asml_from(text, length);
        } else if (text.length < 2) {
            break; /* only in text that was not scanned */
        } else {
            size_t place = asml_find(asml_slice(names, 5), text.bytes[1]);
            asml_append_byte(&buffer, place < 5 ? bytes[place] : text.bytes[1]);
            text = asml_from(text, 2);
        }
        escape = asml_find(text, '\\');
    }
    return asml_written(&buffer);
}

#endif
