package dev.migrationcontrol.schema;

import java.util.List;
import java.util.stream.Stream;

/** For every kind of object, and for everything that one may have, two databases that differ in just that. */
final class ObjectKinds {
    private static final String T = "CREATE TABLE t (id int PRIMARY KEY, a text, b int)";
    private static final String F = T + "; CREATE TABLE f (id int CONSTRAINT fk REFERENCES t)";
    private static final String FN = "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1'";
    private static final String TRG =
            T + "; CREATE FUNCTION s() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                    + " CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION s()";
    private static final String VIEW = T + "; CREATE VIEW v AS SELECT id, a FROM t";
    private static final String FDW = "CREATE FOREIGN DATA WRAPPER w";
    private static final String SERVER = FDW + "; CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'one')";
    private static final String MAPPING =
            SERVER + "; CREATE USER MAPPING FOR mc_reader SERVER s OPTIONS (password 'geheim1')";
    private static final String FOREIGN =
            SERVER + "; CREATE FOREIGN TABLE ft (a text OPTIONS (x '1')) SERVER s OPTIONS (y '1')";
    private static final String EVT = "CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
            + " CREATE EVENT TRIGGER et ON ddl_command_end EXECUTE FUNCTION e()";
    private static final String PAIR = "CREATE TYPE pair AS (x int, y int);"
            + " CREATE FUNCTION less(pair, pair) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1.x < $2.x';"
            + " CREATE FUNCTION cmp(pair, pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.x - $2.x';"
            + " CREATE FUNCTION txt(pair) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1.x::text'";
    private static final String OPERATOR =
            PAIR + "; CREATE OPERATOR <<< (LEFTARG = pair, RIGHTARG = pair, FUNCTION = less)";
    private static final String FAMILY = OPERATOR + "; CREATE OPERATOR FAMILY fam USING btree";
    private static final String CLASS =
            " OPERATOR CLASS c FOR TYPE pair USING btree FAMILY fam AS OPERATOR 1 <<<," + " FUNCTION 1 cmp(pair, pair)";
    private static final String DICT = "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, STOPWORDS = english)";
    private static final String CFG = "CREATE TEXT SEARCH CONFIGURATION c (COPY = english)";
    private static final String PARTED =
            "CREATE TABLE p (n int, a text) PARTITION BY RANGE (n); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)";
    private static final String PUB = T + "; CREATE TABLE u (id int PRIMARY KEY); CREATE PUBLICATION pub FOR TABLE t";
    private static final String SUB =
            "CREATE SUBSCRIPTION sub CONNECTION 'host=127.0.0.1 password=geheim1' PUBLICATION x"
                    + " WITH (connect = false, slot_name = NONE)";

    private ObjectKinds() {}

    /**
     * One row.
     *
     * @param both what both databases have
     * @param change what makes the first another one
     * @param objects which objects differ then, and in what, as {@code object: aspect}
     * @param since the major version that has it
     */
    record Row(String both, String change, List<String> objects, int since) {
        @Override
        public String toString() {
            return change.strip();
        }
    }

    private static Row row(String both, String change, String... objects) {
        return new Row(both, change, List.of(objects), 15);
    }

    private static Row since(int version, Row row) {
        return new Row(row.both, row.change, row.objects, version);
    }

    static Stream<Row> all() {
        return Stream.of(relations(), columns(), constraints(), routines(), indexing(), search(), foreign(), beside())
                .flatMap(List::stream);
    }

    private static List<Row> relations() {
        return List.of(
                row(T, "CREATE TABLE more ()", "public.more: existence"),
                row(T, "ALTER TABLE t SET UNLOGGED", "public.t: persistence"),
                row(T, "ALTER TABLE t SET (fillfactor = 70)", "public.t: options"),
                row(T, "ALTER TABLE t SET (toast.autovacuum_enabled = off)", "public.t: toast options"),
                row(T, "ALTER TABLE t SET TABLESPACE mc_space", "public.t: tablespace"),
                row(T, "ALTER TABLE t REPLICA IDENTITY NOTHING", "public.t: replica identity"),
                row(T, "ALTER TABLE t REPLICA IDENTITY USING INDEX t_pkey", "public.t: replica identity"),
                row(T, "ALTER TABLE t CLUSTER ON t_pkey", "public.t: clustered on"),
                row(T, "ALTER TABLE t ENABLE ROW LEVEL SECURITY", "public.t: row security"),
                row(T, "ALTER TABLE t FORCE ROW LEVEL SECURITY", "public.t: row security"),
                row(T, "CREATE POLICY own ON t FOR UPDATE USING (a = current_user)", "public.t.own: existence"),
                row(
                        T + "; CREATE POLICY own ON t USING (true)",
                        "ALTER POLICY own ON t TO mc_reader",
                        "public.t.own: definition"),
                row(T, "CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING", "public.t.r: existence"),
                row(
                        T + "; CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING",
                        "ALTER TABLE t DISABLE RULE r",
                        "public.t.r: enabled"),
                row(TRG, "ALTER TABLE t DISABLE TRIGGER g", "public.t.g: enabled"),
                row(TRG, "ALTER TABLE t ENABLE REPLICA TRIGGER g", "public.t.g: enabled"),
                row(TRG, "ALTER TABLE t ENABLE ALWAYS TRIGGER g", "public.t.g: enabled"),
                row(T + "; CREATE TABLE p (b int)", "ALTER TABLE t INHERIT p", "public.t: inherits"),
                row(
                        PARTED,
                        "ALTER TABLE p DETACH PARTITION p1; ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM (0) TO (11)",
                        "public.p1: partition of"),
                row(VIEW, "ALTER VIEW v SET (security_barrier)", "public.v: options"),
                row(VIEW, "ALTER VIEW v SET (security_invoker)", "public.v: options"),
                row(VIEW, "ALTER VIEW v SET (check_option = local)", "public.v: options"),
                row(VIEW, "CREATE OR REPLACE VIEW v AS SELECT id, upper(a) AS a FROM t", "public.v: definition"),
                row(T, "CREATE MATERIALIZED VIEW m AS SELECT id FROM t", "public.m: existence"),
                row("CREATE SEQUENCE s", "ALTER SEQUENCE s CACHE 5", "public.s: definition"),
                row("CREATE SEQUENCE s", "ALTER SEQUENCE s CYCLE", "public.s: definition"),
                row("CREATE SEQUENCE s; " + T, "ALTER SEQUENCE s OWNED BY t.b", "public.s: owned by"),
                row(T, "CREATE STATISTICS st ON a, b FROM t", "public.st: existence"),
                row(
                        T + "; CREATE STATISTICS st ON a, b FROM t",
                        "ALTER STATISTICS st SET STATISTICS 50",
                        "public.st: target"),
                row(T, "CREATE INDEX i ON t (a) INCLUDE (b)", "public.i: existence"),
                row(T + "; CREATE INDEX i ON t (a)", "ALTER INDEX i SET (fillfactor = 50)", "public.i: definition"),
                row(T + "; CREATE INDEX i ON t (a)", "ALTER INDEX i SET TABLESPACE mc_space", "public.i: tablespace"),
                row(
                        T + "; CREATE INDEX i ON t (upper(a))",
                        "ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 9",
                        "public.i: statistics targets"),
                row(
                        T + "; CREATE INDEX i ON t (a)",
                        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass",
                        "public.i: valid"));
    }

    private static List<Row> columns() {
        return List.of(
                row(T, "ALTER TABLE t ALTER a SET STORAGE EXTERNAL", "public.t.a: storage"),
                row(T, "ALTER TABLE t ALTER a SET COMPRESSION pglz", "public.t.a: compression"),
                row(T, "ALTER TABLE t ALTER a SET STATISTICS 7", "public.t.a: statistics target"),
                row(T, "ALTER TABLE t ALTER a SET (n_distinct = 3)", "public.t.a: options"),
                row(T, "ALTER TABLE t ALTER b SET NOT NULL", "public.t.b: nullability"),
                since(18, row(T, "ALTER TABLE t ADD CONSTRAINT nn NOT NULL b NOT VALID", "public.t.b: nullability")),
                row(T, "ALTER TABLE t ALTER b SET DEFAULT 3", "public.t.b: default"),
                row(
                        "CREATE TABLE t (id int, g int GENERATED ALWAYS AS (id * 2) STORED)",
                        "ALTER TABLE t DROP g; ALTER TABLE t ADD g" + " int GENERATED ALWAYS AS (id * 3) STORED",
                        "public.t.g: generated stored"),
                since(
                        18,
                        row(T, "ALTER TABLE t ADD g int GENERATED ALWAYS AS (b * 2) VIRTUAL", "public.t.g: existence")),
                row(
                        "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY)",
                        "ALTER TABLE t ALTER id SET GENERATED BY DEFAULT",
                        "public.t.id: identity"),
                row(
                        "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY)",
                        "ALTER TABLE t ALTER id SET INCREMENT 5",
                        "public.t_id_seq: definition"),
                row(
                        "CREATE TABLE t (a text)",
                        "ALTER TABLE t ALTER a TYPE text COLLATE \"C\"",
                        "public.t.a: collation"),
                row(T, "GRANT UPDATE (a) ON t TO mc_reader", "public.t.a: privileges"),
                row(T, "COMMENT ON COLUMN t.a IS 'x'", "public.t.a: comment"),
                row("CREATE TYPE c AS (a int)", "ALTER TYPE c ALTER ATTRIBUTE a TYPE bigint", "public.c.a: type"));
    }

    private static List<Row> constraints() {
        String check = T + "; ALTER TABLE t ADD CONSTRAINT k CHECK (b > 0)";
        return List.of(
                row(T, "ALTER TABLE t ADD CONSTRAINT k CHECK (b > 0) NOT VALID", "public.t.k: existence"),
                row(
                        check,
                        "ALTER TABLE t DROP CONSTRAINT k; ALTER TABLE t ADD CONSTRAINT k CHECK (b > 0) NOT VALID",
                        "public.t.k: definition"),
                since(
                        18,
                        row(
                                check,
                                "ALTER TABLE t DROP CONSTRAINT k; ALTER TABLE t ADD CONSTRAINT k CHECK (b > 0) NOT ENFORCED",
                                "public.t.k: definition")),
                row(F, "ALTER TABLE f ALTER CONSTRAINT fk DEFERRABLE", "public.f.fk: definition"),
                row(F, "ALTER TABLE f DISABLE TRIGGER ALL", "public.f.fk: checked"),
                row(T, "ALTER INDEX t_pkey SET (fillfactor = 60)", "public.t.t_pkey: index options"),
                row(T, "ALTER INDEX t_pkey SET TABLESPACE mc_space", "public.t.t_pkey: index tablespace"),
                row(T, "ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING btree (a WITH =)", "public.t.x: existence"),
                row(check, "COMMENT ON CONSTRAINT k ON t IS 'x'", "public.t.k: comment"),
                row(
                        "CREATE DOMAIN d AS int",
                        "ALTER DOMAIN d ADD CONSTRAINT k CHECK (VALUE > 0)",
                        "public.d.k: existence"),
                row(
                        "CREATE DOMAIN d AS int CONSTRAINT k CHECK (VALUE > 0)",
                        "COMMENT ON CONSTRAINT k ON DOMAIN d IS 'x'",
                        "public.d.k: comment"));
    }

    private static List<Row> routines() {
        return List.of(
                row(FN, "ALTER FUNCTION f(int) STRICT", "public.f(integer): definition"),
                row(FN, "ALTER FUNCTION f(int) SECURITY DEFINER", "public.f(integer): definition"),
                row(FN, "ALTER FUNCTION f(int) SET work_mem = '1MB'", "public.f(integer): definition"),
                row(FN, "REVOKE EXECUTE ON FUNCTION f(int) FROM PUBLIC", "public.f(integer): privileges"),
                row(FN, "CREATE PROCEDURE q() LANGUAGE sql AS ''", "public.q(): existence"),
                row("", "CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int)", "public.g(integer): existence"),
                row(
                        "CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int)",
                        "COMMENT ON AGGREGATE g(int) IS 'x'",
                        "public.g(integer): comment"),
                row("CREATE TYPE m AS ENUM ('a', 'b')", "ALTER TYPE m ADD VALUE 'c' BEFORE 'b'", "public.m: labels"),
                row("CREATE DOMAIN d AS int", "ALTER DOMAIN d SET DEFAULT 4", "public.d: definition"),
                row("", "CREATE TYPE r AS RANGE (subtype = int)", "public.r: existence"),
                row("", "CREATE TYPE shell", "public.shell: existence"),
                row("CREATE TYPE m AS ENUM ('a')", "REVOKE USAGE ON TYPE m FROM PUBLIC", "public.m: privileges"),
                row("", "CREATE LANGUAGE other HANDLER plpgsql_call_handler", "other: existence"),
                row("", "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO mc_reader", "pg_read_file(text): existence"),
                row(
                        "CREATE FUNCTION n(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'prsd_lextype'",
                        "CREATE TRANSFORM FOR int LANGUAGE plpgsql (FROM SQL WITH FUNCTION n(internal))",
                        "integer for plpgsql: existence"));
    }

    private static List<Row> indexing() {
        return List.of(
                row(PAIR, "CREATE CAST (pair AS text) WITH FUNCTION txt(pair)", "public.pair AS text: existence"),
                row(
                        PAIR + "; CREATE CAST (pair AS text) WITH FUNCTION txt(pair)",
                        "DROP CAST (pair AS text); CREATE CAST (pair AS"
                                + " text) WITH FUNCTION txt(pair) AS ASSIGNMENT",
                        "public.pair AS text: definition"),
                row(
                        PAIR,
                        "CREATE OPERATOR <<< (LEFTARG = pair, RIGHTARG = pair, FUNCTION = less)",
                        "public.<<<(public.pair,public.pair): existence"),
                row(
                        OPERATOR,
                        "ALTER OPERATOR <<< (pair, pair) SET (RESTRICT = scalarltsel)",
                        "public.<<<(public.pair,public.pair): definition"),
                row(OPERATOR, "CREATE OPERATOR FAMILY fam USING btree", "public.fam using btree: existence"),
                row(
                        FAMILY,
                        "ALTER OPERATOR FAMILY fam USING btree ADD FUNCTION 1 (pair, pair) cmp(pair, pair)",
                        "public.fam using btree: members"),
                row(FAMILY, "CREATE" + CLASS, "public.c using btree: existence", "public.fam using btree: members"),
                row(
                        FAMILY + "; CREATE" + CLASS,
                        "COMMENT ON OPERATOR CLASS c USING btree IS 'x'",
                        "public.c using btree: comment"),
                row("", "CREATE COLLATION co (provider = icu, locale = 'de-u-kn-true')", "public.co: existence"),
                row("", "CREATE CONVERSION co FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8", "public.co: existence"),
                row("", "CREATE ACCESS METHOD am TYPE TABLE HANDLER heap_tableam_handler", "am: existence"));
    }

    private static List<Row> search() {
        return List.of(
                row("", DICT, "public.d: existence"),
                row(DICT, "ALTER TEXT SEARCH DICTIONARY d (STOPWORDS)", "public.d: definition"),
                row("", CFG, "public.c: existence"),
                row(
                        CFG,
                        "ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR email WITH english_stem",
                        "public.c: mapping of email"),
                row(CFG, "ALTER TEXT SEARCH CONFIGURATION c DROP MAPPING FOR url", "public.c: mapping of url"),
                row(
                        "",
                        "CREATE TEXT SEARCH PARSER p (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES ="
                                + " prsd_lextype)",
                        "public.p: existence"),
                row(
                        "",
                        "CREATE TEXT SEARCH TEMPLATE p (INIT = dsimple_init, LEXIZE = dsimple_lexize)",
                        "public.p: existence"));
    }

    private static List<Row> foreign() {
        return List.of(
                row("", FDW, "w: existence"),
                row(FDW, "ALTER FOREIGN DATA WRAPPER w OPTIONS (ADD debug 'on')", "w: option debug"),
                row(SERVER, "ALTER SERVER s OPTIONS (SET host 'two')", "s: option host"),
                row(SERVER, "ALTER SERVER s VERSION '2'", "s: definition"),
                row(SERVER, "GRANT USAGE ON FOREIGN SERVER s TO mc_reader", "s: privileges"),
                row(SERVER, "CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (user 'x')", "public on s: existence"),
                row(
                        MAPPING,
                        "ALTER USER MAPPING FOR mc_reader SERVER s OPTIONS (SET password 'geheim2')",
                        "mc_reader on s: option password (not shown)"),
                row(
                        MAPPING,
                        "ALTER USER MAPPING FOR mc_reader SERVER s OPTIONS (ADD user 'x')",
                        "mc_reader on s: option user"),
                row(FOREIGN, "ALTER FOREIGN TABLE ft OPTIONS (SET y '2')", "public.ft: option y"),
                row(FOREIGN, "ALTER FOREIGN TABLE ft ALTER a OPTIONS (SET x '2')", "public.ft.a: option x"),
                row(EVT, "DROP EVENT TRIGGER et", "et: existence"),
                row(EVT, "ALTER EVENT TRIGGER et ENABLE ALWAYS", "et: enabled"),
                row(T, "CREATE PUBLICATION pub FOR ALL TABLES", "pub: existence"),
                row(PUB, "COMMENT ON PUBLICATION pub IS 'x'", "pub: comment"),
                row(PUB, "ALTER PUBLICATION pub SET (publish = 'insert')", "pub: definition"),
                row(PUB, "ALTER PUBLICATION pub ADD TABLE u", "pub: table public.u"),
                row(PUB, "ALTER PUBLICATION pub SET TABLE t (id, a)", "pub: table public.t"),
                row(PUB, "ALTER PUBLICATION pub SET TABLE t WHERE (id > 3)", "pub: table public.t"),
                row(PUB, "ALTER PUBLICATION pub ADD TABLES IN SCHEMA public", "pub: schema public"),
                row("", SUB, "sub: existence"),
                row(
                        SUB,
                        "ALTER SUBSCRIPTION sub CONNECTION 'host=127.0.0.1 password=geheim2'",
                        "sub: option conninfo (not shown)"),
                row(SUB, "ALTER SUBSCRIPTION sub SET (synchronous_commit = on)", "sub: definition"));
    }

    private static List<Row> beside() {
        return List.of(
                row("", "CREATE SCHEMA more", "more: existence"),
                row("", "DROP SCHEMA public", "public: existence"),
                row("", "GRANT CREATE ON SCHEMA public TO PUBLIC", "public: privileges"),
                row("", "COMMENT ON SCHEMA public IS 'ours'", "public: comment"),
                row(T, "REVOKE DELETE ON t FROM postgres", "public.t: privileges of the owner"),
                row(T, "GRANT SELECT ON t TO mc_reader WITH GRANT OPTION", "public.t: privileges"),
                row(F, "ALTER TABLE t OWNER TO mc_reader", "public.t: owner"),
                row(F + "; CREATE SCHEMA more", "ALTER SCHEMA more OWNER TO mc_reader", "more: owner"),
                row(FN + "; " + T, "ALTER FUNCTION f(int) OWNER TO mc_reader", "public.f(integer): owner"),
                row(
                        "CREATE SCHEMA x; CREATE EXTENSION hstore",
                        "ALTER EXTENSION hstore SET SCHEMA x",
                        "hstore: schema"),
                row("", "COMMENT ON EXTENSION plpgsql IS 'x'", "plpgsql: comment"),
                row(
                        "",
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO mc_reader",
                        "TABLES of postgres in public: existence"),
                row(
                        "",
                        "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
                        "FUNCTIONS of postgres: existence"),
                row(
                        "",
                        "DO 'BEGIN EXECUTE format(''ALTER DATABASE %I SET work_mem = ''''9MB'''''', current_database()); END'",
                        "work_mem: existence"),
                row(
                        "",
                        "DO 'BEGIN EXECUTE format(''ALTER DATABASE %I SET app.jwt_secret = ''''geheim1'''''', current_database()); END'",
                        "app.jwt_secret: existence"),
                row(
                        "",
                        "DO 'BEGIN EXECUTE format(''ALTER ROLE mc_reader IN DATABASE %I SET work_mem = ''''9MB'''''',"
                                + " current_database()); END'",
                        "mc_reader.work_mem: existence"),
                row(
                        T,
                        "INSERT INTO pg_seclabel SELECT 't'::regclass, 'pg_class'::regclass, 0, 'guard', 'secret'",
                        "public.t: security label guard"),
                row("", "SELECT lo_create(0)", "large objects: rows"),
                row(T, "INSERT INTO t VALUES (1)", "public.t: rows"));
    }
}
