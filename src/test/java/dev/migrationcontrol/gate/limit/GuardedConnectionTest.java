package dev.migrationcontrol.gate.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedConnectionTest {
    private static final Duration HEAD = Duration.ofSeconds(15);
    private static final Duration IDLE = Duration.ofSeconds(75);

    private final AtomicLong now = new AtomicLong();
    private final EmbeddedChannel channel = new EmbeddedChannel(DefaultChannelId.newInstance(), false, false);
    private final GuardedConnection guard = new GuardedConnection(channel, HEAD, IDLE, now::get);

    @BeforeEach
    void opens() throws Exception {
        channel.pipeline().addFirst(guard);
        channel.register();
    }

    @Test
    void aCallerThatAsksNowAndThenKeepsItsConnection() {
        for (int i = 0; i < 300; i++) {
            send("GET / HTTP/1.1\r\n\r\n");
            guard.asked();
            guard.answered();
            pass(1);
        }
        assertThat(channel.isOpen()).isTrue();
        pass(60);
        assertThat(channel.isOpen())
                .as("it may be silent for longer than a head may take")
                .isTrue();
    }

    @Test
    void aRequestThatTakesLongKeepsItsConnection() {
        send("GET / HTTP/1.1\r\n\r\n");
        guard.asked();
        pass(600);
        guard.answered();
        pass(60);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aHeadThatDoesNotEndIsCutOff() {
        send("GET / HT");
        for (int i = 0; i < 14; i++) {
            pass(1);
            send("x");
        }
        assertThat(channel.isOpen()).isTrue();
        pass(5);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aHeadThatDoesNotEndIsCutOffAfterAnEarlierRequestToo() {
        send("GET / HTTP/1.1\r\n\r\n");
        guard.asked();
        guard.answered();
        pass(60);
        send("GET / HT");
        pass(14);
        assertThat(channel.isOpen()).isTrue();
        pass(5);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aConnectionWithoutARequestIsClosed() {
        pass(74);
        assertThat(channel.isOpen()).isTrue();
        pass(5);
        assertThat(channel.isOpen()).isFalse();
    }

    private void send(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runPendingTasks();
        }
    }
}
