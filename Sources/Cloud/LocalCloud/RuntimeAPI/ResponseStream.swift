/// A streamed response on its way from the bootstrap to whoever reads it.
package final class ResponseStream: Sendable {
    package enum Part: Sendable {
        case start(contentType: String)
        /// `taken` lets the bootstrap send more; to be called when the bytes are on their way.
        case bytes([UInt8], taken: @Sendable () -> Void)
    }

    private let mailbox = Mailbox<Part?>()

    package init() {}

    func put(_ part: Part) { mailbox.put(part) }

    /// Nothing more comes, whether all went well or not.
    package func finish() { mailbox.put(nil) }

    package func next() async -> Part? { await mailbox.next() }
}
