import Foundation
import Testing
import ToolFixtures

/// `asml doctor`, on this machine and on one with something missing.
@Suite struct DoctorTests {
    struct Report: Decodable {
        struct Finding: Decodable {
            var check: String
            var status: String
            var detail: String
            var hint: String?
        }
        var ready: Bool
        var findings: [Finding]

        func finding(_ check: String) throws -> Finding {
            try #require(findings.first { $0.check == check }, "\(check)")
        }
    }

    private func examine(_ script: String) async throws -> (Execution, Report) {
        let scratch = try Scratch()
        let result = try await shell(script, in: scratch)
        let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
        return (result, report)
    }

    @Test func aMachineThatHasAll() async throws {
        let (result, report) = try await examine(#""$asml" doctor --json"#)
        #expect(result.status == 0, "\(result.output)")
        #expect(report.ready)
        for target in Target.allCases {
            #expect(try report.finding("runtime library for \(target.rawValue)").status == "ok")
            #expect(try report.finding("a program for \(target.rawValue)").status == "ok")
        }
        for check in ["linker", "LLVM library", "address space", "processor", "text format"] {
            #expect(try report.finding(check).status == "ok")
        }
    }

    @Test func textNamesEachFinding() async throws {
        let result = try await asml(["doctor"])
        #expect(result.status == 0)
        #expect(result.output.hasSuffix("asml can compile and run\n"))
        #expect(result.output.contains("ok       linker"))
    }

    @Test(arguments: [
        ("ASML_LINKER=/nowhere", "linker", "ASML_LINKER"),
        ("ASML_LINKER=/bin/false", "linker", "ASML_LINKER"),
        ("ASML_HOME=/nowhere", "runtime library for \(Target.host.rawValue)", "make build"),
        ("TMPDIR=/nowhere", "temporary folder", "TMPDIR"),
    ])
    func whatIsMissingIsNamed(_ setting: String, _ check: String, _ hint: String) async throws {
        let (result, report) = try await examine(#"\#(setting) "$asml" doctor --json"#)
        #expect(result.status == 1)
        #expect(!report.ready)
        let finding = try report.finding(check)
        #expect(finding.status == "missing")
        #expect(finding.hint?.contains(hint) == true, "\(finding)")
        #expect(try report.finding("a program for \(Target.host.rawValue)").status == "missing")
    }

    @Test func tooLittleAddressSpaceIsFound() async throws {
        let (result, report) = try await examine(
            #"ulimit -v 6000000; "$asml" doctor --json"#)
        #expect(result.status == 1)
        let finding = try report.finding("address space")
        #expect(finding.status == "missing")
        #expect(finding.hint?.contains("ulimit -v") == true, "\(finding)")
    }

    /// Nobody needs them for a program for this machine.
    @Test func whatIsOptionalIsAWarning() async throws {
        let (result, report) = try await examine(
            #"unset ASML_WASM_TOOLS; PATH=/nowhere XDG_CACHE_HOME=/proc/nowhere "$asml" doctor --json"#
        )
        #expect(result.status == 0, "\(result.output)")
        for check in ["text format", "emulator", "cache"] {
            #expect(try report.finding(check).status == "warning")
            #expect(try report.finding(check).hint != nil)
        }
    }
}
