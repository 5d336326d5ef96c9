package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.Login;
import dev.migrationcontrol.environment.database.LoginSource;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The login that variables give, read anew each time as it was read at the start: the files that they name may hold another
 * one by now. Files are read by their content; whether they were written, moved or linked to makes no difference.
 *
 * @param name the variable that holds the password
 * @param started where the database was at the start
 */
record VariableLogin(String name, Database started, Variables variables, Reading reading) implements LoginSource {
    /** How variables were read at the start. */
    interface Reading {
        Optional<Database> database(Variables variables, Misconfigurations misconfigurations);
    }

    /** A source that stays as it is where no file is read. */
    static Database of(Database started, String name, Variables variables, Reading reading) {
        Misconfigurations known = new Misconfigurations();
        Variables again = variables.readAnew(known);
        boolean fromFiles = reading.database(again, known).isPresent() && again.haveReadFiles();
        Login login = new Login(started.user(), started.password());
        return started.withSource(
                fromFiles ? new VariableLogin(name, started, variables, reading) : LoginSource.fixed(name, login));
    }

    @Override
    public boolean mayChange() {
        return true;
    }

    @Override
    public Login login() throws SQLException {
        Misconfigurations wrong = new Misconfigurations();
        Optional<Database> now = reading.database(variables.readAnew(wrong), wrong);
        if (now.isEmpty() || !wrong.all().isEmpty()) {
            throw LoginSource.unavailable(
                    name,
                    wrong.all().stream()
                            .map(each -> each.variable() + " " + each.wrong() + ": " + each.instead() + ".")
                            .collect(Collectors.joining(" ")));
        }
        if (!now.get().isWhere(started)) {
            throw LoginSource.unavailable(
                    name,
                    "It names another database than at the start: restart the service for a database that moved.");
        }
        return new Login(now.get().user(), now.get().password());
    }

    @Override
    public String toString() {
        return name;
    }
}
