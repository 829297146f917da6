import CRuntimeABI

/// Runs a WASI command: https://github.com/WebAssembly/WASI/blob/main/legacy/application-abi.md
@c @implementation
func rt_command_main() {
    guard let start = export("_start", ":") else { failWithoutStart() }
    rt_wasi_start()
    stop(unlessDone: rt_instantiate())
    stop(unlessDone: rt_enter(start.pointee.invoke, nil))
    rt_exit(0)
}

/// 134 is what a shell reports for a process that aborted.
private let trapStatus: Int32 = 134

private func stop(unlessDone outcome: Int32) {
    if outcome == 0 { return }
    if outcome == RT_EXITED { rt_exit(Int32(bitPattern: rt_exit_status())) }
    var text = ByteBuffer()
    TrapReport().append(to: &text)
    text.append("\n")
    text.write(to: 2)
    rt_exit(trapStatus)
}

private func failWithoutStart() -> Never {
    var line = ByteBuffer()
    line.append("asml: error: the module exports no function '_start' of type () -> (); it has: ")
    appendExports(to: &line)
    line.append("\n")
    line.write(to: 2)
    rt_exit(1)
}

/// The names of the exported functions, as a sentence has them.
func appendExports(to buffer: inout ByteBuffer) {
    guard let module = rt_module(), module.pointee.export_count > 0 else {
        buffer.append("none")
        return
    }
    for index in 0..<Int(module.pointee.export_count) {
        if index > 0 { buffer.append(", ") }
        buffer.append("'")
        buffer.append(Bytes(cString: module.pointee.exports[index].name))
        buffer.append("'")
    }
}
