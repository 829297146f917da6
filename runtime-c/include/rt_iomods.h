/* The way from the runtime to IOmods. What starts them and speaks with them fills the structure in;
 * the runtime keeps the calls in flight and their answers. */
#ifndef RT_IOMODS_H
#define RT_IOMODS_H

#include <stdint.h>

struct rt_iomods {
    /* The number of the IOmod with these coordinates (`org.ns.name`), or -1. */
    int32_t (*find)(const uint8_t *coordinates, uint64_t count);
    /* Starts a call. Bytes are valid until it returns; it may answer at once. */
    void (*start)(int32_t iomod, int32_t ioid, const uint8_t *method, uint64_t method_count,
                  const uint8_t *input, uint64_t count);
    /* Nobody waits for this answer any more. */
    void (*cancel)(int32_t ioid);
    /* Takes in answers; returns after the first one, or when the time is over. */
    void (*wait)(uint64_t nanoseconds);
};

/* Without it a program has no IOmods. */
void rt_asml_use_iomods(const struct rt_iomods *iomods);
/* The answer to a call, or in its place why there is none. Both copy; both take an ioid that nobody
 * waits for. */
void rt_asml_io_answer(int32_t ioid, const uint8_t *bytes, uint64_t count);
void rt_asml_io_fail(int32_t ioid, const char *reason);

#endif
