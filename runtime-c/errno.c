/* Host errno -> WASI errno:
 * https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#errno */
#include "include/rt_host.h"
#include <errno.h>

#define WASI_IO 29

static const struct {
    int host;
    uint16_t wasi;
} rows[] = {
    {E2BIG, 1},      {EACCES, 2},  {EAGAIN, 6},     {EBADF, 8},    {ECONNRESET, 15},
    {EFAULT, 21},    {EFBIG, 22},  {EINTR, 27},     {EINVAL, 28},  {EIO, WASI_IO},
    {EISDIR, 31},    {EMFILE, 33}, {ENFILE, 41},    {ENODEV, 43},  {ENOENT, 44},
    {ENOMEM, 48},    {ENOSPC, 51}, {ENOSYS, 52},    {ENOTSUP, 58}, {ENXIO, 60},
    {EOVERFLOW, 61}, {EPERM, 63},  {EPIPE, 64},     {EROFS, 69},   {ESPIPE, 70},
    {ETIMEDOUT, 73}, {EDQUOT, 19}, {ECANCELED, 11}, {EDOM, 18},    {ERANGE, 68},
};

uint16_t rt_wasi_errno(int64_t negated) {
    for (uint32_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].host == -negated)
            return rows[i].wasi;
    return WASI_IO;
}
