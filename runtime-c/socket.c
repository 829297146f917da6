/* Waiting for descriptors, and TCP (rt_host.h). */
#define _GNU_SOURCE
#include "include/rt_host.h"
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

int64_t rt_poll(struct rt_poll_entry *entries, uint32_t count, uint64_t nanoseconds) {
    struct pollfd polled[RT_POLL_ENTRIES];
    if (count > RT_POLL_ENTRIES)
        return -EINVAL;
    for (uint32_t i = 0; i < count; i++) {
        short events = (short)((entries[i].reads ? POLLIN : 0) | (entries[i].writes ? POLLOUT : 0));
        polled[i] = (struct pollfd){.fd = entries[i].fd, .events = events};
    }
    struct timespec time = {.tv_sec = (time_t)(nanoseconds / 1000000000u),
                            .tv_nsec = (long)(nanoseconds % 1000000000u)};
    int ready = ppoll(polled, count, nanoseconds == RT_POLL_FOREVER ? NULL : &time, NULL);
    if (ready < 0)
        return -errno;
    for (uint32_t i = 0; i < count; i++) {
        entries[i].ready = polled[i].revents != 0;
        entries[i].hung_up = (polled[i].revents & (POLLHUP | POLLERR)) != 0;
    }
    return ready;
}

static int connect_to(int fd, const uint8_t *address, uint32_t count, uint16_t port) {
    if (count == 4) {
        struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
        memcpy(&to.sin_addr, address, 4);
        return connect(fd, (const struct sockaddr *)&to, sizeof to);
    }
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    memcpy(&to.sin6_addr, address, 16);
    return connect(fd, (const struct sockaddr *)&to, sizeof to);
}

int64_t rt_connect(const uint8_t *address, uint32_t count, uint16_t port) {
    int fd = socket(count == 4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -errno;
    if (connect_to(fd, address, count, port)) {
        int error = errno;
        close(fd);
        return -error;
    }
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

/* Head and body leave in one segment where they fit. */
int64_t rt_send_all(int fd, const struct rt_buffer *buffers, uint32_t count) {
    struct iovec left[4];
    if (count > 4)
        return -EINVAL;
    memcpy(left, buffers, count * sizeof *left);
    for (uint32_t first = 0; first < count;) {
        struct msghdr message = {.msg_iov = left + first, .msg_iovlen = count - first};
        ssize_t done = sendmsg(fd, &message, MSG_NOSIGNAL);
        if (done < 0 && errno != EINTR)
            return -errno;
        uint64_t sent = done > 0 ? (uint64_t)done : 0;
        while (first < count && sent >= left[first].iov_len)
            sent -= left[first++].iov_len;
        if (first < count) {
            left[first].iov_base = (uint8_t *)left[first].iov_base + sent;
            left[first].iov_len -= sent;
        }
    }
    return 0;
}

void rt_close(int fd) {
    close(fd);
}
