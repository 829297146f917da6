import Manifest
import Terraform
import Testing

/// Applications that together use all there is; `Golden/NAME` has what becomes of each.
struct Sample: Sendable, CustomTestStringConvertible {
    var name: String
    var application: Application
    var deployment: Deployment

    var testDescription: String { name }

    static let all = [
        smallest, http, functions, events, images, regions, emulator, awkwardNames,
    ]

    init(_ name: String, _ services: [Service], configure: (inout Application) -> Void = { _ in }) {
        self.name = name
        application = Application(root: "/project", name: "shop")
        application.services = services
        application.aws.region = "eu-central-1"
        configure(&application)
        deployment = Deployment()
        for (service, function) in application.functions {
            let id = FunctionID(service.name, function.name)
            deployment.functions[id] = FunctionDeployment(
                function.provider == .awsLambda
                    ? .zip(.sample("services/\(service.name)/\(function.name).zip"))
                    : .image(digest: "sha256:" + String(repeating: "0123456789abcdef", count: 4)))
        }
    }

    static let smallest = Sample("smallest", [Service("greeter", [Function("hello")])])

    static let http: Sample = {
        var orders = Service("orders", [])
        orders.api.cors = .sample
        orders.api.accessLogs = true
        orders.api.payloadFormat = .v2
        orders.options.logRetentionDays = 30
        var customers = Authorizer(
            id: "customers",
            kind: .jwt(issuer: "https://login.example.com/", audience: ["shop", "app"]))
        customers.scopes = ["orders:read", "orders:write"]
        orders.api.authorizers = [
            customers, Authorizer(id: "machines", kind: .iam),
            Authorizer(id: "tokens", kind: .lambda(function: "check-token")),
        ]
        orders.functions = [
            Function("check-token"),
            Function("find") { $0.route("GET", "/orders/{id}", behind: "customers") },
            Function("export") { $0.route("POST", "/export", behind: "machines") },
            Function("place") { $0.route("PUT", "/orders/{id}", behind: "tokens") },
            Function("rest") { $0.route("ANY", "$default") },
        ]
        // Has an API of its own, and none of the other's authorizers.
        let health = Service("health", [Function("find") { $0.route("GET", "/health") }])
        return Sample("http", [orders, health])
    }()

    static let functions: Sample = {
        let everything = Function("everything") {
            $0.handlerName = "main"
            $0.architecture = .arm64
            $0.timeoutSeconds = 900
            $0.memoryMegabytes = 10240
            $0.environment = [
                "GREETING": "Grüß \"Gott\" ${name} %{if}", "PATH_SUFFIX": "a\\b\n", "EMPTY": "",
            ]
            $0.secrets = [
                "API_KEY": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf",
                "LIMITS": "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/limits",
            ]
            $0.permissions = [.readUploads, .neverDelete]
            $0.vpc = VPC(subnetIDs: ["subnet-1", "subnet-2"], securityGroupIDs: ["sg-1"])
            $0.tracing = true
            $0.logLevel = .debug
            $0.logRetentionDays = 365
            $0.reservedConcurrency = 10
            $0.provisionedConcurrency = 2
            $0.ephemeralStorageMegabytes = 2048
            $0.deadLetter = "arn:aws:sqs:eu-central-1:123456789012:dead"
            $0.retries = 0
        }
        let plain = Function("plain") {
            $0.logFormat = .text
            $0.deadLetter = "arn:aws:sns:eu-central-1:123456789012:dead"
        }
        var sample = Sample("functions", [Service("work", [everything, plain])])
        sample.deployment.layers = [
            LayerID("work", .arm64): .sample("services/work/iomods-arm64.zip"),
            LayerID("work", .x86_64): .uploaded("layers/work.zip"),
        ]
        let plainID = FunctionID("work", "plain")
        sample.deployment.functions[plainID] = FunctionDeployment(
            .zip(.uploaded("functions/plain.zip")), liveVersion: 7)
        sample.deployment.release = "2026-11-27 \"Blue\""
        return sample
    }()

    static let images: Sample = {
        var site = Service(
            "site",
            [
                Function("Page") {
                    $0.provider = .awsLambdaAlpine
                    $0.route("GET", "/{page+}")
                },
                Function("mirror") { $0.provider = .awsLambdaAlpine },
                Function("zipped"),
            ])
        site.provider = .awsLambdaAlpine
        var sample = Sample("images", [site])
        let digest = String(repeating: "fedcba9876543210", count: 4)
        sample.deployment.functions[FunctionID("site", "mirror")] = FunctionDeployment(
            .foreignImage(uri: "localhost:5000/mirror@sha256:\(digest)"))
        return sample
    }()

    static let regions: Sample = {
        var near = Service("near", [Function("one")])
        near.options.region = "eu-central-1"
        var far = Service("far", [Function("two") { $0.route("GET", "/") }])
        far.options.region = "us-west-2"
        var foreign = Service("foreign", [Function("three") { $0.url = FunctionURL() }])
        foreign.options.accountID = "210987654321"
        var sample = Sample("regions", [near, far, foreign]) {
            $0.aws.accountID = "123456789012"
            $0.tags = ["team": "Küche", "cost center": "12", "owner": "${me}"]
            $0.state = RemoteState(
                bucket: "shop-state", key: "shop/terraform.tfstate", region: "eu-west-1",
                lockTable: "locks")
        }
        sample.deployment.userModule = UserModule(variables: [
            "project_name", "function_role_names", "something_else",
        ])
        return sample
    }()

    static let emulator = Sample("emulator", [Service("greeter", [Function("hello")])]) {
        $0.aws.endpointURL = "http://127.0.0.1:5000"
        $0.aws.accountID = "123456789012"
        $0.state = RemoteState(bucket: "state", key: "k", region: "eu-central-1")
    }

    /// Names that would meet if they were only joined, or that Terraform reads in its own way.
    static let awkwardNames: Sample = {
        var sample = Sample(
            "awkward-names",
            [
                Service("a_b", [Function("c")]), Service("a", [Function("b_c"), Function("-x")]),
                Service("main", [Function("trust")]), Service("override", [Function("f")]),
                Service("3d", [Function("1st")]),
            ])
        sample.deployment.userModule = UserModule()
        return sample
    }()
}

extension Zip {
    static let sampleDigest = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

    static func sample(_ path: String) -> Zip { Zip(.file(path), sha256: sampleDigest) }

    static func uploaded(_ key: String) -> Zip {
        Zip(.object(bucket: "shop-artifacts", key: key, version: "v1"), sha256: sampleDigest)
    }
}

extension Service {
    init(_ name: String, _ functions: [Function]) {
        self.init(name: name, folder: "/project/services/\(name)")
        self.functions = functions
    }
}

extension Function {
    init(_ name: String, _ configure: (inout Function) -> Void = { _ in }) {
        self.init(name: name, folder: "/project/\(name)")
        configure(&self)
    }

    mutating func route(_ verb: String, _ path: String, behind authorizer: String? = nil) {
        http = Route(verb: verb, path: path)
        authorizerID = authorizer
    }
}

extension Permission {
    static let readUploads: Permission = {
        var permission = Permission(
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::uploads/${aws:PrincipalTag/team}/*"])
        permission.conditions = [
            Condition(test: "Bool", variable: "aws:SecureTransport", values: ["true"])
        ]
        return permission
    }()

    static let neverDelete: Permission = {
        var permission = Permission(
            actions: ["s3:DeleteObject"], resources: ["arn:aws:s3:::uploads/*"])
        permission.effect = .deny
        return permission
    }()
}

extension CORS {
    static let sample: CORS = {
        var cors = CORS()
        cors.allowOrigins = ["https://shop.example.com"]
        cors.allowMethods = ["GET", "PUT"]
        cors.allowHeaders = ["authorization"]
        cors.exposeHeaders = ["etag"]
        cors.allowCredentials = true
        cors.maxAgeSeconds = 3600
        return cors
    }()
}
