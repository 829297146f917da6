import CRuntimeABI

/// `poll_oneoff`: one wait for the nearest deadline and all descriptors together.
package struct WASIPoll {
    package let subscriptions: UnsafePointer<UInt8>
    package let count: Int
    private let start = now(1)
    private let startRealTime = now(0)
    private let open: WASIDescriptors

    package init(_ subscriptions: UnsafePointer<UInt8>, count: Int, open: WASIDescriptors) {
        self.subscriptions = subscriptions
        self.count = count
        self.open = open
    }

    /// Fills `events`; how many, or a host errno, negated.
    package func run(_ events: UnsafeMutablePointer<UInt8>) -> Int64 {
        var streams = watched
        while true {
            let timeout = timeout
            let result = streams.withUnsafeMutableBufferPointer {
                rt_poll($0.baseAddress, UInt32($0.count), timeout)
            }
            if result < 0, rt_wasi_errno(result) != WASIErrno.interrupted { return result }
            let answered = answer(streams, events)
            if answered > 0 { return answered }
        }
    }

    /// One entry for each subscription that waits for a descriptor, in their order.
    private var watched: [rt_poll_entry] {
        var entries: [rt_poll_entry] = []
        for index in 0..<count {
            let kind = subscription(index).kind
            guard let number = kind.descriptor else { continue }
            let isRead = kind == .read(number)
            entries.append(
                rt_poll_entry(
                    fd: open[number]?.host ?? -1, reads: isRead ? 1 : 0, writes: isRead ? 0 : 1,
                    ready: 0, hung_up: 0))
        }
        return entries
    }

    private func subscription(_ index: Int) -> WASISubscription {
        WASISubscription(subscriptions + index * WASISubscription.size)
    }

    /// How long to wait, in nanoseconds.
    private var timeout: UInt64 {
        var nearest = UInt64.max
        for index in 0..<count {
            let kind = subscription(index).kind
            guard errno(kind) == WASIErrno.success else { return 0 }
            nearest = min(nearest, deadline(kind))
        }
        let time = now(1)
        return nearest == .max ? RT_POLL_FOREVER : nearest > time ? nearest - time : 0
    }

    /// Why a subscription can be answered without waiting.
    private func errno(_ kind: WASISubscription.Kind) -> UInt32 {
        switch kind {
        case .clock(let id, _, _): return id <= 1 ? WASIErrno.success : WASIErrno.notSupported
        case .read(let descriptor), .write(let descriptor):
            return open[descriptor] == nil ? WASIErrno.badDescriptor : WASIErrno.success
        case .unknown: return WASIErrno.invalid
        }
    }

    /// On the monotonic clock.
    private func deadline(_ kind: WASISubscription.Kind) -> UInt64 {
        guard case .clock(let id, let timeout, let isAbsolute) = kind else { return .max }
        if isAbsolute && id == 1 { return timeout }
        let passed = isAbsolute ? startRealTime : 0
        let (sum, overflow) = start.addingReportingOverflow(timeout > passed ? timeout - passed : 0)
        return overflow ? .max : sum
    }

    private func answer(
        _ streams: [rt_poll_entry], _ events: UnsafeMutablePointer<UInt8>
    ) -> Int64 {
        let time = now(1)
        var answered = 0
        var watched = 0
        for index in 0..<count {
            let subscription = subscription(index)
            let kind = subscription.kind
            if kind.descriptor != nil { watched += 1 }
            var event = WASIEvent(
                userData: subscription.userData, errno: errno(kind), tag: subscription.tag)
            if event.errno == WASIErrno.success {
                switch kind {
                case .clock:
                    guard deadline(kind) <= time else { continue }
                case .read, .write:
                    let stream = streams[watched - 1]
                    guard stream.ready != 0 else { continue }
                    event.byteCount = 1
                    event.hungUp = stream.hung_up != 0
                case .unknown: continue
                }
            }
            event.store(events + answered * WASIEvent.size)
            answered += 1
        }
        return Int64(answered)
    }
}

@c @implementation
package func rt_wasi_poll(
    _ subscriptions: UnsafePointer<UInt8>!, _ events: UnsafeMutablePointer<UInt8>!,
    _ count: UInt32, _ eventCount: UnsafeMutablePointer<UInt8>!
) -> UInt32 {
    guard count > 0 else { return WASIErrno.invalid }
    let poll = WASIPoll(subscriptions, count: Int(count), open: WASIDescriptors.current)
    let answered = poll.run(events)
    if answered >= 0 { eventCount.store(UInt32(answered)) }
    return WASIErrno.of(answered)
}
