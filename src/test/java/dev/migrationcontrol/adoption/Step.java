package dev.migrationcontrol.adoption;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One migration of the story that every system's tree tells, as statements without their semicolons.
 *
 * @param down null for an irreversible one
 * @param outside whether it runs outside of a transaction
 */
public record Step(String name, List<String> up, @Nullable List<String> down, boolean outside) {
    public static final String FUNCTION = """
            CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
              NEW.body := 'x;' || NEW.body; -- +goose Down, -- migrate:down: no markers here
              RETURN NEW;
            END
            $body$""";

    public static final List<Step> STORY = List.of(
            new Step(
                    "notes",
                    List.of(
                            "-- not yet: -- +goose Down, -- migrate:down, -- //@UNDO, -- Down Migration, --rollback\n"
                                    + "CREATE TABLE notes (id int PRIMARY KEY,"
                                    + " body text DEFAULT '${no_placeholder} -- +migrate Down')",
                            "COMMENT ON TABLE notes IS 'a; b -- +goose Down ''quoted'' /* --changeset a:b'",
                            FUNCTION,
                            "CREATE TRIGGER shout BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION shout()"),
                    List.of("DROP TABLE notes", "DROP FUNCTION shout()"),
                    false),
            new Step(
                    "index outside",
                    List.of("CREATE INDEX CONCURRENTLY notes_body ON notes (body)"),
                    List.of("DROP INDEX CONCURRENTLY notes_body"),
                    true),
            new Step(
                    "mood",
                    List.of(
                            "CREATE TYPE mood AS ENUM ('glad', 'sad')",
                            "ALTER TABLE notes ADD mood mood NOT NULL DEFAULT 'glad'",
                            "INSERT INTO notes VALUES (1, 'first; one'), (2, E'it\\'s; ${x}')"),
                    null,
                    false),
            new Step(
                    "glad notes",
                    List.of(
                            "CREATE VIEW glad AS SELECT id, body FROM notes WHERE mood = 'glad'",
                            "ALTER TYPE \"mood\" ADD VALUE 'meh'",
                            "GRANT SELECT ON glad TO pg_monitor"),
                    List.of("DROP VIEW glad"),
                    false),
            new Step(
                    "third note",
                    List.of("INSERT INTO notes VALUES (3, 'third', 'sad')"),
                    List.of("DELETE FROM notes WHERE id = 3"),
                    false));

    /** The story for systems that run everything in transactions. */
    public static List<Step> inside() {
        return STORY.stream()
                .map(step -> new Step(
                        step.name(),
                        step.up().stream().map(Step::plain).toList(),
                        step.down() == null
                                ? null
                                : step.down().stream().map(Step::plain).toList(),
                        false))
                .toList();
    }

    private static String plain(String statement) {
        return statement.replace(" CONCURRENTLY", "");
    }

    /** Its statements, each with a semicolon. */
    public static String sql(List<String> statements) {
        return String.join(";\n", statements) + ";\n";
    }

    public String file() {
        return name.replace(' ', '_');
    }
}
