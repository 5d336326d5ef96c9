package dev.migrationcontrol.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/** The driver alone, one message for each transaction: for machines without {@code psql}. */
final class PlainSession implements Limit {
    private final Postgres postgres;

    PlainSession(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public String name() {
        return "a plain JDBC session that sends one message for each transaction (there is no `psql` on the path)";
    }

    @Override
    public long run(String database, List<String> transactions) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", Postgres.USER);
        properties.setProperty("password", Postgres.PASSWORD);
        properties.setProperty("preferQueryMode", "simple");
        long start = System.nanoTime();
        try (Connection connection = new Driver().connect(postgres.jdbcUrl(database), properties);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String transaction : transactions) {
                statement.execute(transaction);
            }
        }
        return System.nanoTime() - start;
    }
}
