import Testing
import ToolFixtures

/// What the optimiser must be able to see.
@Suite struct OptimisationTests {
    /// As clang writes it: the counter runs from a negative constant up to zero, and what makes an
    /// address of it is added at each access.
    private let loop = """
        (module
          (memory 4)
          (func (export "_start") (local $row i32) (local $i i32) (local $at i32)
            (loop $rows
              (local.set $i (i32.const -3200))
              (loop $columns
                (local.set $at
                  (i32.add (i32.mul (local.get $row) (i32.const 3200)) (local.get $i)))
                (f64.store (i32.add (local.get $at) (i32.const 132096))
                  (f64.mul
                    (f64.load (i32.add (local.get $at) (i32.const 4096)))
                    (f64.load (i32.add (local.get $at) (i32.const 4104)))))
                (br_if $columns (local.tee $i (i32.add (local.get $i) (i32.const 8)))))
              (br_if $rows
                (i32.ne (local.tee $row (i32.add (local.get $row) (i32.const 1)))
                  (i32.const 30))))))
        """

    @Test(arguments: zip(Target.allCases, ["<4 x double>", "<2 x double>"]))
    func loopsThatCountUpToZeroAreVectorised(target: Target, vector: String) async throws {
        let scratch = try Scratch()
        try scratch.write("m.wat", Array(loop.utf8))
        let result = try await asml(
            ["compile", "m.wat", "-o", "-", "--emit", "ir", "--target", target.rawValue],
            in: scratch.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("fmul \(vector)"))
    }
}
