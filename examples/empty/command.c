// The least a command can do: what is left is what starting costs.
__attribute__((export_name("_start"))) void start(void) {}
