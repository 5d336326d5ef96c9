package dev.migrationcontrol.control;

import dev.migrationcontrol.environment.ConnectionSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/** A data source of one connection that stays open and keeps its transaction: for libraries that open their own. */
public final class OneConnection extends ConnectionSource {
    private final Connection unclosed;

    public OneConnection(Connection connection) {
        this.unclosed = (Connection) Proxy.newProxyInstance(
                OneConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection() {
        return unclosed;
    }
}
