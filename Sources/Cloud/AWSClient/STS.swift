/// Who the credentials are.
package struct CallerIdentity: Equatable, Sendable {
    package var account: String
    package var arn: String
    package var userID: String
}

extension AWSClient {
    package func callerIdentity() async throws(AWSError) -> CallerIdentity {
        var call = Call(.sts, "GetCallerIdentity")
        call.headers = [
            .init("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
        ]
        call.body = Array("Action=GetCallerIdentity&Version=2011-06-15".utf8)
        let answer = try await send(call)
        guard let account = XMLText.first("Account", in: answer.body),
            let arn = XMLText.first("Arn", in: answer.body),
            let userID = XMLText.first("UserId", in: answer.body),
            account.utf8.count == 12, account.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { throw call.malformed(answer, "the answer lacks the account, its ARN or the user") }
        return CallerIdentity(account: account, arn: arn, userID: userID)
    }
}
