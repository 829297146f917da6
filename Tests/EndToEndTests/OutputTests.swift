import Foundation
import Testing
import ToolFixtures

/// Outputs and inputs that are something else than files, or cannot be written or read.
@Suite struct OutputTests {
    private func prepare() async throws -> Scratch {
        let scratch = try Scratch()
        try scratch.write("f.wasm", try await assemble(#"(module (func (export "_start")))"#))
        return scratch
    }

    @Test func aLinkStaysALink() async throws {
        let scratch = try await prepare()
        let result = try await shell(
            """
            mkdir folder && ln -s folder/program link && echo old > folder/program
            "$asml" compile f.wasm -o link && test -L link && ./link && ls -A folder
            """, in: scratch)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "program\n")
    }

    @Test func aLinkToNothingMakesItsTarget() async throws {
        let scratch = try await prepare()
        let result = try await shell(
            #"ln -s program link && "$asml" compile f.wasm -o link && test -L link && ./program"#,
            in: scratch)
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func devicesAndPipesAreWrittenInto() async throws {
        let scratch = try await prepare()
        let result = try await shell(
            """
            set -e
            "$asml" compile f.wasm -o /dev/null && test -c /dev/null
            "$asml" compile f.wasm -o /dev/stdout | cat > one
            "$asml" compile f.wasm -o two
            cmp one two && ls -A
            """, in: scratch)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "f.wasm\none\ntwo\n")
        let full = try await asml(["compile", "f.wasm", "-o", "/dev/full"], in: scratch.path)
        #expect(full.status == 1)
        #expect(full.errors == "/dev/full: error: cannot write: No space left on device\n")
    }

    @Test(arguments: [
        (".", "cannot write: it is a folder"), ("new/", "cannot write: it is a folder"),
        ("f.wasm/out", "cannot write: Not a directory"),
        ("f.wasm", "cannot write: it is the input"),
        ("missing/out", "cannot write: no folder missing"),
    ])
    func outputsThatCannotBeMade(_ output: String, _ message: String) async throws {
        let scratch = try await prepare()
        let result = try await asml(["compile", "f.wasm", "-o", output], in: scratch.path)
        #expect(result.status == 1)
        #expect(result.errors == "\(output): error: \(message)\n")
        #expect(try scratch.contents == ["f.wasm"])
    }

    /// The umask decides, as with every linker.
    @Test func theProgramsModeFollowsTheUmask() async throws {
        let scratch = try await prepare()
        let result = try await shell(
            #"umask 027; "$asml" compile f.wasm -o out && stat -c %a out"#, in: scratch)
        #expect(result.output == "750\n", "\(result.errors)")
    }

    @Test(.enabled(if: geteuid() == 0, "mounts are root's"))
    func aFullDiskLeavesNothing() async throws {
        let scratch = try await prepare()
        let result = try await shellWithMounts(
            """
            mkdir disk && mount -t tmpfs -o size=16k none disk
            "$asml" compile f.wasm -o disk/out; echo $?; ls -A disk
            head -c 64k /dev/zero > disk/full 2>/dev/null
            TMPDIR=$PWD/disk "$asml" compile f.wasm -o out; echo $?; ls -A disk
            XDG_CACHE_HOME=$PWD/disk "$asml" run f.wasm; echo $?; ls -A disk
            """, in: scratch)
        // The cache's own folder stays.
        #expect(result.output == "1\n1\nfull\n1\nasml\nfull\n")
        #expect(result.errors.hasPrefix("disk/out: error: linking failed\n"), "\(result.errors)")
        let complaints = result.errors.components(separatedBy: "No space left on device")
        #expect(complaints.count >= 4, "\(result.errors)")
        #expect(try scratch.contents == ["disk", "f.wasm"])
    }

    @Test(.enabled(if: geteuid() == 0, "mounts are root's"))
    func aReadOnlyDiskIsNamed() async throws {
        let scratch = try await prepare()
        let result = try await shellWithMounts(
            """
            mkdir disk && mount -t tmpfs -o ro none disk
            "$asml" compile f.wasm -o disk/out; echo $?
            TMPDIR=disk "$asml" compile f.wasm -o out; echo $?
            """, in: scratch)
        #expect(result.output == "1\n1\n")
        #expect(
            result.errors == """
                disk/out: error: cannot write: folder disk: Read-only file system
                disk: error: cannot make a folder in it: Read-only file system
                  TMPDIR names another one

                """)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can become somebody else"))
    func somebodyWithoutRightsIsTold() async throws {
        let scratch = try await prepare()
        let result = try await shell(
            """
            mkdir locked && chmod 711 . && cp f.wasm secret.wasm && chmod 600 secret.wasm
            nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
            $nobody "$asml" compile f.wasm -o locked/out; echo $?
            $nobody "$asml" compile secret.wasm -o /tmp/asml-never; echo $?
            """, in: scratch)
        #expect(result.output == "1\n1\n")
        #expect(
            result.errors == """
                locked/out: error: cannot write: folder locked: Permission denied
                secret.wasm: error: cannot read: Permission denied

                """)
    }

    @Test func inputsThatAreNoModules() async throws {
        let scratch = try await prepare()
        let result = try await shell(
            """
            : > empty; mkdir folder; truncate -s 10G sparse; mkfifo pipe
            for input in empty folder sparse missing; do
                "$asml" compile $input -o out; echo $?
            done
            cat f.wasm > pipe & "$asml" compile pipe -o out && ./out; echo $?
            """, in: scratch)
        #expect(result.output == "1\n1\n1\n1\n0\n")
        #expect(
            result.errors == """
                empty:0x0: error: unexpected end: 4 bytes expected
                folder: error: cannot read: Is a directory
                sparse: error: cannot read: the file is too large
                  a module has at most 1073741824 bytes
                missing: error: cannot read: No such file or directory

                """)
    }

    @Test func closedStreamsAreNobodysFiles() async throws {
        let scratch = try await prepare()
        let result = try await shell(
            """
            "$asml" compile f.wasm -o one <&- >&- 2>&-; echo $?
            "$asml" compile missing.wasm -o two 2>&-; echo $?
            "$asml" inspect f.wasm >&-; echo $?
            "$asml" inspect f.wasm > /dev/full; echo $?
            "$asml" inspect --json f.wasm 2>/dev/null | true; echo ${PIPESTATUS[0]}
            "$asml" compile f.wasm -o two && cmp one two && ls -A
            """, in: scratch)
        let lines = result.output.split(separator: "\n")
        #expect(lines.prefix(4) == ["0", "1", "1", "1"])
        // Killed by SIGPIPE, unless that is ignored or all was written before the reader ended.
        #expect(["0", "1", "141"].contains(lines[4]))
        #expect(lines.dropFirst(5) == ["f.wasm", "one", "two"], "\(result.errors)")
        #expect(
            result.errors == """
                asml: error: cannot write to standard output: Bad file descriptor
                asml: error: cannot write to standard output: No space left on device

                """)
    }
}
