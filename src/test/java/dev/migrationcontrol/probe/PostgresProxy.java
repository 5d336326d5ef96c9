package dev.migrationcontrol.probe;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Stands between client and server as poolers and broken networks do. Without encryption, on the loopback only. */
final class PostgresProxy implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;

    private final ServerSocket listening;
    private final int serverPort;
    private final Behaviour behaviour;
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger clients = new AtomicInteger();
    final AtomicBoolean hanging = new AtomicBoolean();
    /** How long each answer is on its way. */
    volatile Duration delay = Duration.ZERO;

    enum Behaviour {
        /** Passes everything on. */
        FORWARD,
        /** Hands out a key of its own, as every pooler does. */
        FAKE_KEY,
        /** Besides, refuses start-up settings that it does not know, in PgBouncer's words. */
        PGBOUNCER
    }

    PostgresProxy(int serverPort, Behaviour behaviour) {
        this.serverPort = serverPort;
        this.behaviour = behaviour;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(() -> {
            while (!listening.isClosed()) {
                Socket client = listening.accept();
                clients.incrementAndGet();
                sockets.add(client);
                run(() -> serve(client));
            }
        });
    }

    /** How many connections clients have opened. */
    int clients() {
        return clients.get();
    }

    int accepted() {
        return sockets.size();
    }

    int port() {
        return listening.getLocalPort();
    }

    private void serve(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        byte[] startup = startup(in, out);
        if (hanging.get()) {
            return;
        }
        if (behaviour == Behaviour.PGBOUNCER && refuses(new String(startup, StandardCharsets.UTF_8), out)) {
            client.close();
            return;
        }
        Socket server = new Socket(InetAddress.getByName("127.0.0.1"), serverPort);
        sockets.add(server);
        DataOutputStream toServer = new DataOutputStream(server.getOutputStream());
        toServer.writeInt(startup.length + 4);
        toServer.write(startup);
        run(() -> client.getInputStream().transferTo(server.getOutputStream()));
        answer(new DataInputStream(server.getInputStream()), out);
        client.close();
    }

    private static byte[] startup(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            byte[] message = new byte[in.readInt() - 4];
            in.readFully(message);
            if (message.length != 4 || ByteBuffer.wrap(message).getInt() != SSL_REQUEST) {
                return message;
            }
            out.write('N');
        }
    }

    private static boolean refuses(String startup, DataOutputStream out) throws IOException {
        for (String setting : List.of("options", "migration_control.pooler", "search_path", "extra_float_digits")) {
            if (startup.contains("\0" + setting + "\0")) {
                byte[] fields = ("SFATAL\0C08P01\0Munsupported startup parameter: " + setting + "\0\0")
                        .getBytes(StandardCharsets.UTF_8);
                out.write('E');
                out.writeInt(fields.length + 4);
                out.write(fields);
                out.flush();
                return true;
            }
        }
        return false;
    }

    private void answer(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            int type = in.read();
            if (type < 0) {
                return;
            }
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            if (type == 'K' && behaviour != Behaviour.FORWARD) {
                body[3] ^= 0x55;
            }
            if (type == 'Z') {
                LockSupport.parkNanos(delay.toNanos());
            }
            while (hanging.get()) {
                Thread.onSpinWait();
            }
            out.write(type);
            out.writeInt(body.length + 4);
            out.write(body);
        }
    }

    private static void run(Step step) {
        Thread thread = new Thread(() -> {
            try {
                step.run();
            } catch (IOException closed) {
                // the other side is gone, as is meant by the tests that close it
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        hanging.set(false);
        listening.close();
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
