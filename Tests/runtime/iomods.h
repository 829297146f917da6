/* One IOmod, `test.io.mod`, inside the process. Its method says when it answers:
 *   echo   at once, with its input          later  at the next wait, likewise
 *   never  not at all                       fail   at once, that it failed
 *   count  at once, how many calls were cancelled, one digit
 *   late   when it is cancelled, and once more at the next wait */
#include "../../runtime-c/include/rt_iomods.h"

extern const struct rt_iomods test_iomods;
/* How often memory was asked of the C library, by the runtime or by Swift. */
extern uint64_t malloc_calls;
