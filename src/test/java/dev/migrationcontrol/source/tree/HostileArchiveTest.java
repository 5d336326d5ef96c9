package dev.migrationcontrol.source.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TarBlocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that make a reader keep or do more than they have bytes; each is refused before that. */
@Timeout(60)
class HostileArchiveTest {
    private static final SourceLimits LIMITS =
            new SourceLimits(1000, 10, 600 << 20, 5 << 20, 1 << 20, Duration.ofSeconds(50));
    private static final byte[] SCRIPT = "SELECT 1;".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private TreeRefused refusal(byte[] archive, SourceArchive.Kind kind) throws IOException {
        Path file = directory.resolve("archive");
        Files.write(file, archive);
        try {
            SourceArchive.check(file, kind, LIMITS);
            throw new AssertionError("the archive was read");
        } catch (TreeRefused refused) {
            assertThat(refused.detail().length()).isLessThan(300);
            return refused;
        }
    }

    private static Arguments tar(String name, TreeRefused.Reason reason, TarBlocks blocks) {
        return Arguments.of(Named.of(name, blocks), reason);
    }

    static Stream<Arguments> tars() {
        TreeRefused.Reason large = TreeRefused.Reason.TOO_LARGE;
        TreeRefused.Reason broken = TreeRefused.Reason.UNREADABLE;
        return Stream.of(
                tar(
                        "pax header of 400 MiB",
                        large,
                        tar -> tar.header("x", 'x', 400L << 20).zeros(400L << 20)),
                tar(
                        "global header of 400 MiB",
                        large,
                        tar -> tar.header("g", 'g', 400L << 20).zeros(400L << 20)),
                tar(
                        "header of Solaris",
                        large,
                        tar -> tar.header("X", 'X', 400L << 20).zeros(400L << 20)),
                tar(
                        "GNU name of 400 MiB",
                        large,
                        tar -> tar.header("L", 'L', 400L << 20).zeros(400L << 20)),
                tar(
                        "GNU link of 400 MiB",
                        large,
                        tar -> tar.header("K", 'K', 400L << 20).zeros(400L << 20)),
                tar(
                        "volume label of 400 MiB",
                        large,
                        tar -> tar.header("V", 'V', 400L << 20).zeros(400L << 20)),
                tar("pax header of 2^62 bytes", large, tar -> tar.header("x", 'x', 1L << 62)),
                tar(
                        "records without end",
                        large,
                        tar -> tar.header("x", 'x', 24L << 20).records(2_000_000)),
                tar("headers without end", large, tar -> {
                    for (int i = 0; i < 500; i++) {
                        tar.header("x", 'x', 512).zeros(512);
                    }
                }),
                tar(
                        "name of 100 KB",
                        large,
                        tar -> tar.header("L", 'L', 100_000).text("n".repeat(100_000))),
                tar("path of 100 KB", large, tar -> tar.pax("path", "n".repeat(100_000))),
                tar(
                        "file of 2^40 bytes",
                        large,
                        tar -> tar.header("a.sql", '0', 1L << 40).zeros(10 << 20)),
                tar(
                        "size of a record",
                        large,
                        tar -> tar.pax("size", "99999999999")
                                .header("a.sql", '0', 0)
                                .zeros(6 << 20)),
                tar("sparse map without end", large, tar -> {
                    tar.sparse();
                    for (int i = 0; i < 1_300_000; i++) {
                        tar.sparseMap();
                    }
                }),
                tar("negative size", broken, tar -> tar.negative()),
                tar(
                        "size of a record that is none",
                        broken,
                        tar -> tar.pax("size", "-5").header("a.sql", '0', 5).text("12345")),
                tar(
                        "record of length 0",
                        broken,
                        tar -> tar.header("x", 'x', 10).text("0 path=a\n\n")),
                tar(
                        "record longer than its header",
                        broken,
                        tar -> tar.header("x", 'x', 10).text("99 path=a\n")),
                tar(
                        "record without a value",
                        broken,
                        tar -> tar.header("x", 'x', 10).text("10 path a\n")),
                tar("wrong checksum", broken, tar -> tar.text("x".repeat(512))),
                tar(
                        "file that ends early",
                        broken,
                        tar -> tar.header("a.sql", '0', 5000).text("x".repeat(512))),
                tar(
                        "header that ends early",
                        broken,
                        tar -> tar.header("a.sql", '0', 0).raw(new byte[] {1, 2})),
                tar("nothing", broken, tar -> tar.raw(new byte[1024])));
    }

    @ParameterizedTest
    @MethodSource("tars")
    void tarsAreRefusedBeforeTheyAreKept(TarBlocks blocks, TreeRefused.Reason reason) throws IOException {
        assertThat(refusal(blocks.gzip(), SourceArchive.Kind.TAR_GZIP).reason()).isEqualTo(reason);
    }

    @Test
    void gzipWithoutEndIsRefused() throws IOException {
        byte[] empty = gzip(new byte[0]);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            members.write(empty);
        }
        assertThat(refusal(members.toByteArray(), SourceArchive.Kind.TAR_GZIP).reason())
                .isEqualTo(TreeRefused.Reason.TOO_LARGE);
        for (int flag : new int[] {8, 16, 24}) {
            byte[] named = new byte[10 << 20];
            Arrays.fill(named, (byte) 'n');
            System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flag, 0, 0, 0, 0, 0, 0}, 0, named, 0, 10);
            assertThat(refusal(named, SourceArchive.Kind.TAR_GZIP).reason()).isEqualTo(TreeRefused.Reason.TOO_LARGE);
        }
        byte[] extra = new byte[50];
        System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, 0, -1, -1}, 0, extra, 0, 12);
        assertThat(refusal(extra, SourceArchive.Kind.TAR_GZIP).reason()).isEqualTo(TreeRefused.Reason.UNREADABLE);
        TarBlocks whole = tar -> tar.header("a.sql", '0', 9).text("SELECT 1;");
        byte[] changed = whole.gzip();
        changed[changed.length - 6] ^= 1;
        assertThat(refusal(changed, SourceArchive.Kind.TAR_GZIP).detail()).contains("checksum");
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /** An archive of empty files whose end record can be changed. */
    private static ByteBuffer zip(int entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < entries; i++) {
                ZipEntry entry = new ZipEntry("f" + i + ".sql");
                CRC32 checksum = new CRC32();
                checksum.update(SCRIPT);
                entry.setCrc(checksum.getValue());
                entry.setSize(SCRIPT.length);
                zip.putNextEntry(entry);
                zip.write(SCRIPT);
            }
        }
        return ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void directoriesOfTooManyEntriesAreRefusedFromTheEndRecord() throws IOException {
        assertThat(refusal(zip(300_000).array(), SourceArchive.Kind.ZIP).reason())
                .isEqualTo(TreeRefused.Reason.TOO_MANY_FILES);
        ByteBuffer few = zip(1001);
        assertThat(refusal(few.array(), SourceArchive.Kind.ZIP).reason()).isEqualTo(TreeRefused.Reason.TOO_MANY_FILES);
        SourceArchive.check(Files.write(directory.resolve("most"), zip(1000).array()), SourceArchive.Kind.ZIP, LIMITS);
    }

    private interface Lie {
        void change(ByteBuffer zip, int end, int directory);
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie(
                        "fewer entries",
                        (zip, end, directory) ->
                                zip.putShort(end + 8, (short) 1).putShort(end + 10, (short) 1)),
                lie(
                        "more entries",
                        (zip, end, directory) ->
                                zip.putShort(end + 8, (short) 3).putShort(end + 10, (short) 3)),
                lie("a directory beyond the file", (zip, end, directory) -> zip.putInt(end + 12, 1 << 30)),
                lie("a directory elsewhere", (zip, end, directory) -> zip.putInt(end + 16, 0)),
                lie("several disks", (zip, end, directory) -> zip.putShort(end + 4, (short) 2)),
                lie("a comment that is not there", (zip, end, directory) -> zip.putShort(end + 20, (short) 9)),
                lie("a large directory that is not there", (zip, end, directory) -> zip.putShort(end + 10, (short) -1)),
                lie("an entry at another one's place", (zip, end, directory) -> zip.putInt(directory + 46 + 6 + 42, 0)),
                lie("an entry in the directory", (zip, end, directory) -> zip.putInt(directory + 42, directory)),
                lie("an entry beyond the file", (zip, end, directory) -> zip.putInt(directory + 42, 1 << 30)),
                lie("a longer content", (zip, end, directory) -> zip.putInt(directory + 24, 10)),
                lie(
                        "a shorter content",
                        (zip, end, directory) -> zip.putInt(directory + 20, 8).putInt(directory + 24, 8)),
                lie("another checksum", (zip, end, directory) -> zip.putInt(directory + 16, 7)),
                lie("an unknown method", (zip, end, directory) -> zip.putShort(directory + 10, (short) 12)),
                lie("encryption", (zip, end, directory) -> zip.putShort(directory + 8, (short) 1)),
                lie("a name beyond the directory", (zip, end, directory) -> zip.putShort(directory + 28, (short) 4000)),
                lie("sizes that are elsewhere", (zip, end, directory) -> zip.putInt(directory + 24, -1)),
                lie("no entry", (zip, end, directory) -> zip.putInt(directory, 7)));
    }

    private static Arguments lie(String name, Lie lie) {
        return Arguments.of(Named.of(name, lie));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void zipsThatContradictThemselvesAreRefused(Lie lie) throws IOException {
        ByteBuffer zip = zip(2);
        int end = zip.capacity() - 22;
        lie.change(zip, end, zip.getInt(end + 16));
        assertThat(refusal(zip.array(), SourceArchive.Kind.ZIP).reason()).isEqualTo(TreeRefused.Reason.UNREADABLE);
    }

    @Test
    void longNamesOfZipsAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("n".repeat(60_000)));
        }
        assertThat(refusal(bytes.toByteArray(), SourceArchive.Kind.ZIP).reason())
                .isEqualTo(TreeRefused.Reason.TOO_LARGE);
    }

    @Test
    void readingEndsInTime() throws IOException {
        Path file = Files.write(directory.resolve("slow"), zip(1000).array());
        SourceLimits hurried = new SourceLimits(1000, 10, 1 << 20, 1 << 20, 1 << 20, Duration.ZERO);
        assertThatThrownBy(() -> SourceArchive.check(file, SourceArchive.Kind.ZIP, hurried))
                .isInstanceOfSatisfying(
                        TreeRefused.class, e -> assertThat(e.reason()).isEqualTo(TreeRefused.Reason.TOO_SLOW));
    }
}
