// Counting the tokens of a large JSON document.
#include "kernel.h"

#define SIZE 6000000
static char document[SIZE + 64];

static int make_document(void) {
    static const char *const parts[] = {
        "{\"id\":12345,\"name\":\"some name\",", "\"tags\":[\"a\",\"b\\\"c\"],",
        "\"price\":-12.5e3,\"ok\":true,\"none\":null},", "[1,2,3.25,[],{}],"};
    int length = 0;
    document[length++] = '[';
    while (length < SIZE - 64) {
        const char *part = parts[next_random() % 2 ? 3 : 0];
        int last = part == parts[0] ? 3 : 4;
        for (int i = part == parts[0] ? 0 : 3; i < last; i++) {
            size_t size = strlen(parts[i]);
            memcpy(document + length, parts[i], size);
            length += (int)size;
        }
    }
    document[length - 1] = ']';
    return length;
}

int main(void) {
    int length = make_document();
    uint64_t counts[6] = {0}, depth = 0, deepest = 0;
    for (int step = 0; step < 12; step++) {
        for (int i = 0; i < length; i++) {
            switch (document[i]) {
            case '{':
            case '[':
                counts[0]++;
                depth++;
                deepest = depth > deepest ? depth : deepest;
                break;
            case '}':
            case ']':
                depth--;
                break;
            case '"':
                for (i++; document[i] != '"'; i++) {
                    i += document[i] == '\\';
                }
                counts[1]++;
                break;
            case ',':
            case ':':
                counts[2]++;
                break;
            case 't':
            case 'f':
            case 'n':
                i += document[i] == 'f' ? 4 : 3;
                counts[3]++;
                break;
            default:
                while (strchr("+-.0123456789eE", document[i + 1])) {
                    i++;
                }
                counts[4]++;
            }
        }
    }
    uint64_t total = deepest;
    for (int i = 0; i < 5; i++) {
        total = total * 1000003 + counts[i];
    }
    return print_integer(total);
}
