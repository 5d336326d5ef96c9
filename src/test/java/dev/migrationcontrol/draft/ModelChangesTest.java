package dev.migrationcontrol.draft;

import static dev.migrationcontrol.proof.UndoVerdict.DIFFERENT;
import static dev.migrationcontrol.proof.UndoVerdict.EXACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.proof.UndoVerdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes of a model, each by itself: the drafted pair runs, and its undo is proven or says what it cannot bring back. All of
 * them run with {@code -Dmodel.changes=all}, otherwise those that no other test has.
 */
class ModelChangesTest {
    private static final String HEAD = MigrationDraftingTest.HEAD + """
            CREATE EXTENSION pg_trgm;
            CREATE TABLE lone (id int);
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := ''x''; RETURN NEW; END';
            CREATE TRIGGER stamped BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamp();
            ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
            CREATE POLICY mine ON customer FOR SELECT USING (name = current_user);
            GRANT SELECT ON orders TO pg_monitor;
            """;

    private static final Set<String> IN_EVERY_RUN =
            Set.of("split table", "changed trigger", "added policy", "removed privilege", "removed extension");

    private static final String ROWS = """
            INSERT INTO customer VALUES (1, 'Ada Lovelace', 'glad', '1815-12-10');
            INSERT INTO orders VALUES (1, 1, 'new', 'n', 5);
            INSERT INTO lone VALUES (1)""";

    @TempDir
    static Path folder;

    private static DraftedModel drafts;

    @BeforeAll
    static void head() throws Exception {
        drafts = new DraftedModel(folder).script("V1__all.sql", HEAD).script("V2__rows.sql", ROWS);
    }

    /**
     * One change.
     *
     * @param says what a note of the undo says; null where there is nothing to say
     */
    private record Case(
            String name, String model, List<String> droppable, List<Rename> renames, UndoVerdict verdict, String says) {
        Case(String name, String model, UndoVerdict verdict) {
            this(name, model, List.of(), List.of(), verdict, "");
        }

        Case mayDrop(String object) {
            return new Case(name, model, List.of(object), renames, verdict, says);
        }

        Case renames(String from, String to) {
            return new Case(name, model, droppable, List.of(new Rename(from, to)), verdict, says);
        }

        /** It is no other one under a new name. */
        Case denies(String object) {
            return new Case(name, model, droppable, List.of(new Rename(object, null)), verdict, says);
        }

        Case saying(String note) {
            return new Case(name, model, droppable, renames, verdict, note);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case more(String name, String sql) {
        return new Case(name, HEAD + sql, EXACT);
    }

    private static Case less(String name, String without) {
        return other(name, without, "");
    }

    private static Case other(String name, String from, String to) {
        assertThat(HEAD).contains(from);
        return new Case(name, HEAD.replace(from, to), EXACT);
    }

    private static Case with(Case one, UndoVerdict verdict) {
        return new Case(one.name(), one.model(), one.droppable(), one.renames(), verdict, one.says());
    }

    private static Stream<Case> tablesAndColumns() {
        return Stream.of(
                more("added table", "CREATE TABLE item (id bigint PRIMARY KEY, orders bigint REFERENCES orders)"),
                with(
                        less("removed table", "CREATE TABLE lone (id int);")
                                .mayDrop("public.lone")
                                .saying("The rows of public.lone"),
                        DIFFERENT),
                other("changed table", "TABLE lone", "UNLOGGED TABLE lone"),
                more("added column", "ALTER TABLE orders ADD remark text"),
                with(
                        less("removed column", ", total int")
                                .mayDrop("public.orders.total")
                                .saying("The values of public.orders.total"),
                        DIFFERENT),
                other("changed column", "name text NOT NULL", "name text"),
                other("added default", "note text", "note text DEFAULT 'x'"),
                less("removed default", " DEFAULT 'new'"),
                other("changed default", "DEFAULT 'new'", "DEFAULT 'paid'"),
                other("wider type", "total int", "total bigint").saying("public.orders.total gets its type back"),
                other("another type", "born date", "born timestamp").saying("public.customer.born gets its type back"),
                other("narrower type", "note text", "note varchar(50)").saying("public.orders.note gets its type back"),
                other("renamed table", "lone", "alone").renames("public.lone", "public.alone"),
                other("renamed column", "born date", "birthday date")
                        .renames("public.customer.born", "public.customer.birthday"),
                with(
                        other("split column", "note text", "subject text, body text")
                                .mayDrop("public.orders.note")
                                .denies("public.orders.note")
                                .saying("The values of public.orders.note"),
                        DIFFERENT),
                with(
                        new Case(
                                        "split table",
                                        HEAD.replace(", born date", "")
                                                + "CREATE TABLE person (customer bigint PRIMARY KEY REFERENCES customer,"
                                                + " born date)",
                                        EXACT)
                                .mayDrop("public.customer.born")
                                .saying("The values of public.customer.born"),
                        DIFFERENT));
    }

    private static Stream<Case> indexesConstraintsAndComments() {
        return Stream.of(
                more("added index", "CREATE INDEX by_note ON orders (note)"),
                less("removed index", "CREATE INDEX by_status ON orders (status);"),
                other("changed index", "ON orders (status)", "ON orders (status, id)"),
                more("added constraint", "ALTER TABLE orders ADD CONSTRAINT one_note UNIQUE (note)"),
                less("removed constraint", " CONSTRAINT of_customer REFERENCES customer"),
                other("changed constraint", "('new', 'paid')", "('new', 'paid', 'gone')"),
                more("added comment", "COMMENT ON COLUMN orders.note IS 'free text'"),
                less("removed comment", "COMMENT ON TABLE orders IS 'what was bought';"),
                other("changed comment", "'what was bought'", "'what people bought'"));
    }

    private static Stream<Case> everythingElse() {
        return Stream.of(
                more("added function", "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
                other("changed function", "SELECT n * 2", "SELECT n + n"),
                less("removed view", "CREATE VIEW paid AS SELECT id FROM orders WHERE status = 'paid';"),
                other("changed view", "AS SELECT id FROM", "AS SELECT note, id FROM"),
                other("changed trigger", "BEFORE INSERT", "BEFORE INSERT OR UPDATE"),
                less(
                        "removed trigger",
                        "CREATE TRIGGER stamped BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamp();"),
                more("added policy", "CREATE POLICY all_of_it ON customer USING (true)"),
                other("changed policy", "USING (name = current_user)", "USING (true)"),
                more("added privilege", "GRANT UPDATE ON customer TO pg_monitor"),
                less("removed privilege", "GRANT SELECT ON orders TO pg_monitor;"),
                more("added sequence", "CREATE SEQUENCE second"),
                other("changed sequence", "START 10", "START 10 INCREMENT 5"),
                other("added enum label", "'glad')", "'glad', 'furious')")
                        .saying("The enum public.mood gets its labels back"),
                other("removed enum label", "('sad', 'glad')", "('glad')")
                        .saying("The enum public.mood gets its labels back"),
                more("added extension", "CREATE EXTENSION hstore"),
                less("removed extension", "CREATE EXTENSION pg_trgm;"));
    }

    static Stream<Case> changes() {
        boolean all = "all".equals(System.getProperty("model.changes"));
        return Stream.of(tablesAndColumns(), indexesConstraintsAndComments(), everythingElse())
                .flatMap(each -> each)
                .filter(each -> all || IN_EVERY_RUN.contains(each.name()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachIsDraftedRunsAndIsUndone(Case change) throws Exception {
        MigrationDraft draft = drafts.draft(change.model(), change.renames(), change.droppable(), null);
        assertThat(draft.verdict()).as(draft.toString()).isEqualTo(change.verdict());
        assertThat(draft.questions()).as(draft.toString()).isEmpty();
        assertThat(Objects.requireNonNull(draft.up()).script()).doesNotContain("Not as the model");
        if (change.says().isEmpty()) {
            assertThat(draft.notes()).isEmpty();
        } else {
            assertThat(draft.notes()).anyMatch(each -> each.contains(change.says()));
        }
    }
}
