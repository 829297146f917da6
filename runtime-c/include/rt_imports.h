/* Everything a module may import, one row each: module, name, type as in rt_export.type.
 * The compiler checks imports against these rows; the runtime defines the C symbol
 * "<module>.<name>" for each (RT_IMPORT gives a C function that name). */
#ifndef RT_IMPORTS_H
#define RT_IMPORTS_H

#define RT_IMPORT_SYMBOL(module, name) __asm__(module "." name)

/* Both runtimes. */
#define RT_WASI_IMPORTS(ROW)                                                                       \
    ROW("wasi_snapshot_preview1", "args_get", "ii:i")                                              \
    ROW("wasi_snapshot_preview1", "args_sizes_get", "ii:i")                                        \
    ROW("wasi_snapshot_preview1", "environ_get", "ii:i")                                           \
    ROW("wasi_snapshot_preview1", "environ_sizes_get", "ii:i")                                     \
    ROW("wasi_snapshot_preview1", "clock_res_get", "ii:i")                                         \
    ROW("wasi_snapshot_preview1", "clock_time_get", "iIi:i")                                       \
    ROW("wasi_snapshot_preview1", "fd_close", "i:i")                                               \
    ROW("wasi_snapshot_preview1", "fd_fdstat_get", "ii:i")                                         \
    ROW("wasi_snapshot_preview1", "fd_fdstat_set_flags", "ii:i")                                   \
    ROW("wasi_snapshot_preview1", "fd_prestat_get", "ii:i")                                        \
    ROW("wasi_snapshot_preview1", "fd_prestat_dir_name", "iii:i")                                  \
    ROW("wasi_snapshot_preview1", "fd_read", "iiii:i")                                             \
    ROW("wasi_snapshot_preview1", "fd_seek", "iIii:i")                                             \
    ROW("wasi_snapshot_preview1", "fd_write", "iiii:i")                                            \
    ROW("wasi_snapshot_preview1", "poll_oneoff", "iiii:i")                                         \
    ROW("wasi_snapshot_preview1", "proc_exit", "i:")                                               \
    ROW("wasi_snapshot_preview1", "random_get", "ii:i")                                            \
    ROW("wasi_snapshot_preview1", "sched_yield", ":i")

/* The Lambda runtime only: the Asml ABI (AssemblyLift 0.3 names, and their 0.4 aliases). */
#define RT_ASML_IMPORTS(ROW)                                                                       \
    ROW("env", "__asml_abi_console_log", "ii:")                                                    \
    ROW("env", "__asml_abi_runtime_log", "ii:")                                                    \
    ROW("env", "__asml_abi_success", "ii:")                                                        \
    ROW("env", "__asml_abi_runtime_success", "ii:")                                                \
    ROW("env", "__asml_abi_clock_time_get", ":I")                                                  \
    ROW("env", "__asml_abi_input_start", ":i")                                                     \
    ROW("env", "__asml_abi_input_next", ":i")                                                      \
    ROW("env", "__asml_abi_input_length_get", ":I")

struct rt_import_row {
    const char *module;
    const char *name;
    const char *type;
};

/* The rows of one runtime, ended by a row of NULLs. */
const struct rt_import_row *rt_command_imports(void);
const struct rt_import_row *rt_lambda_imports(void);

#endif
