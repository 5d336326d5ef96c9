package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.tree.SourceArchive;
import dev.migrationcontrol.source.tree.SourceLimits;
import dev.migrationcontrol.source.tree.TreeRefused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HostileTreeTest {
    @TempDir
    Path directory;

    private static final SourceLimits SMALL =
            new SourceLimits(1000, 10, 10 << 20, 5 << 20, 1 << 20, Duration.ofSeconds(30));

    private void unpack(byte[] archive, SourceArchive.Kind kind) throws IOException {
        Path file = directory.resolve("archive");
        Files.write(file, archive);
        SourceArchive.unpack(file, kind, Files.createDirectories(directory.resolve("tree")), SMALL);
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil.sql", "/etc/evil.sql", "a/../../evil.sql", "C:/evil.sql", "a\\..\\evil.sql"})
    void namesThatLeadOutsideAreRefused(String name) throws IOException {
        byte[] content = "SELECT 1".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> unpack(zip(name, content), SourceArchive.Kind.ZIP))
                .isInstanceOfSatisfying(
                        TreeRefused.class, e -> assertThat(e.reason()).isEqualTo(TreeRefused.Reason.PATH_OUTSIDE));
        assertThatThrownBy(() -> unpack(tar(name, content), SourceArchive.Kind.TAR_GZIP))
                .isInstanceOfSatisfying(
                        TreeRefused.class, e -> assertThat(e.reason()).isEqualTo(TreeRefused.Reason.PATH_OUTSIDE));
        assertThat(directory.resolve("evil.sql")).doesNotExist();
    }

    @Test
    void bombsAreRefusedBeforeTheyUnpack() throws IOException {
        byte[] zeros = new byte[200 << 20];
        assertRefused(TreeRefused.Reason.TOO_LARGE, zip("a.sql", zeros), SourceArchive.Kind.ZIP);
        assertRefused(TreeRefused.Reason.TOO_LARGE, tar("a.sql", zeros), SourceArchive.Kind.TAR_GZIP);
        assertRefused(TreeRefused.Reason.TOO_LARGE, tar("skipped.png", zeros), SourceArchive.Kind.TAR_GZIP);
    }

    private void assertRefused(TreeRefused.Reason reason, byte[] archive, SourceArchive.Kind kind) {
        assertThatThrownBy(() -> unpack(archive, kind))
                .isInstanceOfSatisfying(
                        TreeRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void tooManyAndTooDeepEntriesAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 1001; i++) {
                zip.putNextEntry(new ZipEntry("f" + i));
            }
        }
        assertRefused(TreeRefused.Reason.TOO_MANY_FILES, bytes.toByteArray(), SourceArchive.Kind.ZIP);
        assertRefused(TreeRefused.Reason.TOO_DEEP, zip("d/".repeat(20) + "f", new byte[1]), SourceArchive.Kind.ZIP);
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        for (SourceArchive.Kind kind : SourceArchive.Kind.values()) {
            assertRefused(TreeRefused.Reason.UNREADABLE, noise, kind);
            assertRefused(TreeRefused.Reason.UNREADABLE, new byte[0], kind);
        }
        byte[] whole = tar("a.sql", noise);
        assertRefused(
                TreeRefused.Reason.UNREADABLE, Arrays.copyOf(whole, whole.length / 2), SourceArchive.Kind.TAR_GZIP);
    }

    @Test
    void linksOfArchivesAreLeftOut() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            TarArchiveEntry link = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            TarArchiveEntry through = new TarArchiveEntry("link/a.sql");
            through.setSize(1);
            tar.putArchiveEntry(through);
            tar.write('x');
            tar.closeArchiveEntry();
        }
        unpack(bytes.toByteArray(), SourceArchive.Kind.TAR_GZIP);
        assertThat(directory.resolve("tree/link")).isDirectory();
        assertThat(Files.isSymbolicLink(directory.resolve("tree/link"))).isFalse();
    }

    @Test
    void linksOfDirectoriesAreNotFollowed() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("V1__a.sql"), "SELECT 1");
        Path tree = Files.createDirectories(directory.resolve("linked"));
        Files.createSymbolicLink(tree.resolve("dir"), outside);
        Files.createSymbolicLink(tree.resolve("V2__b.sql"), outside.resolve("V1__a.sql"));
        Files.createSymbolicLink(tree.resolve("loop"), tree);
        SourceReport report = new TestTree(tree).read();
        assertThat(report.systems()).isEmpty();
        assertThat(report.links()).isEqualTo(3);
    }

    @Test
    void aHundredThousandFilesAreReadInBoundedTimeOrRefused() throws IOException {
        Path tree = directory.resolve("many");
        for (int i = 0; i < 100; i++) {
            Path below = Files.createDirectories(tree.resolve("d" + i));
            for (int j = 0; j < 1000; j++) {
                Files.createFile(below.resolve("f" + j + ".py"));
            }
        }
        assertThat(new TestTree(tree).read().files()).isEqualTo(100_000);
        assertThatThrownBy(() -> new TestTree(tree).read(SMALL))
                .isInstanceOfSatisfying(
                        TreeRefused.class, e -> assertThat(e.reason()).isEqualTo(TreeRefused.Reason.TOO_MANY_FILES));
    }

    @Test
    void largeBinaryAndBrokenFilesAreToldAndHarmNothing() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("odd"));
        try (OutputStream out = Files.newOutputStream(tree.resolve("V1__large.sql"))) {
            byte[] line = "INSERT INTO t VALUES (1, 'some text that is not short');\n".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < (50 << 20) / line.length; i++) {
                out.write(line);
            }
        }
        Files.write(tree.resolve("V2__latin.sql"), "SELECT 'caf\u00e9';".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(tree.resolve("V3__binary.sql"), new byte[] {0, 1, 2, 3, 0});
        Files.writeString(tree.resolve("V4__unclosed.sql"), "SELECT $x$ never closed 'x /* y");
        Files.writeString(tree.resolve("deep.py"), "(".repeat(200_000) + "revision = down_revision = x");
        Files.writeString(tree.resolve("blank.go"), "migration getenv insert into .sql" + "\n ".repeat(800_000));
        Files.writeString(
                tree.resolve("calls.py"),
                "revision = down_revision = 'x'\ndef upgrade():\n    " + "op.f(".repeat(300_000));
        Files.writeString(tree.resolve("sets.xml"), "<databaseChangeLog>" + "<changeSet id='1'>".repeat(100_000));
        Files.writeString(tree.resolve("comments.go"), "goose.AddMigration(`" + "--\n".repeat(300_000) + "`)");
        Files.writeString(tree.resolve("line.js"), "process.env.".repeat(100_000));
        SourceReport report = new TestTree(tree).read();
        assertThat(report.systems())
                .filteredOn(system -> system.system().equals("flyway"))
                .singleElement()
                .satisfies(system -> assertThat(system.migrations()).hasSize(4));
        assertThat(report.systems()).extracting(SystemReport::system).containsOnly("flyway", "liquibase");
        assertThat(report.findings())
                .extracting(Finding::rule)
                .contains("script-read-in-part", "script-not-utf-8", "document-unreadable");
    }
}
