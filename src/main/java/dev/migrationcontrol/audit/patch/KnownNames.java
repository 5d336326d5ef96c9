package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By which names a file calls a runner: those that it imports, and variables where they are known. */
final class KnownNames {
    private static final Pattern LEADING =
            Pattern.compile("^(?:(?:await|defer|new|void|try)\\s++|asyncio\\.run\\(|&|\\()*+");
    /** Members that go on with something else, which would go with the runner. */
    private static final Pattern GOES_ON = Pattern.compile(
            "(?i).*(?:=>|\\bfunction\\b|\\blambda\\b|\\bfn\\b|\\bdo\\b|(?:\\.|->)(?:then|and_?then|map|flat_?map|tap|each|finally|thenRun|also|apply|let)\\b).*");

    private final Set<String> names = new LinkedHashSet<>();
    private final List<Local> locals = new ArrayList<>();

    /** A variable from its first line to its last. */
    private record Local(String name, int from, int to) {}

    void add(Collection<String> all) {
        names.addAll(all);
    }

    void addLocal(String name, int from, int to) {
        locals.add(new Local(name, from, to));
    }

    private List<String> at(int line) {
        List<String> known = new ArrayList<>(names);
        locals.stream()
                .filter(local -> local.from() <= line && line <= local.to())
                .forEach(local -> known.add(local.name()));
        return known;
    }

    boolean isIn(String text, int line) {
        return at(line).stream().anyMatch(name -> Words.has(text, name));
    }

    boolean isOne(String name, int line) {
        return at(line).contains(name);
    }

    /** Whether a text begins with a name of the runner and goes on with members and calls only, none of which does more. */
    boolean isChain(String text, int line) {
        Matcher leading = BoundedPattern.in(LEADING, text);
        int from = leading.lookingAt() ? leading.end() : 0;
        String chain = text.substring(from);
        if (BoundedPattern.in(GOES_ON, chain).matches()) {
            return false;
        }
        return at(line).stream().anyMatch(name -> {
            int at = Words.find(chain, name, 0);
            boolean begins = at == 0 || at > 0 && chain.substring(0, at).matches("[$@]|[\\w.:\\\\]++(?:\\.|::|\\\\)");
            return begins && isWhole(text, chain.substring(at + name.length()));
        });
    }

    /** Whether nothing comes after the members and calls but what closes the brackets before. */
    private static boolean isWhole(String text, String tail) {
        String rest = tail.substring(CodeStatement.endOfChain(tail, 0)).strip();
        return rest.isEmpty() || rest.matches("\\)++(?:->|[.?!:\\w()-])*+") && text.contains("(");
    }
}
