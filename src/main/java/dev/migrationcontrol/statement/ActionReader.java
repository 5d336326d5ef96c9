package dev.migrationcontrol.statement;

import dev.migrationcontrol.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the actions of an ALTER TABLE and of its likes. */
final class ActionReader {
    private final Cursor cursor;

    private ActionReader(Cursor cursor) {
        this.cursor = cursor;
    }

    static List<TableAction> read(Tokens actions) {
        List<TableAction> all = new ArrayList<>();
        for (Tokens each : actions.split(',')) {
            all.add(new ActionReader(new Cursor(each)).action());
        }
        return all;
    }

    private TableAction action() {
        String word = cursor.word();
        return switch (word) {
            case "ADD" -> add();
            case "DROP" -> drop();
            case "ALTER" -> cursor.take("CONSTRAINT") ? alterConstraint() : alterColumn();
            case "VALIDATE" -> {
                cursor.take("CONSTRAINT");
                yield new TableAction.ValidateConstraint(cursor.identifier());
            }
            case "RENAME" -> rename();
            case "SET" -> set();
            case "ATTACH" -> {
                cursor.take("PARTITION");
                ObjectName partition = cursor.name();
                yield new TableAction.AttachPartition(partition, cursor.is("DEFAULT"));
            }
            case "DETACH" -> {
                cursor.take("PARTITION");
                ObjectName partition = cursor.name();
                yield new TableAction.DetachPartition(partition, cursor.is("CONCURRENTLY"));
            }
            case "ENABLE", "DISABLE" -> switched(word);
            case "FORCE" -> new TableAction.RowSecurity("FORCE");
            case "NO" -> cursor.is("FORCE") ? new TableAction.RowSecurity("NO FORCE") : other(word);
            case "REPLICA" -> replicaIdentity();
            default -> other(word);
        };
    }

    private TableAction other(String word) {
        return new TableAction.Other((word + " " + cursor.restText()).strip());
    }

    private TableAction add() {
        ColumnReader reader = new ColumnReader(cursor);
        if (reader.isConstraint()) {
            return new TableAction.AddConstraint(reader.tableConstraint());
        }
        if (cursor.is("VALUE") || cursor.is("ATTRIBUTE") || cursor.is("GENERATED")) {
            return other("ADD");
        }
        cursor.take("COLUMN");
        boolean ifNotExists = cursor.take("IF", "NOT", "EXISTS");
        return new TableAction.AddColumn(reader.column(), ifNotExists);
    }

    private TableAction drop() {
        if (cursor.take("CONSTRAINT")) {
            boolean ifExists = cursor.take("IF", "EXISTS");
            return new TableAction.DropConstraint(cursor.identifier(), ifExists, cursor.is("CASCADE"));
        }
        cursor.take("COLUMN");
        boolean ifExists = cursor.take("IF", "EXISTS");
        return new TableAction.DropColumn(cursor.identifier(), ifExists, cursor.is("CASCADE"));
    }

    private TableAction alterConstraint() {
        String name = cursor.identifier();
        return new TableAction.AlterConstraint(name, cursor.rest().holds("NOT", "ENFORCED"));
    }

    private TableAction alterColumn() {
        cursor.take("COLUMN");
        String column = cursor.identifier();
        if (cursor.take("SET", "NOT", "NULL")) {
            return new TableAction.SetNotNull(column);
        }
        if (cursor.take("DROP", "NOT", "NULL")) {
            return new TableAction.DropNotNull(column);
        }
        if (cursor.take("SET", "DEFAULT")) {
            return new TableAction.SetDefault(column, Expression.of(cursor.rest()));
        }
        if (cursor.take("DROP", "DEFAULT")) {
            return new TableAction.DropDefault(column);
        }
        if (cursor.take("SET", "EXPRESSION")) {
            return new TableAction.SetExpression(column);
        }
        if (cursor.take("SET", "DATA", "TYPE") || cursor.take("TYPE")) {
            return type(column);
        }
        return other("ALTER COLUMN " + column);
    }

    private TableAction type(String column) {
        TypeName type = new ColumnReader(cursor).type();
        if (cursor.take("COLLATE")) {
            cursor.name();
        }
        @Nullable Expression using = cursor.take("USING") ? Expression.of(cursor.rest()) : null;
        return new TableAction.SetType(column, type, using);
    }

    private TableAction rename() {
        if (cursor.take("TO")) {
            return new TableAction.RenameTable(cursor.identifier());
        }
        boolean constraint = cursor.take("CONSTRAINT");
        if (!constraint) {
            cursor.take("COLUMN");
        }
        String from = cursor.identifier();
        if (!cursor.take("TO")) {
            throw new Cursor.Unreadable("TO is expected");
        }
        String to = cursor.identifier();
        return constraint ? new TableAction.RenameConstraint(from, to) : new TableAction.RenameColumn(from, to);
    }

    private TableAction set() {
        if (cursor.take("SCHEMA")) {
            return new TableAction.SetSchema(cursor.identifier());
        }
        if (cursor.isAny("LOGGED", "UNLOGGED", "TABLESPACE") || cursor.is("ACCESS", "METHOD")) {
            return new TableAction.Rewrite("SET " + cursor.word());
        }
        if (cursor.isSymbol('(')) {
            return new TableAction.SetOptions(cursor.restText());
        }
        return other("SET");
    }

    private TableAction switched(String word) {
        if (cursor.is("ROW")) {
            return new TableAction.RowSecurity(word);
        }
        boolean enables = word.equals("ENABLE");
        cursor.takeAny("REPLICA", "ALWAYS");
        if (!cursor.take("TRIGGER")) {
            return other(word);
        }
        return new TableAction.SwitchTrigger(cursor.identifier(), enables);
    }

    private TableAction replicaIdentity() {
        cursor.take("IDENTITY");
        return new TableAction.ReplicaIdentity(cursor.is("USING") ? "INDEX" : cursor.word());
    }
}
