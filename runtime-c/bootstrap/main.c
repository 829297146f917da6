/* Where a bootstrap begins: the only file that knows the compiled module. */
#include "../include/rt_config.h"
#include "../include/rt_host.h"
#include "../include/rt_instance.h"

/* rt_command_main or rt_lambda_main, as the linker was told. */
void rt_main(void);

int main(int argc, char **argv, char **environment) {
    rt_configure(&asml_config);
    rt_start(&asml_module, argc, argv, environment);
    rt_main();
    return 0;
}
