internal import Foundation
internal import Testing
internal import ToolFixtures

private func shell(_ script: String, _ environment: [String: String] = [:]) async throws
    -> ToolResult
{
    let scratch = try Scratch()
    return try await runTool(
        ["sh", "-c", script], in: URL(fileURLWithPath: scratch.path), environment: environment)
}

@Suite struct RunningProcessTests {
    @Test func aToolsStatusAndBothItsStreamsAreSeen() async throws {
        let result = try await shell("echo $WORD; echo wrong >&2; exit 3", ["WORD": "right"])
        #expect(result.end == .exited(3))
        #expect(result.status == 3)
        #expect(result.output == "right\n")
        #expect(result.errors == "wrong\n")
    }

    @Test func aSignalIsAStatusAsOfAShell() async throws {
        let result = try await shell("kill -TERM $$")
        #expect(result.end == .signaled(SIGTERM))
        #expect(result.status == 128 + SIGTERM)
    }

    @Test func aToolThatIsMissingHasAStatus() async throws {
        let folder = FileManager.default.temporaryDirectory
        let result = try await runTool(["asml-no-such-tool"], in: folder)
        #expect(result.status == 127)
        #expect(result.errors.contains("asml-no-such-tool"))
    }

    @Test func aProgramThatIsMissingIsNotStarted() async throws {
        await #expect(throws: (any Error).self) {
            try await runProgram(["/no/such/program"], environment: [:])
        }
    }

    @Test func aProgramHasTheGivenInputAndVariablesOnly() async throws {
        let result = try await runProgram(
            ["/bin/sh", "-c", "cat; env | grep -v -e ^PWD= -e ^_= -e ^SHLVL= -e ^OLDPWD="],
            environment: ["WORD": "right"], input: "in\n")
        #expect(result.output == "in\nWORD=right\n")
    }

    /// More than pipes hold.
    @Test func longOutputIsComplete() async throws {
        let result = try await shell(
            "head -c 1000000 /dev/zero | tr '\\0' a; head -c 1000000 /dev/zero | tr '\\0' b >&2")
        #expect(result.output.utf8.count == 1_000_000)
        #expect(result.errors.utf8.count == 1_000_000)
    }

    /// What Foundation's waits for.
    @Test func anEndIsSeenWhileADescendantGoesOn() async throws {
        let result = try await shell("sleep 1000 & echo $!")
        let descendant = try #require(pid_t(result.output.dropLast()))
        #expect(kill(descendant, SIGKILL) == 0, "has ended before")
    }

    /// More than Swift's pool has threads.
    @Test func waitingTakesNoThread() async throws {
        let scratch = try Scratch()
        let gate = "\(scratch.path)/gate"
        var waiting: [RunningProcess] = []
        for _ in 0..<32 {
            waiting.append(
                try await RunningProcess(
                    tool: ["sh", "-c", "until [ -e \(gate) ]; do sleep 0.1; done"],
                    RunningProcess.Surroundings()))
        }
        try await withThrowingTaskGroup(of: RunningProcess.End.self) { group in
            for process in waiting { group.addTask { try await process.end() } }
            let opener = Task { try scratch.write("gate", "") }
            _ = try await opener.value
            for try await end in group { #expect(end == .exited(0)) }
        }
    }

    @Test func aServerSaysWhereItListens() async throws {
        let scratch = try Scratch()
        let log = try scratch.write("log", "")
        let server = try await RunningProcess(
            tool: ["sh", "-c", "echo starts; sleep 0.3; echo on port 80.; exec sleep 1000"],
            RunningProcess.Surroundings(output: log))
        #expect(try await server.announcement(#/on port (\d+)\./#, in: log) == "80")
        #expect(server.isRunning)
        server.stop()
    }

    @Test func aServerThatEndsInsteadIsAnError() async throws {
        let scratch = try Scratch()
        let log = try scratch.write("log", "")
        let server = try await RunningProcess(
            tool: ["sh", "-c", "echo no room; exit 1"], RunningProcess.Surroundings(output: log))
        let error = await #expect(throws: RunningProcess.NotListening.self) {
            try await server.announcement(#/on port (\d+)\./#, in: log)
        }
        #expect(error?.description.contains("no room") == true)
    }

    @Test func whatIsStoppedEnds() async throws {
        let process = try await RunningProcess(
            tool: ["sleep", "1000"], RunningProcess.Surroundings())
        #expect(process.isRunning)
        process.stop()
        #expect(try await process.end() == .signaled(SIGKILL))
        #expect(!process.isRunning)
        process.stop()
    }

    @Test func aProcessEndsWithItsObject() async throws {
        var process: RunningProcess? = try await RunningProcess(
            tool: ["sleep", "1000"], RunningProcess.Surroundings())
        let identifier = try #require(process?.identifier)
        process = nil
        while kill(identifier, 0) == 0 { try await Task.sleep(for: .milliseconds(10)) }
        #expect(errno == ESRCH)
    }
}
