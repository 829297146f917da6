internal import OCI
internal import Testing

private let hex = String(repeating: "0a", count: 32)

@Test func referencesAreTakenApart() throws {
    let full = try ImageReference("localhost:5000/team/mail:v1.2@sha256:\(hex)")
    #expect(full.registry == "localhost:5000")
    #expect(full.repository == "team/mail")
    #expect(full.tag == "v1.2")
    #expect(full.digest == Digest("sha256:\(hex)"))
    #expect(full.description == "localhost:5000/team/mail:v1.2@sha256:\(hex)")
    #expect(full.manifestName == "sha256:\(hex)")
    let ecr = try ImageReference("1234.dkr.ecr.eu-west-1.amazonaws.com/mail")
    #expect(ecr.manifestName == "latest")
    #expect(try ImageReference("docker.io/alpine").repositoryPath == "library/alpine")
    #expect(try ImageReference("docker.io/a/b").repositoryPath == "a/b")
    #expect(try ImageReference("[::1]:5000/a/b").registry == "[::1]:5000")
}

@Test(arguments: [
    ("mail:latest", ImageReference.Problem.noRegistry), ("mail", .noRegistry), ("", .noRegistry),
    ("team/mail", .registry), ("user@host.io/mail", .digest), ("-a.io/mail", .registry),
    ("a.io/Mail", .repository), ("a.io/", .repository), ("a.io/a//b", .repository),
    ("a.io/../b", .repository), ("a.io/a?b", .repository), ("a.io/é", .repository),
    ("a.io/mail:", .tag), ("a.io/mail:a b", .repository), ("a.io/mail:.x", .tag),
    ("a.io/mail@sha256:12", .digest), ("a.io/mail@md5:\(hex)", .digest),
])
func textsThatAreNoReferencesAreRefused(text: String, problem: ImageReference.Problem) async {
    let error = await expectError(.reference(problem)) { try ImageReference(text) }
    #expect(error?.place == text)
}
