package dev.migrationcontrol.source.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs write is read: each dialect of tar, gzip in members, and zip with and without large fields. */
class ArchiveFormatTest {
    private static final SourceLimits LIMITS =
            new SourceLimits(1000, 40, 100 << 20, 50 << 20, 10 << 20, Duration.ofSeconds(60));
    private static final String LONG = "a-long-directory-of-a-tree/".repeat(8) + "V1__ümlaut.sql";

    @TempDir
    Path directory;

    private final byte[] content = new byte[300_001];

    ArchiveFormatTest() {
        new Random(1).nextBytes(content);
    }

    private Path unpack(byte[] archive, SourceArchive.Kind kind) throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        SourceArchive.unpack(Files.write(directory.resolve("archive"), archive), kind, tree, LIMITS);
        return tree;
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2, 1", "3, 2", "3, 1"})
    void tarsOfEachDialectAreRead(int longNames, int bigNumbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            tar.setLongFileMode(longNames);
            tar.setBigNumberMode(bigNumbers);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            tar.putArchiveEntry(new TarArchiveEntry("a-long-directory-of-a-tree/"));
            tar.closeArchiveEntry();
            put(tar, LONG, content);
            put(tar, "V2__empty.sql", new byte[0]);
            put(tar, "V3__last.sql", "SELECT 3".getBytes(StandardCharsets.UTF_8));
        }
        Path tree = unpack(bytes.toByteArray(), SourceArchive.Kind.TAR_GZIP);
        assertThat(tree.resolve(LONG)).hasBinaryContent(content);
        assertThat(tree.resolve("V2__empty.sql")).isEmptyFile();
        assertThat(tree.resolve("V3__last.sql")).hasContent("SELECT 3");
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setUserId(3_000_000_000L);
        entry.addPaxHeader("SCHILY.xattr.user.note", "a = b\n");
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    @Test
    void gzipOfSeveralMembersWithNamesIsRead() throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(plain)) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            put(tar, "V1__a.sql", content);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] all = plain.toByteArray();
        for (int from = 0; from < all.length; from += 50_000) {
            ByteArrayOutputStream member = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(member)) {
                gzip.write(all, from, Math.min(50_000, all.length - from));
            }
            byte[] packed = member.toByteArray();
            packed[3] = 0x1e;
            bytes.write(packed, 0, 10);
            bytes.write(new byte[] {2, 0, 'x', 'x', 'n', 0, 'c', 0, 1, 2});
            bytes.write(packed, 10, packed.length - 10);
        }
        bytes.write(new byte[700]);
        assertThat(unpack(bytes.toByteArray(), SourceArchive.Kind.TAR_GZIP).resolve("V1__a.sql"))
                .hasBinaryContent(content);
    }

    @ParameterizedTest
    @EnumSource(Zip64Mode.class)
    void zipsWithAndWithoutLargeFieldsAreRead(Zip64Mode mode) throws IOException {
        assertZip(mode, ZipArchiveOutputStream.DEFLATED);
    }

    @ParameterizedTest
    @ValueSource(ints = {ZipArchiveOutputStream.STORED, ZipArchiveOutputStream.DEFLATED})
    void zipsOfBothMethodsAreRead(int method) throws IOException {
        assertZip(Zip64Mode.AsNeeded, method);
    }

    private void assertZip(Zip64Mode mode, int method) throws IOException {
        Path file = directory.resolve("archive.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            zip.setUseZip64(mode);
            zip.setMethod(method);
            zip.setComment("PK\5\6 is the signature of the end record, which a comment may hold too");
            zip.putArchiveEntry(new ZipArchiveEntry("a-long-directory-of-a-tree/"));
            zip.closeArchiveEntry();
            put(zip, LONG, content, UnixStat.FILE_FLAG | 0644);
            put(zip, "V2__empty.sql", new byte[0], 0);
            put(zip, "V3__link.sql", "/etc/passwd".getBytes(StandardCharsets.UTF_8), UnixStat.LINK_FLAG | 0777);
        }
        Path tree = Files.createDirectories(directory.resolve("tree"));
        SourceArchive.unpack(file, SourceArchive.Kind.ZIP, tree, LIMITS);
        assertThat(tree.resolve(LONG)).hasBinaryContent(content);
        assertThat(tree.resolve("V2__empty.sql")).isEmptyFile();
        assertThat(tree.resolve("V3__link.sql")).doesNotExist();
    }

    private static void put(ZipArchiveOutputStream zip, String name, byte[] content, int mode) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode(mode);
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
    }
}
