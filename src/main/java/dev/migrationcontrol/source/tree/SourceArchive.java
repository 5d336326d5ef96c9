package dev.migrationcontrol.source.tree;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Unpacks an archive of a source tree, and only what is worth reading of it. Links are left out. */
public final class SourceArchive {
    private final SourceLimits limits;
    private final ReadingDeadline deadline;
    private final Path archive;
    private final @Nullable Path into;
    private int entries;
    private long unpacked;

    private SourceArchive(Path archive, @Nullable Path into, SourceLimits limits) {
        this.archive = archive;
        this.into = into;
        this.limits = limits;
        this.deadline = new ReadingDeadline(limits.time());
    }

    /** The kinds of archives. */
    public enum Kind {
        TAR_GZIP,
        ZIP
    }

    /**
     * Unpacks an archive into an empty directory.
     *
     * @throws TreeRefused when it leads outside, is larger than the limits allow, or is no archive of its kind
     * @throws IOException when the directory cannot be written
     */
    public static void unpack(Path archive, Kind kind, Path into, SourceLimits limits) throws IOException {
        read(new SourceArchive(archive, into, limits), kind);
    }

    /**
     * Reads an archive as unpacking would, and writes nothing.
     *
     * @throws TreeRefused when unpacking would be refused
     * @throws IOException when the archive cannot be read
     */
    public static void check(Path archive, Kind kind, SourceLimits limits) throws IOException {
        read(new SourceArchive(archive, null, limits), kind);
    }

    private static void read(SourceArchive unpacking, Kind kind) throws IOException {
        try (ArchiveEntries entries = unpacking.open(kind)) {
            unpacking.unpack(entries);
        } catch (ZipException | EOFException e) {
            throw unreadable(kind, ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw unreadable(kind, "");
        } catch (IOException e) {
            // A name that the file system does not take.
            if (unpacking.into == null || Files.isWritable(unpacking.into)) {
                throw unreadable(kind, "");
            }
            throw e;
        }
        if (unpacking.entries == 0) {
            throw unreadable(kind, ": it has no entries");
        }
    }

    private static TreeRefused unreadable(Kind kind, String why) {
        return new TreeRefused(
                TreeRefused.Reason.UNREADABLE,
                "The body is no " + (kind == Kind.ZIP ? "zip archive" : "gzipped tar archive") + ", or it is damaged"
                        + why + ".");
    }

    private ArchiveEntries open(Kind kind) throws IOException {
        if (kind == Kind.ZIP) {
            return new ZipEntries(archive, limits.files());
        }
        InputStream file = Files.newInputStream(archive);
        try {
            // Some programs write one member for each entry.
            return new TarEntries(
                    new BufferedInputStream(new Counted(new GzipMembers(file, limits.files() + 1000)), 1 << 13));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void unpack(ArchiveEntries all) throws IOException {
        ArchiveEntries.Entry entry = all.next();
        while (entry != null) {
            if (accepts(entry.name(), !entry.plain())) {
                try (InputStream content = all.content()) {
                    write(entry.name(), content);
                }
            }
            entry = all.next();
        }
    }

    /** Checks an entry, also one that is left out. */
    private boolean accepts(String name, boolean noFile) {
        deadline.check();
        if (++entries > limits.files()) {
            throw tooManyEntries(limits.files());
        }
        String[] parts = name.split("/");
        requireInside(name, parts);
        if (parts.length > limits.depth()) {
            throw new TreeRefused(
                    TreeRefused.Reason.TOO_DEEP,
                    "The archive has directories more than " + limits.depth() + " deep. Pack a part of the tree.");
        }
        return !noFile && !isSkipped(name, parts);
    }

    static TreeRefused tooManyEntries(int limit) {
        return new TreeRefused(
                TreeRefused.Reason.TOO_MANY_FILES,
                "The archive has more than " + limit + " entries. Pack a part of the tree.");
    }

    private static void requireInside(String name, String[] parts) {
        boolean outside = name.isEmpty()
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || name.matches("^[A-Za-z]:.*");
        for (String part : parts) {
            outside |= part.equals("..");
        }
        if (outside) {
            throw new TreeRefused(
                    TreeRefused.Reason.PATH_OUTSIDE,
                    "The archive has an entry whose name leads outside of it or is no plain relative path (entry "
                            + quoted(name) + "). Pack the tree anew, from within its directory.");
        }
    }

    private static String quoted(String name) {
        String plain = name.replaceAll("[^ -~]", "?");
        return "'" + (plain.length() > 80 ? plain.substring(0, 80) + "…" : plain) + "'";
    }

    private static boolean isSkipped(String name, String[] parts) {
        for (int i = 0; i < parts.length - 1; i++) {
            if (SkipRules.skips(parts[i])) {
                return true;
            }
        }
        return parts[parts.length - 1].isBlank() || SkipRules.skipsFile(new SourceFile(name, 0));
    }

    private void write(String name, InputStream content) throws IOException {
        if (into == null) {
            copy(content, OutputStream.nullOutputStream(), name);
            return;
        }
        Path target = into.resolve(name).normalize();
        if (!target.startsWith(into) || target.equals(into)) {
            return;
        }
        if (Files.isDirectory(target) || hasFileAbove(into, target)) {
            return;
        }
        Files.createDirectories(target.getParent());
        try (OutputStream out =
                Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            copy(content, out, name);
        }
    }

    /** An archive may hold a file and, below its name, another. */
    private static boolean hasFileAbove(Path into, Path target) {
        for (Path above = target.getParent(); above != null && !above.equals(into); above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                return true;
            }
        }
        return false;
    }

    private void copy(InputStream content, OutputStream out, String name) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        int read = content.read(buffer);
        while (read >= 0) {
            deadline.check();
            bytes += read;
            unpacked += read;
            if (bytes > limits.fileBytes()) {
                throw tooLarge("a file of more than " + limits.fileBytes() + " bytes (" + quoted(name) + ")");
            }
            requireSmall(unpacked);
            // More than is ever read need not be kept.
            int kept = (int) Math.max(0, Math.min(read, limits.readBytes() + 1L - (bytes - read)));
            out.write(buffer, 0, kept);
            read = content.read(buffer);
        }
    }

    private void requireSmall(long bytes) {
        if (bytes > limits.unpackedBytes()) {
            throw tooLarge("more than " + limits.unpackedBytes() + " bytes of files");
        }
    }

    private static TreeRefused tooLarge(String what) {
        return new TreeRefused(
                TreeRefused.Reason.TOO_LARGE, "The archive unpacks to " + what + ". Pack a part of the tree.");
    }

    /** Counts everything that a tar archive unpacks to, also what is skipped: skipping reads it too. */
    private final class Counted extends InputStream {
        private final InputStream in;
        private long bytes;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            deadline.check();
            bytes += read;
            // A tar archive has up to a kilobyte of its own for each entry.
            if (bytes > limits.unpackedBytes() + 2048L * limits.files()) {
                throw tooLarge("more than " + limits.unpackedBytes() + " bytes");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
