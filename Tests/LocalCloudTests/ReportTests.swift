import LocalCloud
import Testing

@Suite(.timeLimit(.minutes(10))) struct ReportTests {
    private func report(_ outcome: InvocationReport.Outcome) -> InvocationReport {
        InvocationReport(
            requestId: "id", outcome: outcome, afterwards: nil,
            initDuration: .microseconds(15_904), duration: .microseconds(1_214),
            maxResidentBytes: 14 << 20 | 1, memoryMegabytes: 128)
    }

    @Test func linesAreThoseOfLambda() {
        #expect(
            InvocationReport.startLine(requestId: "id") == "START RequestId: id Version: $LATEST")
        #expect(
            report(.response([], contentType: "")).closingLines == [
                "END RequestId: id",
                "REPORT RequestId: id\tDuration: 1.21 ms\tBilled Duration: 18 ms\t"
                    + "Memory Size: 128 MB\tMax Memory Used: 15 MB\tInit Duration: 15.90 ms",
            ])
    }

    @Test func whatIsNotKnownIsNotPrinted() {
        var report = report(.exited(.exited(status: 1)))
        report.maxResidentBytes = nil
        report.initDuration = nil
        report.duration = nil
        #expect(
            report.closingLines.last
                == "REPORT RequestId: id\tDuration: 0.00 ms\tBilled Duration: 0 ms\t"
                + "Memory Size: 128 MB\tStatus: error\tError Type: Runtime.ExitError")
    }

    @Test func timeoutSpeaksAsLambdaDoes() {
        let report = report(.timedOut(after: .seconds(3)))
        #expect(report.closingLines.first == "id Task timed out after 3.00 seconds")
        #expect(
            String(decoding: report.payload, as: UTF8.self)
                == "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":"
                + "\"RequestId: id Error: Task timed out after 3.00 seconds\"}")
    }

    @Test(arguments: [
        (ProcessEnd.exited(status: 3), "Runtime exited with error: exit status 3"),
        (.exited(status: 0), "Runtime exited without providing a reason"),
        (.killed(signal: 11), "Runtime exited with error: signal: segmentation fault"),
        (.killed(signal: 35), "Runtime exited with error: signal: signal 35"),
    ]) func exitsSpeakAsLambdaDoes(end: ProcessEnd, reason: String) {
        #expect(
            String(decoding: report(.exited(end)).payload, as: UTF8.self)
                == "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":"
                + "\"RequestId: id Error: \(reason)\"}")
    }

    @Test func requestIdsAreVersion4() {
        let id = Identifier.requestId()
        #expect(id.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
        #expect(Array(id)[14] == "4")
        #expect("89ab".contains(Array(id)[19]))
        #expect(id != Identifier.requestId())
    }
}
