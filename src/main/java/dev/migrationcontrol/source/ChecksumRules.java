package dev.migrationcontrol.source;

import dev.migrationcontrol.document.Node;
import dev.migrationcontrol.document.StructuredText;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.script.TreeView;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that say what others held when they were committed: Atlas' sums and Drizzle's journal. */
final class ChecksumRules {
    private static final Pattern SUM = Pattern.compile("^(\\S+) h1:(\\S+)$");

    private ChecksumRules() {}

    static List<Finding> of(TreeView view) {
        List<Finding> findings = new ArrayList<>();
        for (SourceFile file : view.tree().files()) {
            if (file.name().equals("atlas.sum")) {
                findings.addAll(atlas(view, file));
            } else if (file.path().endsWith("meta/_journal.json")) {
                findings.addAll(drizzle(view, file));
            }
        }
        return findings;
    }

    /** Atlas' hash of a file goes over the names and contents of all files up to it. */
    private static List<Finding> atlas(TreeView view, SourceFile sums) {
        Map<String, String> recorded = new LinkedHashMap<>();
        SourceText text = view.text(sums);
        for (int line = 2; line <= text.lines(); line++) {
            Matcher sum = BoundedPattern.in(SUM, text.line(line));
            if (sum.matches()) {
                recorded.put(String.valueOf(sum.group(1)), String.valueOf(sum.group(2)));
            }
        }
        MessageDigest digest = sha256();
        for (Map.Entry<String, String> each : recorded.entrySet()) {
            Optional<SourceFile> file = view.tree().find(SourceFile.join(sums.directory(), each.getKey()));
            if (file.isEmpty()) {
                return List.of(Finding.error(
                        "checksum-of-missing-file",
                        sums.path(),
                        0,
                        "atlas.sum lists " + each.getKey() + ", which does not exist.",
                        "Put the file back, or run `atlas migrate hash`."));
            }
            digest.update(each.getKey().getBytes(StandardCharsets.UTF_8));
            digest.update(view.text(file.get()).text().getBytes(StandardCharsets.UTF_8));
            String hash = Base64.getEncoder().encodeToString(copy(digest).digest());
            if (!hash.equals(each.getValue())) {
                return List.of(
                        Finding.warning(
                                "checksum-differs",
                                file.get().path(),
                                0,
                                "The file is not what atlas.sum recorded: it was changed after it was hashed. Files after it cannot be judged.",
                                "Compare it with the version control; restore it, or run `atlas migrate hash` once you know why."));
            }
        }
        return List.of();
    }

    private static List<Finding> drizzle(TreeView view, SourceFile journal) {
        List<Finding> findings = new ArrayList<>();
        String directory = SourceFile.parentOf(journal.directory());
        StructuredText document = StructuredText.of("json", view.text(journal).text());
        document.root()
                .within("entries")
                .filter(each -> each.name().equals("tag"))
                .map(Node::value)
                .forEach(tag -> {
                    String path = SourceFile.join(directory, tag + ".sql");
                    if (!view.tree().has(path)) {
                        findings.add(Finding.error(
                                "script-missing",
                                journal.path(),
                                0,
                                "The journal lists " + tag + ", but " + path + " is not there.",
                                "Put the file back."));
                    }
                });
        return findings;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
