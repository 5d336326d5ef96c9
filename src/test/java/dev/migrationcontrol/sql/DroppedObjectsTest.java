package dev.migrationcontrol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DroppedObjectsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            DROP TABLE users;                                       | SELECT * FROM users                     | users
            DROP TABLE IF EXISTS app.users CASCADE;                 | SELECT * FROM app.users                 | users
            drop table a, app.b , "C d";                            | SELECT * FROM "C d"                     | c d
            drop table a, app.b;                                    | SELECT 1 FROM x JOIN b ON true          | b
            DROP VIEW v;                                            | SELECT * FROM V                         | v
            DROP MATERIALIZED VIEW IF EXISTS v;                     | REFRESH MATERIALIZED VIEW v             | v
            DROP FUNCTION f(int, text);                             | SELECT f(1, 'x')                        | f
            DROP FUNCTION f(int, text), g(int);                     | SELECT g(1)                             | g
            DROP PROCEDURE p;                                       | CALL p()                                | p
            DROP TYPE mood;                                         | SELECT 'sad'::mood                      | mood
            DROP SEQUENCE s;                                        | SELECT nextval('s')                     | s
            DROP SCHEMA app CASCADE;                                | SELECT * FROM app.users                 | app
            ALTER TABLE users DROP COLUMN email;                    | SELECT email FROM users                 | users.email
            ALTER TABLE IF EXISTS ONLY users DROP email;            | SELECT u.email FROM users u             | users.email
            ALTER TABLE users DROP a, DROP COLUMN IF EXISTS "E m";  | SELECT "E m" FROM users                 | users.e m
            ALTER TABLE users ADD x int, DROP COLUMN email CASCADE; | SELECT email FROM users                 | users.email
            ALTER TABLE app.users RENAME COLUMN email TO mail;      | SELECT email FROM app.users             | users.email
            ALTER TABLE users RENAME email TO mail;                 | SELECT email FROM users                 | users.email
            ALTER TABLE users RENAME TO people;                     | SELECT * FROM users                     | users
            ALTER VIEW v RENAME TO w;                               | SELECT * FROM v                         | v
            ALTER FUNCTION f(int) RENAME TO g;                      | SELECT f(1)                             | f
            SELECT '--'; DROP TABLE users; -- it's gone             | SELECT '/*' FROM users                  | users
            ALTER TABLE users SET SCHEMA old;                       | SELECT * FROM users                     | users
            """)
    void areFoundWhereTheyAreUsed(String undo, String repeatable, String name) {
        assertThat(DroppedObjects.in(undo).findUsedIn(repeatable)).contains(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            -- DROP TABLE users;                                | SELECT * FROM users
            /* DROP TABLE users; */ SELECT 1;                   | SELECT * FROM users
            DROP TABLE users;                                   | SELECT 1 -- users
            DROP TABLE users;                                   | SELECT * FROM users_old, old_users
            ALTER TABLE users DROP COLUMN email;                | SELECT name FROM users
            ALTER TABLE users DROP COLUMN email;                | SELECT email FROM people
            ALTER TABLE users DROP CONSTRAINT users_email_key;  | SELECT users_email_key FROM users
            ALTER TABLE users ALTER COLUMN email DROP DEFAULT;  | SELECT email FROM users
            ALTER TABLE users ALTER email DROP NOT NULL;        | SELECT email FROM users
            ALTER TABLE users ALTER id DROP IDENTITY IF EXISTS; | SELECT id FROM users
            ALTER TABLE users ALTER id DROP EXPRESSION;         | SELECT id FROM users
            ALTER TABLE users RENAME CONSTRAINT a TO b;         | SELECT a FROM users
            DROP INDEX users_email;                             | SELECT email FROM users
            DROP TRIGGER t ON users;                            | SELECT t FROM users t
            DROP POLICY p ON users;                             | SELECT p FROM users p
            INSERT INTO log VALUES ('drop table users');        | SELECT * FROM users
            """)
    void areNotFoundWhereNothingIsTakenAway(String undo, String repeatable) {
        assertThat(DroppedObjects.in(undo).findUsedIn(repeatable)).isEmpty();
    }
}
