/* Host errno -> WASI errno:
 * https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#errno */
#include "include/rt_host.h"
#include <errno.h>
#include <string.h>

#define WASI_IO 29

static const struct {
    int host;
    uint16_t wasi;
} rows[] = {
    {E2BIG, 1},     {EACCES, 2},        {EADDRINUSE, 3},  {EADDRNOTAVAIL, 4},    {EAGAIN, 6},
    {EALREADY, 7},  {EBADF, 8},         {EBADMSG, 9},     {EBUSY, 10},           {ECANCELED, 11},
    {ECHILD, 12},   {ECONNABORTED, 13}, {ECONNRESET, 15}, {EDEADLK, 16},         {EDOM, 18},
    {EDQUOT, 19},   {EEXIST, 20},       {EFAULT, 21},     {EFBIG, 22},           {EILSEQ, 25},
    {EINTR, 27},    {EINVAL, 28},       {EIO, WASI_IO},   {EISDIR, 31},          {ELOOP, 32},
    {EMFILE, 33},   {EMLINK, 34},       {EMSGSIZE, 35},   {EMULTIHOP, 36},       {ENAMETOOLONG, 37},
    {ENFILE, 41},   {ENOBUFS, 42},      {ENODEV, 43},     {ENOENT, 44},          {ENOEXEC, 45},
    {ENOLCK, 46},   {ENOLINK, 47},      {ENOMEM, 48},     {ENOSPC, 51},          {ENOSYS, 52},
    {ENOTCONN, 53}, {ENOTDIR, 54},      {ENOTEMPTY, 55},  {ENOTRECOVERABLE, 56}, {ENOTSOCK, 57},
    {ENOTSUP, 58},  {ENOTTY, 59},       {ENXIO, 60},      {EOVERFLOW, 61},       {EOWNERDEAD, 62},
    {EPERM, 63},    {EPIPE, 64},        {EPROTO, 65},     {ERANGE, 68},          {EROFS, 69},
    {ESPIPE, 70},   {ESRCH, 71},        {ESTALE, 72},     {ETIMEDOUT, 73},       {ETXTBSY, 74},
    {EXDEV, 75},
};

uint16_t rt_wasi_errno(int64_t negated) {
    for (uint32_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].host == -negated)
            return rows[i].wasi;
    return WASI_IO;
}

const char *rt_error_text(int64_t negated) {
    return strerror((int)-negated);
}
