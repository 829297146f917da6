#if !arch(wasm32)
    /// The host's double for tests of handlers on this machine: one invocation at a time.
    public struct HostDouble {
        public var event: [UInt8] = []
        /// `request-id` and so on.
        public var context: [Text: Text] = [:]
        public var clock: Int64 = 0
        public var remaining: Int64 = -1
        /// Answers a call of an IOmod; nil: there is no such IOmod.
        public var iomod: (_ name: Text, _ input: [UInt8]) -> [UInt8]? = { _, _ in nil }

        public struct Answered: Equatable, Sendable {
            /// What the handler returned to its host.
            public var status: Int32 = 0
            /// The response, or what was streamed.
            public var response: [UInt8]?
            public var contentType: Text?
            public var hasEnded = false
            public var errorType: Text?
            public var errorMessage: Text?
            public var log: [Text] = []
        }

        fileprivate var answered = Answered()
        fileprivate var calls: [[UInt8]?] = []

        public init(event: Text) { self.event = event.utf8 }

        public nonisolated(unsafe) fileprivate(set) static var current = HostDouble(event: "")

        public func invoke(_ handler: () -> Int32) -> Answered {
            Self.current = self
            let status = handler()
            var answered = Self.current.answered
            answered.status = status
            return answered
        }

        fileprivate var isAnswered: Bool {
            answered.response != nil || answered.errorType != nil
        }
    }

    enum Host {
        private static var double: HostDouble {
            get { HostDouble.current }
            set { HostDouble.current = newValue }
        }

        static func success(_ body: [UInt8]) {
            if !double.isAnswered { double.answered.response = body }
        }
        static func failure(_ type: Text, _ message: Text) {
            guard !double.isAnswered else { return }
            double.answered.errorType = type
            double.answered.errorMessage = message
        }
        static func log(_ level: Int32, _ text: Text) {
            double.answered.log.append("\(level) \(text)")
        }
        static var clock: Int64 { double.clock }
        static var remaining: Int64 { double.remaining }
        static func context(_ key: Text) -> Text? { double.context[key] }
        static var eventLength: Int { double.event.count }
        static func event(from offset: Int, into out: UnsafeMutableRawBufferPointer) -> Int {
            let piece = double.event.dropFirst(offset).prefix(out.count)
            out.copyBytes(from: piece)
            return piece.count
        }
        static var event: [UInt8] { double.event }

        static func invoke(_ name: Text, _ input: [UInt8]) -> Int32 {
            guard let answer = double.iomod(name, input) else { return -1 }
            double.calls.append(answer)
            return Int32(double.calls.count)
        }
        static func isReady(_ id: Int32) -> Bool {
            id > 0 && id <= double.calls.count && double.calls[Int(id) - 1] != nil
        }
        static func response(_ id: Int32) -> [UInt8] { double.calls[Int(id) - 1] ?? [] }
        static func wait(_ ids: [Int32], _ timeout: Int32) -> Int32 {
            ids.firstIndex { isReady($0) }.map { Int32($0) } ?? -1
        }
        static func cancel(_ id: Int32) {
            if isReady(id) { double.calls[Int(id) - 1] = nil }
        }

        static func startResponse(_ contentType: Text) -> Bool {
            guard !double.isAnswered else { return false }
            double.answered.contentType = contentType
            double.answered.response = []
            return true
        }
        static func writeResponse(_ bytes: [UInt8]) -> Bool {
            guard double.answered.contentType != nil, !double.answered.hasEnded else {
                return false
            }
            double.answered.response? += bytes
            return true
        }
        static func endResponse() -> Bool {
            guard double.answered.contentType != nil, !double.answered.hasEnded else {
                return false
            }
            double.answered.hasEnded = true
            return true
        }
    }
#endif
