internal import HCL
internal import Manifest

/// The region and account that a provider block stands for. Services that are where the
/// application is share the one without an alias.
struct ProviderConfiguration: Hashable {
    var region: String?
    var accountID: String?
    var alias: String?

    init(_ application: Application, _ service: Service? = nil) {
        region = service?.options.region ?? application.aws.region
        accountID = service?.options.accountID ?? application.aws.accountID
        guard region != application.aws.region || accountID != application.aws.accountID else {
            return
        }
        // By what differs, which is one thing usually.
        let otherRegion = region == application.aws.region ? nil : region
        let otherAccount = accountID == application.aws.accountID ? nil : accountID
        alias = [otherRegion?.replacing("-", with: "_"), otherAccount.map { "account_\($0)" }]
            .compactMap { $0 }.joined(separator: "_")
    }
}

/// A service among what it belongs to.
struct ServiceScope {
    var application: Application
    var deployment: Deployment
    var service: Service
    var provider: ProviderConfiguration

    init(_ application: Application, _ deployment: Deployment, _ service: Service) {
        self.application = application
        self.deployment = deployment
        self.service = service
        provider = ProviderConfiguration(application, service)
    }

    /// In AWS.
    var name: String { application.nameInAWS(service) }

    func reference(_ kind: String, _ more: String...) -> Expression {
        .reference([kind, label([service.name] + more)])
    }

    func scope(of function: Function) -> FunctionScope { FunctionScope(self, function) }
}

/// A function among what it belongs to.
struct FunctionScope {
    /// The alias that everything invokes, so that going back to a version is moving it.
    static let live = "live"

    var parent: ServiceScope
    var function: Function

    init(_ parent: ServiceScope, _ function: Function) {
        self.parent = parent
        self.function = function
    }

    var service: Service { parent.service }
    var deployment: Deployment { parent.deployment }
    var provider: ProviderConfiguration { parent.provider }
    var id: FunctionID { FunctionID(service.name, function.name) }
    var names: [String] { [service.name, function.name] }
    /// In AWS.
    var name: String { parent.application.nameInAWS(service, function) }

    func reference(_ kind: String) -> Expression { .reference([kind, label(names)]) }

    var lambda: Expression { reference("aws_lambda_function") }
    /// For what goes with the function: a name would stay the same when the function is replaced,
    /// as when a zip becomes an image, and its aliases and permissions would be lost unnoticed.
    var lambdaARN: Expression { lambda.attribute("arn") }
    var alias: Expression { reference("aws_lambda_alias") }
    var aliasName: Expression { alias.attribute("name") }

    /// What must be there before what it sends is asked for: the user's own Terraform may make it.
    /// A module that is given our roles comes after them, and cannot come first.
    var sources: [Expression] {
        guard let module = deployment.userModule, !module.needsFunctions else { return [] }
        return [.reference(["module", UserModule.name])]
    }
}
