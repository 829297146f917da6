/* What a Lambda bootstrap does first, and nothing else: connects to the Runtime API and asks for
 * the next event. The measure for the start of a compiled one. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char request[] = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n"
                              "Host: 127.0.0.1\r\n\r\n";

int main(void) {
    /* "address:port" */
    char *api = getenv("AWS_LAMBDA_RUNTIME_API");
    char *colon = api ? strchr(api, ':') : 0;
    if (!colon)
        return 1;
    *colon = 0;
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(atoi(colon + 1))};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0 || inet_pton(AF_INET, api, &server.sin_addr) != 1 ||
        connect(s, (struct sockaddr *)&server, sizeof server) != 0)
        return 1;
    if (write(s, request, sizeof request - 1) != sizeof request - 1)
        return 1;
    char byte;
    return read(s, &byte, 1) < 0;
}
