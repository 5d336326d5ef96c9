package dev.migrationcontrol.text;

import java.nio.charset.StandardCharsets;

/** The line ends of a file, which version control may change: they make another checksum, and no other script. */
public final class LineEnds {
    private LineEnds() {}

    /** The same file with the other line ends: those of Unix, where it has others, or those of Windows. */
    public static byte[] other(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String unix = text.replace("\r\n", "\n");
        return (unix.equals(text) ? text.replace("\n", "\r\n") : unix).getBytes(StandardCharsets.ISO_8859_1);
    }
}
