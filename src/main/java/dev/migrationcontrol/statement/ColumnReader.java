package dev.migrationcontrol.statement;

import dev.migrationcontrol.statement.TableConstraint.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the definitions of columns and constraints. */
final class ColumnReader {
    private static final String[] AFTER_TYPE = {
        "CONSTRAINT",
        "NOT",
        "NULL",
        "CHECK",
        "DEFAULT",
        "GENERATED",
        "UNIQUE",
        "PRIMARY",
        "REFERENCES",
        "COLLATE",
        "STORAGE",
        "COMPRESSION",
        "USING",
        "DEFERRABLE",
        "INITIALLY"
    };

    private static final String[] AFTER_DEFAULT = {
        "CONSTRAINT",
        "NOT",
        "NULL",
        "CHECK",
        "GENERATED",
        "UNIQUE",
        "PRIMARY",
        "REFERENCES",
        "COLLATE",
        "STORAGE",
        "COMPRESSION",
        "DEFERRABLE",
        "INITIALLY"
    };

    private final Cursor cursor;

    ColumnReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Whether a constraint of a table begins here, and no column. */
    boolean isConstraint() {
        return cursor.isAny("CONSTRAINT", "CHECK", "UNIQUE", "PRIMARY", "FOREIGN")
                || cursor.is("NOT", "NULL")
                || (cursor.is("EXCLUDE")
                        && (cursor.tokens().has(cursor.at() + 1, "USING")
                                || cursor.tokens().hasSymbol(cursor.at() + 1, '(')));
    }

    /** What a column was found to have. */
    private static final class Parts {
        private boolean notNull;
        private @Nullable Expression defaultValue;
        private String generated = "";
        private boolean identity;
        private final List<TableConstraint> constraints = new ArrayList<>();
    }

    Column column() {
        String name = cursor.identifier();
        TypeName type = type();
        Parts parts = new Parts();
        while (!cursor.atEnd()) {
            String constraint = cursor.take("CONSTRAINT") ? cursor.identifier() : null;
            part(name, constraint, parts);
        }
        return new Column(
                name,
                type,
                parts.notNull || type.isSerial() || parts.identity,
                parts.defaultValue,
                parts.generated,
                parts.identity,
                parts.constraints);
    }

    TypeName type() {
        return cursor.atEnd() || cursor.isAny(AFTER_TYPE) ? TypeName.of("") : TypeName.of(cursor.until(AFTER_TYPE));
    }

    private void part(String column, @Nullable String constraint, Parts parts) {
        if (cursor.take("NOT", "NULL")) {
            parts.notNull = true;
        } else if (cursor.take("DEFAULT")) {
            parts.defaultValue = Expression.of(cursor.until(AFTER_DEFAULT));
        } else if (cursor.take("GENERATED")) {
            generated(parts);
        } else if (cursor.isAny("CHECK", "UNIQUE", "PRIMARY", "REFERENCES")) {
            TableConstraint found = constraint(constraint, List.of(column));
            parts.notNull |= found.is(Kind.PRIMARY_KEY);
            parts.constraints.add(found);
        } else {
            cursor.skip();
        }
    }

    private void generated(Parts parts) {
        boolean always = cursor.take("ALWAYS");
        if (!always) {
            cursor.take("BY", "DEFAULT");
        }
        cursor.take("AS");
        if (cursor.take("IDENTITY")) {
            parts.identity = true;
            cursor.moveTo(cursor.tokens().skipParentheses(cursor.at()));
        } else {
            cursor.parentheses();
            parts.generated = cursor.take("STORED") ? "STORED" : "VIRTUAL";
            cursor.take("VIRTUAL");
        }
    }

    /** A constraint of a table. */
    TableConstraint tableConstraint() {
        String name = cursor.take("CONSTRAINT") ? cursor.identifier() : null;
        return constraint(name, List.of());
    }

    private TableConstraint constraint(@Nullable String name, List<String> columns) {
        if (cursor.take("CHECK")) {
            Expression expression = Expression.of(cursor.parentheses());
            return finish(name, Kind.CHECK, columns, expression, null, null, List.of());
        }
        if (cursor.take("NOT", "NULL")) {
            return finish(name, Kind.NOT_NULL, List.of(cursor.identifier()), null, null, null, List.of());
        }
        if (cursor.isAny("UNIQUE", "PRIMARY")) {
            return key(name, columns);
        }
        if (cursor.take("EXCLUDE")) {
            Exclusion exclusion = exclusion();
            return finish(name, Kind.EXCLUDE, columns, null, null, null, List.of())
                    .of(exclusion);
        }
        if (cursor.take("FOREIGN", "KEY")) {
            return reference(name, cursor.columnNames());
        }
        return reference(name, columns);
    }

    private Exclusion exclusion() {
        if (cursor.take("USING")) {
            cursor.identifier();
        }
        List<Exclusion.Element> elements = cursor.parentheses().split(',').stream()
                .map(Exclusion.Element::of)
                .toList();
        if (!cursor.atEnd() && !cursor.isAny("WHERE", "DEFERRABLE", "INITIALLY", "NOT")) {
            cursor.until("WHERE", "DEFERRABLE", "INITIALLY", "NOT");
        }
        String where =
                cursor.take("WHERE") ? Expression.of(cursor.parentheses()).text() : "";
        return new Exclusion(elements, where);
    }

    private TableConstraint key(@Nullable String name, List<String> columns) {
        Kind kind = cursor.take("PRIMARY", "KEY") ? Kind.PRIMARY_KEY : Kind.UNIQUE;
        if (kind == Kind.UNIQUE) {
            cursor.take("UNIQUE");
            if (!cursor.take("NULLS", "NOT", "DISTINCT")) {
                cursor.take("NULLS", "DISTINCT");
            }
        }
        if (cursor.take("USING", "INDEX")) {
            if (!cursor.is("TABLESPACE")) {
                return finish(name, kind, columns, null, cursor.identifier(), null, List.of());
            }
            cursor.skip();
            cursor.identifier();
        }
        List<String> named = cursor.isSymbol('(') && columns.isEmpty() ? cursor.columnNames() : columns;
        return finish(name, kind, named, null, null, null, List.of());
    }

    private TableConstraint reference(@Nullable String name, List<String> columns) {
        if (!cursor.take("REFERENCES")) {
            throw new Cursor.Unreadable("a constraint is expected");
        }
        ObjectName referenced = cursor.name();
        List<String> others = cursor.isSymbol('(') ? cursor.columnNames() : List.of();
        return finish(name, Kind.FOREIGN_KEY, columns, null, null, referenced, others);
    }

    /** With what follows a constraint: its options. */
    private TableConstraint finish(
            @Nullable String name,
            Kind kind,
            List<String> columns,
            @Nullable Expression expression,
            @Nullable String usingIndex,
            @Nullable ObjectName references,
            List<String> referencedColumns) {
        String onDelete = "";
        boolean notValid = false;
        boolean notEnforced = false;
        while (!cursor.atEnd()) {
            if (cursor.take("ON", "DELETE")) {
                onDelete = action();
            } else if (cursor.take("NOT", "VALID")) {
                notValid = true;
            } else if (cursor.take("NOT", "ENFORCED")) {
                notEnforced = true;
            } else if (!option()) {
                break;
            }
        }
        return new TableConstraint(
                name,
                kind,
                columns,
                expression,
                usingIndex,
                references,
                referencedColumns,
                onDelete,
                notValid,
                notEnforced,
                null);
    }

    private String action() {
        String first = cursor.word();
        return first.equals("SET") || first.equals("NO") ? first + " " + cursor.word() : first.toUpperCase(Locale.ROOT);
    }

    /** Takes an option that no rule is about; false where none is here. */
    private boolean option() {
        if (cursor.take("ON", "UPDATE")) {
            action();
            return true;
        }
        if (cursor.take("NOT", "DEFERRABLE") || cursor.take("NO", "INHERIT") || cursor.take("USING", "INDEX")) {
            return true;
        }
        if (cursor.takeAny("INITIALLY", "MATCH", "TABLESPACE")) {
            cursor.skip();
            return true;
        }
        if (cursor.takeAny("INCLUDE", "WITH", "WHERE")) {
            cursor.moveTo(cursor.tokens().skipParentheses(cursor.at()));
            return true;
        }
        return cursor.takeAny("DEFERRABLE", "ENFORCED", "INHERIT");
    }
}
