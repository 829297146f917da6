/* A file of its own, so that only programs with tail calls have it. */
#include "include/rt_module.h"

_Alignas(RT_RESULT_SIZE) uint8_t rt_results[RT_RESULT_LIMIT * RT_RESULT_SIZE];
