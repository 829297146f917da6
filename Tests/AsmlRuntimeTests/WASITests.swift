import AsmlRuntime
import CRuntimeABI
import Testing

@Suite struct WASITests {
    @Test(arguments: [
        ("AWS_ACCESS_KEY_ID=a", true), ("AWS_SECRET_ACCESS_KEY=a", true),
        ("AWS_SESSION_TOKEN=", true), ("AWS_LAMBDA_RUNTIME_API=a", true),
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI=a", true),
        ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=a", true),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN=a", true),
        ("AWS_REGION=a", false), ("AWS_ACCESS_KEY_ID_HINT=a", false), ("PATH=a", false),
        ("", false),
        ("AWS_SESSION_TOKEN", false), ("ASML_DIRS=/data", true), ("ASML_DIRS_HINT=a", false),
    ])
    func withholds(_ entry: String, _ withheld: Bool) {
        let answer = Array(entry.utf8).withUnsafeBytes { WithheldEnvironment.contains($0) }
        #expect(answer == withheld)
    }

    @Test func subscriptionLayout() {
        var bytes = [UInt8](repeating: 0, count: WASISubscription.size)
        bytes[0] = 7
        bytes[16] = 1
        bytes[24] = 9
        bytes[40] = 1
        let clock = bytes.withUnsafeBufferPointer { $0.baseAddress.map { WASISubscription($0) } }
        #expect(clock?.userData == 7)
        #expect(clock?.kind == .clock(id: 1, timeout: 9, isAbsolute: true))
        bytes[8] = 2
        let write = bytes.withUnsafeBufferPointer { $0.baseAddress.map { WASISubscription($0) } }
        #expect(write?.kind == .write(1))
    }

    @Test func eventLayout() {
        var bytes = [UInt8](repeating: 0xaa, count: WASIEvent.size)
        bytes.withUnsafeMutableBufferPointer {
            if let out = $0.baseAddress {
                WASIEvent(userData: 5, errno: 8, tag: 1, byteCount: 3, hungUp: true).store(out)
            }
        }
        var wanted = [UInt8](repeating: 0, count: WASIEvent.size)
        (wanted[0], wanted[8], wanted[10], wanted[16], wanted[24]) = (5, 8, 1, 3, 1)
        #expect(bytes == wanted)
    }

    @Test func pollAnswersTheDeadlineAndTheMistake() {
        var subscriptions = [UInt8](repeating: 0, count: 2 * WASISubscription.size)
        subscriptions[16] = 1
        subscriptions[WASISubscription.size] = 1  // the second one: reads descriptor 9
        subscriptions[WASISubscription.size + 8] = 1
        subscriptions[WASISubscription.size + 16] = 9
        var events = [UInt8](repeating: 0, count: 2 * WASIEvent.size)
        let answered = subscriptions.withUnsafeBufferPointer { subscriptions in
            events.withUnsafeMutableBufferPointer { events -> Int64 in
                guard let input = subscriptions.baseAddress, let out = events.baseAddress else {
                    return 0
                }
                return WASIPoll(input, count: 2, open: WASIDescriptors()).run(out)
            }
        }
        #expect(answered == 2)
        #expect(events[8] == 0)
        #expect(events[WASIEvent.size + 8] == 8)
    }
}
