/* The imports that each runtime offers, for the compiler's check (rt_imports.h). */
#include "include/rt_imports.h"

#define ROW(module, name, type) {module, name, type},
static const struct rt_import_row command_rows[] = {RT_WASI_IMPORTS(ROW){0, 0, 0}};
static const struct rt_import_row lambda_rows[] = {RT_WASI_IMPORTS(ROW)
                                                       RT_ASML_IMPORTS(ROW){0, 0, 0}};
#undef ROW

const struct rt_import_row *rt_command_imports(void) {
    return command_rows;
}
const struct rt_import_row *rt_lambda_imports(void) {
    return lambda_rows;
}
