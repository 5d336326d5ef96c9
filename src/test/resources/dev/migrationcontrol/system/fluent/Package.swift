// swift-tools-version:5.9
let package = Package(dependencies: [.package(url: "https://example.org/vapor/fluent-postgres-driver.git", from: "2.8.0")])
