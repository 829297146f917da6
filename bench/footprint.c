// Peak resident memory and page faults of a program: footprint PROGRAM [ARGUMENT...]
// Linked statically, for a child that has not yet called exec counts with its parent's memory.
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    pid_t child = vfork();
    if (child == 0) {
        execv(argv[1], argv + 1);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0)
        return 1;
    printf("%ld %ld\n", usage.ru_maxrss, usage.ru_minflt + usage.ru_majflt);
    return 0;
}
