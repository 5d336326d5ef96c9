package dev.migrationcontrol.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.proof.UndoVerdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationDraftingTest {
    static final String HEAD = """
            CREATE TYPE mood AS ENUM ('sad', 'glad');
            CREATE TABLE customer (id bigint PRIMARY KEY, name text NOT NULL, mood mood, born date);
            CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint CONSTRAINT of_customer REFERENCES customer,
                status varchar(20) NOT NULL DEFAULT 'new', note text, total int,
                CONSTRAINT known CHECK (status IN ('new', 'paid')));
            CREATE INDEX by_status ON orders (status);
            CREATE VIEW paid AS SELECT id FROM orders WHERE status = 'paid';
            CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
            CREATE SEQUENCE ticket START 10;
            COMMENT ON TABLE orders IS 'what was bought';
            """;

    @TempDir
    Path folder;

    private DraftedModel drafts;

    @BeforeEach
    void head() throws Exception {
        drafts = new DraftedModel(folder).script("V1__all.sql", HEAD).script("V7__more.sql", "SELECT 1");
    }

    @Test
    void aModelThatAgreesNeedsNoMigration() throws Exception {
        MigrationDraft draft = drafts.draft(HEAD);
        assertThat(draft.agrees()).as(draft.toString()).isTrue();
        assertThat(draft.up()).isNull();
        assertThat(drafts.check(HEAD, ModelScope.ALL).agrees()).isTrue();
    }

    @Test
    void whatIsNewIsMadeAndUndone() throws Exception {
        MigrationDraft draft = drafts.draft(HEAD + """
                ALTER TABLE orders ADD remark text DEFAULT 'x', ADD CONSTRAINT positive CHECK (total > 0);
                ALTER TABLE orders ADD CONSTRAINT one_note UNIQUE (note);
                CREATE TABLE item (id bigint PRIMARY KEY, orders bigint NOT NULL REFERENCES orders, price numeric(10, 2));
                CREATE INDEX items_of_orders ON item (orders);
                CREATE VIEW open AS SELECT id FROM orders WHERE status = 'new';
                CREATE FUNCTION thrice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 3';
                CREATE SEQUENCE second;
                CREATE TYPE size AS ENUM ('s', 'm');
                CREATE DOMAIN amount AS numeric(10, 2) CHECK (VALUE >= 0);
                COMMENT ON COLUMN orders.note IS 'free text';
                CREATE SCHEMA audit;
                CREATE TABLE audit.entry (at timestamptz NOT NULL);
                """);
        assertThat(draft.verdict()).as(draft.toString()).isEqualTo(UndoVerdict.EXACT);
        assertThat(draft.version()).isEqualTo("8");
        assertThat(Objects.requireNonNull(draft.up()).name()).isEqualTo("V8__model.sql");
        assertThat(Objects.requireNonNull(draft.down()).name()).isEqualTo("U8__model.sql");
        assertThat(draft.questions()).isEmpty();
        assertThat(draft.notes()).isEmpty();
    }

    @Test
    void whatIsChangedIsChangedAndUndone() throws Exception {
        MigrationDraft draft = drafts.draft("""
                CREATE TYPE mood AS ENUM ('sad', 'glad');
                CREATE TABLE customer (id bigint PRIMARY KEY, name varchar(200), mood mood NOT NULL,
                    born timestamp DEFAULT now());
                CREATE TABLE orders (id bigint PRIMARY KEY,
                    customer bigint CONSTRAINT of_customer REFERENCES customer ON DELETE CASCADE,
                    status text NOT NULL, note text DEFAULT '', total bigint,
                    CONSTRAINT known CHECK (status IN ('new', 'paid', 'gone')));
                CREATE INDEX by_status ON orders (status, id);
                CREATE VIEW paid AS SELECT id, note FROM orders WHERE status = 'paid';
                CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n + n';
                CREATE SEQUENCE ticket START 10 INCREMENT 5;
                COMMENT ON TABLE orders IS 'what people bought';
                """);
        assertThat(draft.verdict()).as(draft.toString()).isEqualTo(UndoVerdict.EXACT);
        assertThat(draft.notes()).noneMatch(each -> each.startsWith("Not as"));
        assertThat(draft.notes()).anyMatch(each -> each.contains("gets its type back"));
    }

    @Test
    void aLabelOfAnEnumIsTakenAwayWithoutAnyValue() throws Exception {
        String used = HEAD + """
                ALTER TABLE customer ALTER mood SET DEFAULT 'sad', ADD moods mood[] DEFAULT '{sad,glad}',
                    ADD CONSTRAINT known_mood CHECK (mood <> 'glad' OR name <> '');
                CREATE INDEX of_the_sad ON customer (name) WHERE mood = 'sad';
                CREATE VIEW moods AS SELECT mood, count(*) FROM customer GROUP BY mood;
                CREATE VIEW most AS SELECT mood FROM moods;
                COMMENT ON VIEW most IS 'x';
                GRANT SELECT ON most TO pg_monitor;
                """;
        drafts.script("V1__all.sql", used)
                .script("V8__rows.sql", "INSERT INTO customer (id, name, mood) VALUES (1, 'a', 'glad')");
        MigrationDraft draft = drafts.draft(used.replace("'glad')", "'glad', 'furious')"));
        assertThat(draft.verdict()).as(draft.toString()).isEqualTo(UndoVerdict.EXACT);
        assertThat(Objects.requireNonNull(draft.up()).script()).contains("ADD VALUE 'furious'");
        assertThat(Objects.requireNonNull(draft.down()).script()).doesNotContain("DROP COLUMN");
        assertThat(draft.notes())
                .containsExactly(
                        "The enum public.mood gets its labels back ('sad', 'glad'). Where rows hold another label"
                                + " by then, the undo fails and changes nothing.");
    }

    @Test
    void aLabelThatNoStatementTakesAwayStays() throws Exception {
        String used = HEAD + "CREATE FUNCTION of(m mood) RETURNS text LANGUAGE sql AS 'SELECT m::text';";
        drafts.script("V1__all.sql", used)
                .script("V8__rows.sql", "INSERT INTO customer (id, name, mood) VALUES (1, 'a', 'glad')");
        MigrationDraft draft = drafts.draft(used.replace("'glad')", "'glad', 'furious')"));
        assertThat(draft.verdict()).as(draft.toString()).isEqualTo(UndoVerdict.DIFFERENT);
        assertThat(Objects.requireNonNull(draft.down()).script()).doesNotContain("DROP COLUMN");
        assertThat(draft.notes())
                .anyMatch(each -> each.startsWith("The enum public.mood keeps the labels of V9__model.sql"));
    }

    @Test
    void tablesAndColumnsStayUnlessTheyAreNamed() throws Exception {
        String model = HEAD.replace(", note text, total int", ", total int")
                .replace("CREATE SEQUENCE ticket START 10;", "")
                .replace("CREATE INDEX by_status ON orders (status);", "");
        MigrationDraft kept = drafts.draft(model);
        assertThat(Objects.requireNonNull(kept.up()).script())
                .contains("DROP INDEX")
                .contains("DROP SEQUENCE")
                .doesNotContain("DROP COLUMN");
        assertThat(kept.questions())
                .extracting(DraftQuestion::kind, DraftQuestion::from)
                .containsExactly(tuple(DraftQuestion.Kind.DROP, "public.orders.note"));
        assertThat(kept.notes()).contains("Not as the model has it: the column public.orders.note, existence.");
        MigrationDraft named = drafts.draft(model, null, List.of("public.orders.note"), null);
        assertThat(named.verdict()).as(named.toString()).isEqualTo(UndoVerdict.EQUIVALENT);
        assertThat(named.questions()).isEmpty();
        assertThat(named.notes()).anyMatch(each -> each.startsWith("The values of public.orders.note"));
    }

    @Test
    void renamesAreAskedAboutAndNeverGuessed() throws Exception {
        String model = HEAD.replace("note text", "remark text");
        MigrationDraft asking = drafts.draft(model);
        assertThat(asking.questions())
                .extracting(DraftQuestion::kind, DraftQuestion::from, DraftQuestion::to)
                .contains(tuple(DraftQuestion.Kind.RENAME, "public.orders.note", "public.orders.remark"));
        assertThat(Objects.requireNonNull(asking.up()).script()).doesNotContain("RENAME");
        MigrationDraft said =
                drafts.draft(model, List.of(new Rename("public.orders.note", "public.orders.remark")), null, null);
        assertThat(said.verdict()).as(said.toString()).isEqualTo(UndoVerdict.EXACT);
        assertThat(said.questions()).isEmpty();
        assertThat(said.notes()).isEmpty();
        assertThat(Objects.requireNonNull(said.down()).script())
                .contains("RENAME COLUMN \"remark\" TO \"note\"")
                .doesNotContain("DROP COLUMN");
        MigrationDraft denied = drafts.draft(model, List.of(new Rename("public.orders.note", null)), List.of(), null);
        assertThat(denied.questions()).extracting(DraftQuestion::kind).containsExactly(DraftQuestion.Kind.DROP);
    }

    @Test
    void aTableIsRenamedWithItsRows() throws Exception {
        String model = HEAD.replace("TABLE orders", "TABLE purchase")
                .replace("ON orders", "ON purchase")
                .replace("FROM orders", "FROM purchase");
        assertThat(drafts.draft(model).questions())
                .extracting(DraftQuestion::from, DraftQuestion::to)
                .contains(tuple("public.orders", "public.purchase"));
        MigrationDraft draft = drafts.draft(model, List.of(new Rename("public.orders", "public.purchase")), null, null);
        assertThat(draft.verdict()).as(draft.toString()).isEqualTo(UndoVerdict.EXACT);
        assertThat(Objects.requireNonNull(draft.up()).script())
                .contains("RENAME TO \"purchase\"")
                .doesNotContain("DROP TABLE");
    }

    @Test
    void aModelOfTablesLeavesTheRest() throws Exception {
        String tables = """
                CREATE TYPE mood AS ENUM ('sad', 'glad');
                CREATE SEQUENCE ticket START 10;
                CREATE TABLE customer (id bigint PRIMARY KEY, name text NOT NULL, mood mood, born date);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint CONSTRAINT of_customer REFERENCES customer,
                    status varchar(20) NOT NULL DEFAULT 'new', note text, total int,
                    CONSTRAINT known CHECK (status IN ('new', 'paid')));
                CREATE INDEX by_status ON orders (status);
                """;
        assertThat(drafts.check(tables, ModelScope.TABLES).agrees()).isTrue();
        assertThat(drafts.check(tables, ModelScope.ALL).differences())
                .extracting(each -> each.object())
                .contains("public.paid", "public.twice(n integer)", "public.orders");
        MigrationDraft draft =
                drafts.draft(tables + "ALTER TABLE orders ADD remark text", null, null, ModelScope.TABLES);
        assertThat(Objects.requireNonNull(draft.up()).script())
                .contains("ADD COLUMN remark")
                .doesNotContain("DROP")
                .doesNotContain("COMMENT");
        assertThat(draft.verdict()).as(draft.toString()).isEqualTo(UndoVerdict.EXACT);
    }

    @Test
    void aMigrationThatFailsOnTheRowsOfOthersSaysSo() throws Exception {
        drafts.script("V8__rows.sql", "INSERT INTO customer (id, name) VALUES (1, 'a')");
        MigrationDraft draft = drafts.draft(HEAD.replace("mood mood, born", "mood mood NOT NULL, born"));
        assertThat(draft.verdict()).as(draft.toString()).isEqualTo(UndoVerdict.DOES_NOT_RUN);
        assertThat(draft.down()).isNull();
        assertThat(draft.notes()).anyMatch(each -> each.startsWith("The migration did not run on a copy"));
    }

    @Test
    void aModelThatCannotRunIsNoModel() {
        assertThatThrownBy(() -> drafts.draft("CREATE TABLE a (b no_such_type)"))
                .isInstanceOf(DraftImpossible.class)
                .hasMessageContaining("model.sql");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ROLE other",
                "COPY customer FROM PROGRAM 'id'",
                "SELECT pg_read_file('/etc/passwd')",
                "ALTER SYSTEM SET work_mem = '1GB'"
            })
    void aModelReachesNothingBeyondItsDatabase(String sql) {
        assertThatThrownBy(() -> DraftedModel.model(sql)).isInstanceOf(InvalidRequest.class);
    }
}
