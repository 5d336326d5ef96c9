package dev.migrationcontrol.source.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs write down as objects of a mapper is a record of migrations as much as what they write in SQL. */
class EntityMentionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.Create(&SchemaMigration{Version: v})",
                "engine.InsertOne(&model.SchemaMigration{Version: v})",
                "tx.Save(ctx, &SchemaMigration{Version: v})",
                "session.add(models.SchemaMigration(version=v))",
                "SchemaMigration.objects.create(version=v)",
                "SchemaMigration.create!(version: v)",
                "SchemaMigration::create(['version' => $v]);",
                "entityManager.persist(new SchemaMigration(v));",
                "context.Add(new SchemaMigration { Version = v });",
                "context.Add(new SchemaMigration(v));",
                "Repo.insert!(%Shop.SchemaMigration{version: v})",
                "%SchemaMigration{version: v} |> Repo.insert!()",
                "schema_migration::ActiveModel { version: Set(v) }",
                "await manager.save(new SchemaMigration(v))"
            })
    void rowsAreWrittenInEachLanguage(String code) {
        assertThat(HistoryTables.in(code))
                .hasValueSatisfying(table -> assertThat(table.isSure()).isTrue());
    }

    @Test
    void columnsSayWhatTheNameDoesNot() {
        String code = "var now = &Version{ID: 1}\nengine.Get(now)\nengine.InsertOne(&Version{ID: 1, VersionNumber: 0})";

        assertThat(HistoryTables.in(code)).hasValueSatisfying(table -> {
            assertThat(table.name()).isEmpty();
            assertThat(table.written().columns()).containsExactly("id", "version_number");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session.add(Order(name=n, price=p))\nsession.query(Order)",
                "list.add(new Customer(name));",
                "User.create!(name: n, email: e)\nUser.where(name: n)",
                "db.Create(&Product{Code: c, Price: p})\ndb.First(&Product{})"
            })
    void rowsOfOtherThingsAreNone(String code) {
        assertThat(HistoryTables.in(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "func (SchemaMigration) TableName() string {\n\treturn \"applied\"\n}",
                "class SchemaMigration(Base):\n    __tablename__ = 'applied'\n",
                "@Entity('applied')\nexport class SchemaMigration {\n",
                "@Entity\n@Table(name = \"applied\")\npublic class SchemaMigration {\n",
                "[Table(\"applied\")]\npublic class SchemaMigration {\n",
                "class SchemaMigration extends Model\n{\n    protected $table = 'applied';\n",
                "class SchemaMigration < ApplicationRecord\n  self.table_name = 'applied'\n",
                "model SchemaMigration {\n  id Int @id\n  @@map(\"applied\")\n}"
            })
    void theTableIsWhatTheirDeclarationSays(String code) {
        assertThat(EntityTables.in(code, ".SchemaMigration")).contains("applied");
        assertThat(EntityTables.in(code, ".Order")).isEmpty();
    }
}
