/* What an invocation costs: serves the Runtime API to several bootstraps and gives each of them the
 * same events in turn.
 *
 *   invoke RUNS BYTES PROGRAM...
 *
 * For each program one line: median and minimum in microseconds from the event's first byte sent
 * to the response's last byte received, the median from the answer to the request for the next
 * event, and the process's peak resident memory in KiB. BYTES is the event's size. Responses that
 * are JSON objects are printed, one a line. */
#define _GNU_SOURCE
#include "runtime_api.h"
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { most_programs = 8, warm_up = 50 };

static struct program {
    char *path;
    pid_t child;
    int connection;
    double *answer, *ready;
} programs[most_programs];
static int program_count, runs;
static char *event, *buffer;
static size_t event_size;

static int start(struct program *program) {
    char api[64];
    int s = listen_on_loopback(api), on = 1;
    program->child = fork();
    if (program->child == 0) {
        char *arguments[] = {program->path, NULL};
        char *environment[] = {api, "_HANDLER=bench.handler", NULL};
        execve(program->path, arguments, environment);
        _exit(127);
    }
    int connection = accept(s, NULL, NULL);
    if (connection < 0)
        die(program->path);
    limit_waiting(connection);
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    close(s);
    return connection;
}

/* One request; its body's length. */
static size_t receive(struct program *program) {
    size_t length = 0, head = 0, body = 0;
    while (!head || length < head + body) {
        ssize_t count = read(program->connection, buffer + length, event_size + 65536 - length);
        if (count <= 0)
            die(program->path);
        length += (size_t)count;
        buffer[length] = 0;
        char *end = head ? NULL : strstr(buffer, "\r\n\r\n");
        if (end) {
            head = (size_t)(end - buffer) + 4;
            char *field = strstr(buffer, "Content-Length: ");
            body = field && field < end ? strtoul(field + 16, NULL, 10) : 0;
        }
    }
    memmove(buffer, buffer + head, body);
    buffer[body] = 0;
    return body;
}

static void send_all(int connection, const char *bytes, size_t count) {
    while (count) {
        ssize_t sent = write(connection, bytes, count);
        if (sent <= 0)
            die("write");
        bytes += sent;
        count -= (size_t)sent;
    }
}

static void invoke(struct program *program, int run) {
    static const char accepted[] = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    double begin = now();
    send_all(program->connection, event, event_size);
    receive(program);
    double end = now();
    send_all(program->connection, accepted, sizeof accepted - 1);
    double answered = now();
    static char report[256];
    snprintf(report, sizeof report, "%.250s", buffer);
    receive(program);
    if (run < 0)
        return;
    program->answer[run] = (end - begin) * 1e3;
    program->ready[run] = (now() - answered) * 1e3;
    if (report[0] == '{')
        printf("%s\n", report);
}

static int peak_memory(pid_t child) {
    char path[64], line[256];
    int kib = 0;
    snprintf(path, sizeof path, "/proc/%d/status", child);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        sscanf(line, "VmHWM: %d", &kib);
    if (file)
        fclose(file);
    return kib;
}

static void compose(size_t size) {
    event = malloc(size + 512);
    buffer = malloc(size + 512 + 65537);
    if (!event || !buffer)
        die("malloc");
    int head = sprintf(event,
                       "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                       "Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r\n"
                       "Lambda-Runtime-Deadline-Ms: 4000000000000\r\n"
                       "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:x:1:function:bench\r\n"
                       "Lambda-Runtime-Trace-Id: Root=1-2-3;Parent=4;Sampled=0\r\n"
                       "Content-Length: %zu\r\n\r\n",
                       size);
    memset(event + head, 'x', size);
    event_size = (size_t)head + size;
}

int main(int argc, char **argv) {
    runs = argc > 3 ? atoi(argv[1]) : 0;
    program_count = argc - 3;
    if (runs < 1 || program_count > most_programs) {
        fprintf(stderr, "usage: invoke RUNS BYTES PROGRAM...\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    /* Everything on one processor: waking another one costs more than what is measured here. */
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(0, &one);
    sched_setaffinity(0, sizeof one, &one);
    compose(strtoul(argv[2], NULL, 10));
    for (int p = 0; p < program_count; p++) {
        struct program *program = &programs[p];
        program->path = argv[p + 3];
        program->answer = malloc((size_t)runs * sizeof(double));
        program->ready = malloc((size_t)runs * sizeof(double));
        program->connection = start(program);
        receive(program);
    }
    for (int run = -warm_up; run < runs; run++)
        for (int p = 0; p < program_count; p++)
            invoke(&programs[(p + run + warm_up) % program_count], run);
    for (int p = 0; p < program_count; p++) {
        struct program *program = &programs[p];
        qsort(program->answer, (size_t)runs, sizeof(double), by_value);
        qsort(program->ready, (size_t)runs, sizeof(double), by_value);
        printf("%s %.1f %.1f %.1f %d\n", program->path, program->answer[runs / 2],
               program->answer[0], program->ready[runs / 2], peak_memory(program->child));
        kill(program->child, SIGKILL);
        waitpid(program->child, NULL, 0);
    }
    return 0;
}
