/* The configuration of a program that was compiled without any. */
#include "../include/rt_config.h"

__attribute__((weak)) const struct rt_config asml_config = {"", "", 0};
