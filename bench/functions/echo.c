/* Answers with the event, up to its first page. */
#include "asml_abi.h"

EXPORT("handler") int handler(void) {
    input_start();
    success(page, (size_t)input_length());
    return 0;
}
