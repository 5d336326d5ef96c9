package dev.migrationcontrol.conversion.tool;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The last lines of what a tool says of errors, without what looks like a secret, or is one of the service's own. */
@ApplicationScoped
class ToolWords {
    private static final int LINES = 8;
    private static final int LONGEST = 300;
    private static final int SEARCHED = 2_000;
    private static final String HIDDEN = "***";
    private static final Pattern IN_URL = Pattern.compile("(://)[^\\s/@'\"]*:[^\\s'\"]*@");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?<!\\w)(\\w*(?:passw(?:or)?d|pwd|secret|token|api_?key)\\w*['\"]?\\s*[=:]\\s*)('[^']*'|\"[^\"]*\"|[^\\s,;)]+)");

    private final Environments environments;

    ToolWords(Environments environments) {
        this.environments = environments;
    }

    /** The passwords of the start, and those that files and stores say now. */
    private List<String> secrets() {
        return Stream.concat(
                        environments.all().stream().flatMap(each -> Stream.of(each.database(), each.readDatabase())),
                        Stream.of(environments.controlDatabase()))
                .filter(Objects::nonNull)
                .flatMap(each -> Stream.of(each.password(), passwordNow(each)))
                .filter(Objects::nonNull)
                .map(each -> each.reveal())
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
    }

    private static @Nullable Secret<String> passwordNow(Database database) {
        try {
            return database.login().password();
        } catch (SQLException none) {
            return null; // there is nothing to hide
        }
    }

    List<String> last(String said) {
        List<String> secrets = secrets();
        List<String> lines =
                said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                .map(line -> withoutSecrets(line, secrets))
                .toList();
    }

    private static String withoutSecrets(String whole, List<String> secrets) {
        // A line may be as long as all that is kept; what could be cut out of a secret comes far after what is shown.
        String line = whole.length() > SEARCHED ? whole.substring(0, SEARCHED) : whole;
        String shown = IN_URL.matcher(line).replaceAll("$1" + HIDDEN + "@");
        shown = NAMED.matcher(shown).replaceAll("$1" + HIDDEN);
        for (String secret : secrets) {
            shown = shown.replace(secret, HIDDEN);
        }
        // Where so much was hidden that the end of what was searched would show, a secret may be cut there.
        boolean cut = line.length() < whole.length() && shown.length() < SEARCHED / 2;
        if (cut) {
            return HIDDEN;
        }
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }
}
