package dev.migrationcontrol.engine.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.PGStream;
import org.postgresql.core.QueryExecutorBase;

/** The socket of a session, encrypted or not, whose input passes through a {@link ServerOutput}. */
final class FilteredSocket extends Socket {
    private final Socket socket;
    private final ServerOutput input;

    private FilteredSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new ServerOutput(socket.getInputStream());
    }

    /** Puts itself, once, between the server and the driver, which has no other place for that once a session is encrypted. */
    static ServerOutput install(BaseConnection connection) throws SQLException {
        try {
            Field field = QueryExecutorBase.class.getDeclaredField("pgStream");
            field.setAccessible(true);
            PGStream stream = (PGStream) field.get(connection.getQueryExecutor());
            if (stream.getSocket() instanceof FilteredSocket installed) {
                return installed.input;
            }
            connection.getNotifications(); // so that nothing is left in the driver's own buffer
            FilteredSocket filtered = new FilteredSocket(stream.getSocket());
            if (!stream.isGssEncrypted()) {
                stream.changeSocket(filtered);
            }
            return filtered.input;
        } catch (IOException e) {
            throw new SQLException("The connection was lost.", "08006", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not the PostgreSQL driver that this is made for", e);
        }
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        socket.setSoTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return socket.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        socket.setTcpNoDelay(on);
    }

    @Override
    public int getSendBufferSize() throws SocketException {
        return socket.getSendBufferSize();
    }
}
