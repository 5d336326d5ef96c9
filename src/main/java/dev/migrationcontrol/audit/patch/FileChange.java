package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.text.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file before and after, as a part of a patch that {@code git apply} takes.
 *
 * @param before its lines; null where the file is new
 * @param after for each line before, and for the place after the last one, what is there instead; null where the file is deleted
 * @param executable whether it is, as far as is known
 */
record FileChange(
        String path,
        @Nullable List<String> before,
        @Nullable List<List<String>> after,
        boolean executable) {
    private static final int CONTEXT = 3;
    private static final String NOWHERE = "/dev/null";

    static FileChange added(String path, String text, boolean executable) {
        return new FileChange(path, null, List.of(TextLines.of(text)), executable);
    }

    static FileChange deleted(String path, String text, boolean executable) {
        return new FileChange(path, TextLines.of(text), null, executable);
    }

    /** The lines that the patch shows of what is there before: those that change, and those around them. */
    List<String> shown() {
        if (before == null || after == null) {
            return before == null ? List.of() : before;
        }
        List<String> lines = new ArrayList<>();
        hunks().forEach(hunk -> lines.addAll(before.subList(hunk.from(), hunk.to())));
        return lines;
    }

    String diff() {
        String a = before == null ? NOWHERE : "a/" + path;
        String b = after == null ? NOWHERE : "b/" + path;
        String mode = executable ? "100755" : "100644";
        StringBuilder diff = new StringBuilder(
                "diff --git " + GitPath.quoted("a/" + path) + " " + GitPath.quoted("b/" + path) + "\n");
        diff.append(before == null ? "new file mode " + mode + "\n" : "");
        diff.append(after == null ? "deleted file mode " + mode + "\n" : "");
        diff.append("index " + blob(before) + ".." + blob(result()) + "\n");
        StringBuilder body = new StringBuilder();
        hunks().forEach(hunk -> write(hunk, body));
        return body.isEmpty()
                ? diff.toString()
                : diff + "--- " + GitPath.inHeader(a) + "\n+++ " + GitPath.inHeader(b) + "\n" + body;
    }

    /** The lines afterwards; null where the file is deleted. */
    @Nullable
    List<String> result() {
        if (after == null) {
            return null;
        }
        return after.stream().flatMap(List::stream).toList();
    }

    /** What git calls the content, so that {@code git apply --3way} knows it. */
    private static String blob(@Nullable List<String> lines) {
        if (lines == null) {
            return "0".repeat(40);
        }
        byte[] content = String.join("", lines).getBytes(StandardCharsets.UTF_8);
        byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return Digests.hex("SHA-1", all);
    }

    /**
     * Lines that change with their context.
     *
     * @param from the first line before, from 0
     * @param to the line before which it ends
     * @param shift by how much earlier hunks move it
     */
    private record Hunk(int from, int to, int shift) {}

    private List<Hunk> hunks() {
        int count = before == null ? 0 : before.size();
        List<Hunk> hunks = new ArrayList<>();
        int from = -1;
        int last = -1;
        int shift = 0;
        int shiftBefore = 0;
        for (int i = 0; i <= count; i++) {
            if (isChanged(i)) {
                if (from >= 0 && i - last > 2 * CONTEXT + 1) {
                    hunks.add(new Hunk(from, Math.min(count, last + 1 + CONTEXT), shiftBefore));
                    from = -1;
                }
                if (from < 0) {
                    from = Math.max(0, i - CONTEXT);
                    shiftBefore = shift;
                }
                last = i;
                shift += at(i).size() - (i < count ? 1 : 0);
            }
        }
        if (from >= 0) {
            hunks.add(new Hunk(from, Math.min(count, last + 1 + CONTEXT), shiftBefore));
        }
        return hunks;
    }

    private List<String> at(int line) {
        return after == null ? List.of() : after.get(line);
    }

    private boolean isChanged(int line) {
        if (before == null || line >= before.size()) {
            return after != null && !at(line).isEmpty();
        }
        return !at(line).equals(List.of(before.get(line)));
    }

    private void write(Hunk hunk, StringBuilder out) {
        StringBuilder body = new StringBuilder();
        int added = 0;
        List<String> removedLines = new ArrayList<>();
        List<String> addedLines = new ArrayList<>();
        int count = before == null ? 0 : before.size();
        // Also what is added after the last line.
        int end = hunk.to() == count ? count + 1 : hunk.to();
        for (int i = hunk.from(); i < end; i++) {
            List<String> now = at(i);
            String line = before == null || i >= count ? null : before.get(i);
            int kept = line == null ? -1 : now.indexOf(line);
            if (line != null && kept >= 0) {
                addedLines.addAll(now.subList(0, kept));
                added += flush(removedLines, addedLines, body) + 1;
                line(' ', line, body);
                addedLines.addAll(now.subList(kept + 1, now.size()));
            } else {
                if (line != null) {
                    removedLines.add(line);
                }
                addedLines.addAll(now);
            }
        }
        added += flush(removedLines, addedLines, body);
        int removed = hunk.to() - hunk.from();
        out.append("@@ -" + range(hunk.from(), removed) + " +" + range(hunk.from() + hunk.shift(), added) + " @@\n")
                .append(body);
    }

    private static int flush(List<String> removed, List<String> added, StringBuilder out) {
        removed.forEach(each -> line('-', each, out));
        added.forEach(each -> line('+', each, out));
        int count = added.size();
        removed.clear();
        added.clear();
        return count;
    }

    private static void line(char sign, String line, StringBuilder out) {
        out.append(sign).append(line);
        if (!line.endsWith("\n")) {
            out.append("\n\\ No newline at end of file\n");
        }
    }

    /** An empty range is named by the line before it. */
    private static String range(int from, int count) {
        int first = count == 0 ? from : from + 1;
        return count == 1 ? String.valueOf(first) : first + "," + count;
    }
}
