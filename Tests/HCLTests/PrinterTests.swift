import HCL
import Testing

/// What the printer makes of each part of the tree.
@Suite struct PrinterTests {
    private func printed(_ fill: (inout Body) -> Void) -> String {
        var body = Body()
        fill(&body)
        return body.print()
    }

    @Test func neighbouringAttributesAreAligned() {
        let text = printed {
            $0.set("a", 1)
            $0.set("long_name", .bool(true))
            $0.set("list", [])
        }
        #expect(text == "a         = 1\nlong_name = true\nlist      = []\n")
    }

    @Test func aValueOfSeveralLinesEndsTheAlignment() {
        let text = printed {
            $0.set("a", 1)
            $0.set("table", .object([.init("k", 1), .init("a-b", "x")]))
            $0.set("long_name", 2)
        }
        #expect(
            text == """
                a = 1
                table = {
                  k     = 1
                  "a-b" = "x"
                }
                long_name = 2

                """)
    }

    @Test func blocksAreSetApart() {
        let text = printed {
            $0.comment("Both of them.\nReally.")
            $0.block("resource", ["a", "b"]) {
                $0.set("x", .null)
                $0.block("empty") { _ in }
                $0.set("y", .reference(["var", "y"]))
            }
            $0.block("output", ["o"]) { $0.set("value", 1) }
        }
        #expect(
            text == """
                # Both of them.
                # Really.
                resource "a" "b" {
                  x = null

                  empty {}

                  y = var.y
                }

                output "o" {
                  value = 1
                }

                """)
    }

    @Test func shortListsStayOnOneLineAndLongOnesDoNot() {
        let word = String(repeating: "w", count: 30)
        let text = printed {
            $0.set("short", ["a", "b"])
            $0.set("long", .strings([word, word, word]))
        }
        #expect(
            text == """
                short = ["a", "b"]
                long = [
                  "\(word)",
                  "\(word)",
                  "\(word)",
                ]

                """)
    }

    @Test func callsHugTheirOnlyArgument() {
        let text = printed {
            $0.set("policy", .call("jsonencode", [.object([.init("a", [1, 2])])]))
            $0.set("account", .index(.call("split", [":", .reference(["x", "arn"])]), 4))
        }
        #expect(
            text == """
                policy = jsonencode({
                  a = [1, 2]
                })
                account = split(":", x.arn)[4]

                """)
    }

    @Test func interpolationKeepsTextAndValuesApart() {
        let arn = Expression.reference(["aws_iam_role", "x", "arn"])
        let nasty = "${file(\"/etc/passwd\")}"
        #expect(("\(arn):*" as Expression).print() == #""${aws_iam_role.x.arn}:*""#)
        #expect(("\(arn)" as Expression).print() == "aws_iam_role.x.arn")
        #expect(
            ("\(nasty)" as Expression).print() == #""$${file(\"/etc/passwd\")}""#)
    }

    @Test(arguments: [
        ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{1B}", #""\u0000\u001b""#),
        ("${x}%{y}", #""$${x}%%{y}""#), ("$${x}", #""$\u0024{x}""#), ("$5 100%", #""$5 100%""#),
        ("größe 🦀", #""größe 🦀""#), ("\u{202E}", #""\u202e""#), ("\u{E0001}", #""\U000e0001""#),
    ]) func stringsAreEscaped(_ text: String, _ expected: String) {
        #expect(Expression.string(text).print() == expected)
    }

    @Test func textsOfATemplateDoNotJoinToAnInterpolation() {
        let parts: [Expression.TemplatePart] = [
            .text("$"), .text("{a}$"), .value(.reference(["var", "x"])),
        ]
        #expect(Expression.template(parts).print() == #""$${a}\u0024${var.x}""#)
    }

    @Test(arguments: ["for", "null", "true", "1st", "a b", "", "a.b"])
    func keysWithAnotherMeaningAreQuoted(_ key: String) {
        #expect(Expression.object([.init(key, 1)]).print() == "{ \"\(key)\" = 1 }")
    }
}
