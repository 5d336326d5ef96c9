package dev.migrationcontrol.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Stands between the service and a server, on the loopback only: passes everything on until it is cut. */
public final class BreakableNetwork implements AutoCloseable {
    private final ServerSocket listening;
    private final int serverPort;
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean broken;

    public BreakableNetwork(int serverPort) {
        this.serverPort = serverPort;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Cuts every connection; new ones are made at once. */
    public void cut() {
        synchronized (sockets) {
            sockets.forEach(BreakableNetwork::close);
            sockets.clear();
        }
    }

    /** Cuts every connection, and each new one, until it is mended. */
    public void breakDown() {
        broken = true;
        cut();
    }

    public void mend() {
        broken = false;
    }

    private void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket client = listening.accept();
            if (broken) {
                close(client);
                continue;
            }
            try {
                join(client, new Socket(InetAddress.getByName("127.0.0.1"), serverPort));
            } catch (IOException serverAway) {
                close(client);
            }
        }
    }

    private void join(Socket client, Socket server) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        run(() -> pass(client, server));
        run(() -> pass(server, client));
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[16_384];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                out.write(bytes, 0, read);
                out.flush();
            }
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Step step) {
        Thread thread = new Thread(() -> {
            try {
                step.run();
            } catch (IOException closed) {
                // one of the two sides is gone, or this proxy is
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cut();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
