// Resident memory of a program at its exit and its page faults: footprint PROGRAM [ARGUMENT...]
// The program is stopped right before it is gone, because the kernel's own peak (ru_maxrss) is too
// coarse for one of a few pages.
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// In KiB; -1 when the kernel does not say.
static long resident(pid_t process) {
    char path[64], line[256];
    long size = -1;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)process);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "Rss: %ld", &size) == 1)
            break;
    if (file)
        fclose(file);
    return size;
}

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    pid_t child = fork();
    if (child == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        execv(argv[1], argv + 1);
        _exit(127);
    }
    int status;
    struct rusage usage, before;
    // After its exec.
    if (child < 0 || wait4(child, &status, 0, &before) < 0 || !WIFSTOPPED(status))
        return 1;
    ptrace(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACEEXIT);
    ptrace(PTRACE_CONT, child, 0, 0);
    if (waitpid(child, &status, 0) < 0 || status >> 8 != (SIGTRAP | PTRACE_EVENT_EXIT << 8))
        return 1;
    long size = resident(child);
    ptrace(PTRACE_CONT, child, 0, 0);
    if (wait4(child, &status, 0, &usage) < 0 || status != 0 || size < 0)
        return 1;
    printf("%ld %ld\n", size,
           usage.ru_minflt + usage.ru_majflt - before.ru_minflt - before.ru_majflt);
    return 0;
}
