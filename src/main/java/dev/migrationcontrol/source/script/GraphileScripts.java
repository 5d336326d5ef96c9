package dev.migrationcontrol.source.script;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** graphile-migrate: committed files in a chain of hashes. */
final class GraphileScripts implements Recogniser {
    private static final Pattern PREVIOUS = Pattern.compile("(?m)^--! Previous: (\\S+)");
    private static final Pattern HASH = Pattern.compile("(?m)^--! Hash: (\\S+)");
    private static final Pattern MESSAGE = Pattern.compile("(?m)^--! Message: (.+)$");
    private static final Pattern HEADER = Pattern.compile("(?:--! [A-Za-z0-9_]++(?::[^\\n]*+)?\\n)++\\n?");
    private static final Pattern APART = Pattern.compile("(?m)^--! no-transaction");

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<SourceFile> files = view.marked(FileMarker.GRAPHILE).stream()
                .filter(TreeView::isSql)
                .filter(view::isFree)
                .toList();
        List<ScriptSystem> systems = new ArrayList<>();
        TreeView.byDirectory(files).forEach((directory, committed) -> systems.add(read(view, directory, committed)));
        return systems;
    }

    private static ScriptSystem read(TreeView view, String directory, List<SourceFile> files) {
        List<RecognisedScript> scripts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        String last = "-";
        String lastFile = "";
        for (SourceFile file : files) {
            SourceText text = view.text(file);
            String previous = find(PREVIOUS, text.text());
            String hash = find(HASH, text.text());
            if (!previous.equals(last)) {
                findings.add(Finding.error(
                        "hash-chain-broken",
                        file.path(),
                        1,
                        "The file says that it follows " + previous + ", but the one before it is " + last + ".",
                        "Someone changed or removed a committed file; restore it from the version control."));
            }
            if (!text.isTruncated() && !hash.equals("sha1:" + sum(previous, text.text()))) {
                findings.add(Finding.warning(
                        "checksum-differs",
                        file.path(),
                        2,
                        "The file is not what its header's hash says: it was changed after it was committed.",
                        "Compare it with the version that was run, and restore it."));
            }
            String message = find(MESSAGE, text.text());
            scripts.add(new RecognisedScript(
                    file.name(),
                    file.path(),
                    lastFile.isEmpty() ? List.of() : List.of(lastFile),
                    List.of(),
                    message.isEmpty() ? null : message,
                    null,
                    ScriptOutline.of(text.text()),
                    RecognisedScript.Back.MISSING,
                    !BoundedPattern.in(APART, text.text()).find()));
            last = hash;
            lastFile = file.name();
        }
        return ScriptSystem.of(
                        MigrationSystems.named("graphile-migrate"),
                        directory,
                        "hash chain in " + files.get(0).path(),
                        scripts)
                .asGraph()
                .with(findings);
    }

    /** graphile-migrate hashes the predecessor's hash and the text below the headers, without the space around them. */
    private static String sum(String previous, String text) {
        Matcher header = BoundedPattern.in(HEADER, text);
        String body = header.lookingAt() ? text.substring(header.end()) : text;
        String hashed = ((previous.equals("-") ? "" : previous) + "\n" + body).strip() + "\n";
        try {
            byte[] sum = MessageDigest.getInstance("SHA-1").digest(hashed.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = BoundedPattern.in(pattern, text);
        return matcher.find() ? String.valueOf(matcher.group(1)) : "";
    }
}
