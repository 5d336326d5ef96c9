import Fluent

struct CreateOrder: AsyncMigration {
    func prepare(on database: Database) async throws {
        try await database.schema("orders").id().create()
    }

    func revert(on database: Database) async throws {
        try await database.schema("orders").delete()
    }
}
