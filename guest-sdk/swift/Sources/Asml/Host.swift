#if arch(wasm32)
    internal import CAsml

    /// What a function asks of its host.
    enum Host {
        static func success(_ body: [UInt8]) {
            body.withUnsafeBytes { asml_success($0.baseAddress, $0.count) }
        }

        static func failure(_ type: Text, _ message: Text) {
            type.utf8.withUnsafeBytes { type in
                message.utf8.withUnsafeBytes { message in
                    asml_failure(
                        type.baseAddress, type.count, message.baseAddress, message.count)
                }
            }
        }

        static func log(_ level: Int32, _ text: Text) {
            text.utf8.withUnsafeBytes { asml_log(level, $0.baseAddress, $0.count) }
        }

        static var clock: Int64 { asml_clock_ms() }
        static var remaining: Int64 { asml_remaining_ms() }

        static func context(_ key: Text) -> Text? {
            let length = key.utf8.withUnsafeBytes {
                asml_context_get($0.baseAddress, $0.count, nil, 0)
            }
            guard length >= 0 else { return nil }
            return Text(
                read(Int(length)) { out in
                    key.utf8.withUnsafeBytes {
                        asml_context_get($0.baseAddress, $0.count, out.baseAddress, out.count)
                    }
                })
        }

        static var eventLength: Int { Int(asml_input_length()) }
        static func event(from offset: Int, into out: UnsafeMutableRawBufferPointer) -> Int {
            Int(asml_input_read(Int64(offset), out.baseAddress, out.count))
        }
        static var event: [UInt8] {
            read(eventLength) { asml_input_read(0, $0.baseAddress, $0.count) }
        }

        static func invoke(_ name: Text, _ input: [UInt8]) -> Int32 {
            name.utf8.withUnsafeBytes { name in
                input.withUnsafeBytes { input in
                    asml_invoke(name.baseAddress, name.count, input.baseAddress, input.count)
                }
            }
        }
        static func isReady(_ id: Int32) -> Bool { asml_io_poll(id) == 1 }
        static func response(_ id: Int32) -> [UInt8] {
            read(Int(asml_io_length(id))) { asml_io_read(id, 0, $0.baseAddress, $0.count) }
        }
        static func wait(_ ids: [Int32], _ timeout: Int32) -> Int32 {
            ids.withUnsafeBufferPointer { asml_io_wait($0.baseAddress, $0.count, timeout) }
        }
        static func cancel(_ id: Int32) { _ = asml_io_cancel(id) }

        static func startResponse(_ contentType: Text) -> Bool {
            contentType.utf8.withUnsafeBytes { asml_response_start($0.baseAddress, $0.count) } == 0
        }
        static func writeResponse(_ bytes: [UInt8]) -> Bool {
            bytes.withUnsafeBytes { asml_response_write($0.baseAddress, $0.count) } == 0
        }
        static func endResponse() -> Bool { asml_response_end() == 0 }

        /// Straight into an array's place.
        private static func read(
            _ count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int32
        ) -> [UInt8] {
            [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                let room = UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count)
                filled = min(count, max(0, Int(fill(room))))
            }
        }
    }
#endif
