/* Everything a module may import, one row each: module, name, type as in rt_export.type, but with
 * `p` for an i32 that is an address in guest memory.
 * The compiler checks imports against these rows; the runtime defines the C symbol
 * "<module>.<name>" for each (RT_IMPORT gives a C function that name). */
#ifndef RT_IMPORTS_H
#define RT_IMPORTS_H

#define RT_IMPORT_SYMBOL(module, name) __asm__(module "." name)

/* Both runtimes. */
#define RT_WASI_IMPORTS(ROW)                                                                       \
    ROW("wasi_snapshot_preview1", "args_get", "pp:i")                                              \
    ROW("wasi_snapshot_preview1", "args_sizes_get", "pp:i")                                        \
    ROW("wasi_snapshot_preview1", "environ_get", "pp:i")                                           \
    ROW("wasi_snapshot_preview1", "environ_sizes_get", "pp:i")                                     \
    ROW("wasi_snapshot_preview1", "clock_res_get", "ip:i")                                         \
    ROW("wasi_snapshot_preview1", "clock_time_get", "iIp:i")                                       \
    ROW("wasi_snapshot_preview1", "fd_advise", "iIIi:i")                                           \
    ROW("wasi_snapshot_preview1", "fd_allocate", "iII:i")                                          \
    ROW("wasi_snapshot_preview1", "fd_close", "i:i")                                               \
    ROW("wasi_snapshot_preview1", "fd_datasync", "i:i")                                            \
    ROW("wasi_snapshot_preview1", "fd_fdstat_get", "ip:i")                                         \
    ROW("wasi_snapshot_preview1", "fd_fdstat_set_flags", "ii:i")                                   \
    ROW("wasi_snapshot_preview1", "fd_fdstat_set_rights", "iII:i")                                 \
    ROW("wasi_snapshot_preview1", "fd_filestat_get", "ip:i")                                       \
    ROW("wasi_snapshot_preview1", "fd_filestat_set_size", "iI:i")                                  \
    ROW("wasi_snapshot_preview1", "fd_filestat_set_times", "iIIi:i")                               \
    ROW("wasi_snapshot_preview1", "fd_pread", "ipiIp:i")                                           \
    ROW("wasi_snapshot_preview1", "fd_prestat_get", "ip:i")                                        \
    ROW("wasi_snapshot_preview1", "fd_prestat_dir_name", "ipi:i")                                  \
    ROW("wasi_snapshot_preview1", "fd_pwrite", "ipiIp:i")                                          \
    ROW("wasi_snapshot_preview1", "fd_read", "ipip:i")                                             \
    ROW("wasi_snapshot_preview1", "fd_readdir", "ipiIp:i")                                         \
    ROW("wasi_snapshot_preview1", "fd_renumber", "ii:i")                                           \
    ROW("wasi_snapshot_preview1", "fd_seek", "iIip:i")                                             \
    ROW("wasi_snapshot_preview1", "fd_sync", "i:i")                                                \
    ROW("wasi_snapshot_preview1", "fd_tell", "ip:i")                                               \
    ROW("wasi_snapshot_preview1", "fd_write", "ipip:i")                                            \
    ROW("wasi_snapshot_preview1", "path_create_directory", "ipi:i")                                \
    ROW("wasi_snapshot_preview1", "path_filestat_get", "iipip:i")                                  \
    ROW("wasi_snapshot_preview1", "path_filestat_set_times", "iipiIIi:i")                          \
    ROW("wasi_snapshot_preview1", "path_link", "iipiipi:i")                                        \
    ROW("wasi_snapshot_preview1", "path_open", "iipiiIIip:i")                                      \
    ROW("wasi_snapshot_preview1", "path_readlink", "ipipip:i")                                     \
    ROW("wasi_snapshot_preview1", "path_remove_directory", "ipi:i")                                \
    ROW("wasi_snapshot_preview1", "path_rename", "ipiipi:i")                                       \
    ROW("wasi_snapshot_preview1", "path_symlink", "piipi:i")                                       \
    ROW("wasi_snapshot_preview1", "path_unlink_file", "ipi:i")                                     \
    ROW("wasi_snapshot_preview1", "poll_oneoff", "ppip:i")                                         \
    ROW("wasi_snapshot_preview1", "proc_exit", "i:")                                               \
    ROW("wasi_snapshot_preview1", "proc_raise", "i:i")                                             \
    ROW("wasi_snapshot_preview1", "random_get", "pi:i")                                            \
    ROW("wasi_snapshot_preview1", "sched_yield", ":i")                                             \
    ROW("wasi_snapshot_preview1", "sock_accept", "iip:i")                                          \
    ROW("wasi_snapshot_preview1", "sock_recv", "ipiipp:i")                                         \
    ROW("wasi_snapshot_preview1", "sock_send", "ipiip:i")                                          \
    ROW("wasi_snapshot_preview1", "sock_shutdown", "ii:i")

/* The Lambda runtime only: the Asml ABI. In `env` the names of AssemblyLift 0.3, and the aliases of
 * 0.4 (`runtime_log`, `runtime_success`, `io_invoke`); in `asml` what is new. */
#define RT_ASML_IMPORTS(ROW)                                                                       \
    ROW("env", "__asml_abi_console_log", "pi:")                                                    \
    ROW("env", "__asml_abi_runtime_log", "pi:")                                                    \
    ROW("env", "__asml_abi_success", "pi:")                                                        \
    ROW("env", "__asml_abi_runtime_success", "pi:")                                                \
    ROW("env", "__asml_abi_invoke", "pipi:i")                                                      \
    ROW("env", "__asml_abi_io_invoke", "pipi:i")                                                   \
    ROW("env", "__asml_abi_io_poll", "i:i")                                                        \
    ROW("env", "__asml_abi_io_len", "i:i")                                                         \
    ROW("env", "__asml_abi_io_load", "i:i")                                                        \
    ROW("env", "__asml_abi_io_next", ":i")                                                         \
    ROW("env", "__asml_abi_clock_time_get", ":I")                                                  \
    ROW("env", "__asml_abi_input_start", ":i")                                                     \
    ROW("env", "__asml_abi_input_next", ":i")                                                      \
    ROW("env", "__asml_abi_input_length_get", ":I")                                                \
    ROW("env", "__asml_expabi_z85_encode", "pip:i")                                                \
    ROW("env", "__asml_expabi_z85_decode", "pip:i")                                                \
    ROW("asml", "failure", "pipi:")                                                                \
    ROW("asml", "log", "ipi:")                                                                     \
    ROW("asml", "clock_ms", ":I")                                                                  \
    ROW("asml", "remaining_ms", ":I")                                                              \
    ROW("asml", "context_get", "pipi:i")                                                           \
    ROW("asml", "input_read", "Ipi:i")                                                             \
    ROW("asml", "io_read", "iIpi:i")                                                               \
    ROW("asml", "io_wait", "pii:i")                                                                \
    ROW("asml", "io_cancel", "i:i")                                                                \
    ROW("asml", "response_start", "pi:i")                                                          \
    ROW("asml", "response_write", "pi:i")                                                          \
    ROW("asml", "response_end", ":i")

struct rt_import_row {
    const char *module;
    const char *name;
    const char *type;
};

/* The rows of one runtime, ended by a row of NULLs. */
const struct rt_import_row *rt_command_imports(void);
const struct rt_import_row *rt_lambda_imports(void);

#endif
