/* A static C program that does what a Lambda bootstrap must, and no more: each event goes back as
 * its own response. Bodies of known length only. The measure for a compiled function that echoes.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static const char next[] = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n"
                           "Host: 127.0.0.1\r\n\r\n";
static char buffer[8 << 20];

static size_t receive(int s, char **body) {
    size_t length = 0, head = 0, count = 0;
    while (!head || length < head + count) {
        ssize_t got = read(s, buffer + length, sizeof buffer - 1 - length);
        if (got <= 0)
            _exit(1);
        length += (size_t)got;
        buffer[length] = 0;
        char *end = head ? NULL : strstr(buffer, "\r\n\r\n");
        if (end) {
            head = (size_t)(end - buffer) + 4;
            char *field = strstr(buffer, "Content-Length: ");
            count = field ? strtoul(field + 16, NULL, 10) : 0;
        }
    }
    *body = buffer + head;
    return count;
}

static char *put(char *at, const char *text, size_t count) {
    memcpy(at, text, count);
    return at + count;
}

int main(void) {
    char *api = getenv("AWS_LAMBDA_RUNTIME_API"), *colon = api ? strchr(api, ':') : NULL;
    if (!colon)
        return 1;
    *colon = 0;
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(atoi(colon + 1))};
    int s = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    if (s < 0 || inet_pton(AF_INET, api, &server.sin_addr) != 1 ||
        connect(s, (struct sockaddr *)&server, sizeof server))
        return 1;
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    for (;;) {
        if (write(s, next, sizeof next - 1) < 0)
            return 1;
        char *body, head[512], digits[24], *at = head;
        size_t count = receive(s, &body), left = count;
        char *id = strstr(buffer, "Request-Id: ") + 12;
        at = put(at, "POST /2018-06-01/runtime/invocation/", 36);
        at = put(at, id, strcspn(id, "\r"));
        at = put(at, "/response HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ", 53);
        int digit = sizeof digits;
        do
            digits[--digit] = (char)('0' + left % 10);
        while (left /= 10);
        at = put(at, digits + digit, sizeof digits - (size_t)digit);
        at = put(at, "\r\n\r\n", 4);
        struct iovec parts[] = {{head, (size_t)(at - head)}, {body, count}};
        size_t total = parts[0].iov_len + count;
        ssize_t sent = writev(s, parts, 2);
        while (sent >= 0 && (size_t)sent < total) {
            ssize_t more = write(s, body + ((size_t)sent - parts[0].iov_len), total - (size_t)sent);
            sent = more < 0 ? more : sent + more;
        }
        if (sent < 0)
            return 1;
        receive(s, &body);
    }
}
