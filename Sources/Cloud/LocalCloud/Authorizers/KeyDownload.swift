internal import Foundation
internal import Synchronization

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// Gets a small document by https, or by http from this machine.
final class KeyDownload: NSObject, URLSessionDataDelegate {
    private static let limit = 1 << 20
    private static let timeout = 10.0

    private struct State {
        var bytes: [UInt8] = []
        var refusal: String?
        var waiting: CheckedContinuation<Result<[UInt8], TokenError>, Never>?
    }

    private let address: String
    private let state = Mutex(State())

    private init(_ address: String) { self.address = address }

    static func isUsable(_ url: URL?) -> Bool {
        guard let url, let host = url.host()?.lowercased(), url.user() == nil else { return false }
        let isHere = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
        return url.scheme == "https" || (url.scheme == "http" && isHere)
    }

    static func bytes(at address: String) async throws(TokenError) -> [UInt8] {
        guard let url = URL(string: address), isUsable(url) else {
            throw .noKeys("'\(address)' is no https URL (http only on this machine)")
        }
        let download = KeyDownload(address)
        let settings = URLSessionConfiguration.ephemeral
        settings.timeoutIntervalForRequest = timeout
        settings.timeoutIntervalForResource = timeout
        let session = URLSession(configuration: settings, delegate: download, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        return try await withCheckedContinuation { continuation in
            download.state.withLock { $0.waiting = continuation }
            session.dataTask(with: url).resume()
        }.get()
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data
    ) {
        let isTooMuch = state.withLock { state in
            state.bytes += data
            if state.bytes.count > Self.limit { state.refusal = "more than 1 MiB" }
            return state.refusal != nil
        }
        if isTooMuch { dataTask.cancel() }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(Self.isUsable(request.url) ? request : nil)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
        let status = (task.response as? HTTPURLResponse)?.statusCode
        let (waiting, result) = state.withLock { state in
            let waiting = state.waiting
            state.waiting = nil
            if let refusal = state.refusal { return (waiting, failure(refusal)) }
            if let error { return (waiting, failure(error.localizedDescription)) }
            guard status == 200 else {
                return (waiting, failure("status \(status.map(String.init) ?? "unknown")"))
            }
            return (waiting, .success(state.bytes))
        }
        waiting?.resume(returning: result)
    }

    private func failure(_ reason: String) -> Result<[UInt8], TokenError> {
        .failure(.noKeys("\(address): \(reason)"))
    }
}
