package dev.migrationcontrol.source;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.text.Listing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with the database variables of a tree. */
final class VariableRules {
    private static final int PLACES = 100;
    private static final int SECRETS = 50;

    private final VariableScan scan;
    private final @Nullable String computed;
    private final List<VariableReport> variables = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param computed where names of variables are computed; null where that was not seen */
    VariableRules(VariableScan scan, @Nullable String computed) {
        this.scan = scan;
        this.computed = computed;
        scan.uses().forEach((name, uses) -> variables.add(describe(name, uses)));
        spellings();
        variables.stream().filter(variable -> variable.noDatabase() == null).forEach(this::judge);
        secrets();
    }

    List<VariableReport> variables() {
        return List.copyOf(variables);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private VariableReport describe(String name, List<VariableUse> uses) {
        boolean given = VariableNames.belongsToPostgres(name) || VariableNames.belongsToFramework(name);
        @Nullable String standard = given ? null : VariableNames.standard(name).orElse(null);
        return new VariableReport(
                name,
                standard,
                has(uses, VariableUse.Kind.READS),
                has(uses, VariableUse.Kind.SETS),
                noDatabase(name),
                uses.subList(0, Math.min(PLACES, uses.size())));
    }

    private @Nullable String noDatabase(String name) {
        String known = scan.noDatabase().get(name);
        return known != null
                ? known
                : scan.ownedBy(name)
                        .map(file -> "a name that " + file + " sets for itself")
                        .or(() -> scan.foreignImage(name)
                                .filter(image -> !VariableNames.belongsToPostgres(name))
                                .map(image -> "set for another program, the image " + image))
                        .orElse(null);
    }

    private static boolean has(List<VariableUse> uses, VariableUse.Kind kind) {
        return uses.stream().anyMatch(use -> use.kind() == kind);
    }

    private void spellings() {
        Map<String, List<VariableReport>> bySpelling = new LinkedHashMap<>();
        variables.stream()
                .filter(variable -> variable.standard() != null && variable.noDatabase() == null)
                .forEach(variable -> bySpelling
                        .computeIfAbsent(String.valueOf(variable.standard()), first -> new ArrayList<>())
                        .add(variable));
        bySpelling.forEach((standard, same) -> {
            if (same.size() > 1) {
                VariableUse first = main(same.get(1));
                findings.add(Finding.warning(
                        "variable-several-spellings",
                        first.file(),
                        first.line(),
                        same.stream()
                                        .map(each -> each.name() + " ("
                                                + main(each).file() + ":"
                                                + main(each).line() + ")")
                                        .collect(Collectors.joining(" and "))
                                + " seem to name one database.",
                        "Use one spelling everywhere: " + standard + "."));
            }
        });
    }

    /** The place that says most: where it is read, else where it is set. */
    private static VariableUse main(VariableReport variable) {
        return variable.uses().stream()
                .min(Comparator.comparing(VariableUse::kind))
                .orElseThrow();
    }

    private void judge(VariableReport variable) {
        VariableUse first = main(variable);
        if (VariableNames.isDeprecated(variable.name())) {
            findings.add(Finding.warning(
                    "variable-deprecated",
                    first.file(),
                    first.line(),
                    variable.name() + " is the old spelling, with the environment at the end.",
                    "Rename it to " + variable.standard() + "."));
        } else if (variable.standard() != null && !VariableNames.isStandard(variable.name())) {
            findings.add(Finding.info(
                    "variable-not-standard",
                    first.file(),
                    first.line(),
                    variable.name() + " does not have the standard spelling (<NAME>_DATABASE_URL).",
                    "Rename it to " + variable.standard()
                            + ", or keep it where it belongs to a product that others configure."));
        }
        boolean given = VariableNames.belongsToPostgres(variable.name());
        if (variable.defined() && !variable.read() && !given) {
            neverRead(variable);
        }
        boolean documented = has(variable.uses(), VariableUse.Kind.DOCUMENTS);
        if (variable.read()
                && !variable.defined()
                && !documented
                && !VariableNames.belongsToFramework(variable.name())
                && !given) {
            findings.add(Finding.info(
                    "variable-never-defined",
                    first.file(),
                    first.line(),
                    variable.name() + " is read, but nothing in the tree sets or describes it.",
                    "Describe it where operators look, or remove the reading."));
        }
    }

    private void neverRead(VariableReport variable) {
        List<VariableUse> sets = variable.uses().stream()
                .filter(use -> use.kind() == VariableUse.Kind.SETS)
                .filter(use -> !scan.isForeign(variable.name(), use))
                .toList();
        // Only its value says that it is of a database: a library that binds names may read it.
        boolean unnamed = !VariableNames.isDatabase(variable.name());
        if (sets.isEmpty() || unnamed || VariableNames.belongsToFramework(variable.name())) {
            return;
        }
        VariableUse set = sets.get(0);
        boolean mayBe = computed != null;
        String detail = variable.name() + " is set, but nothing in the tree was seen to read it"
                + (mayBe ? "; names of variables are computed in " + computed + ", which may read it." : ".");
        String remedy = "Remove it, or correct its spelling; leave it where another program reads it.";
        findings.add(
                VariableNames.isUrl(variable.name()) && !mayBe
                        ? Finding.warning("variable-never-read", set.file(), set.line(), detail, remedy)
                        : Finding.info("variable-never-read", set.file(), set.line(), detail, remedy));
    }

    private void secrets() {
        int reported = 0;
        List<SecretPlace> harmless =
                scan.secrets().stream().filter(VariableRules::isHarmless).toList();
        if (!harmless.isEmpty()) {
            findings.add(Finding.info(
                    "password-of-throw-away-database",
                    harmless.get(0).file(),
                    harmless.get(0).line(),
                    (harmless.size() == 1
                                    ? "1 password of a database in plain text looks like one of a throw-away database: "
                                    : harmless.size()
                                            + " passwords of databases in plain text look like those of throw-away databases: ")
                            + Listing.of(harmless.stream()
                                    .map(secret -> secret.file() + ":" + secret.line())
                                    .toList())
                            + ".",
                    "Make sure that no other database uses them."));
        }
        for (SecretPlace secret :
                scan.secrets().stream().filter(each -> !isHarmless(each)).toList()) {
            if (reported++ == SECRETS) {
                findings.add(Finding.warning(
                        "secret-in-plain-text",
                        null,
                        0,
                        (scan.secrets().size() - SECRETS) + " more passwords in plain text are not listed.",
                        "Check the files that are named above first."));
                return;
            }
            findings.add(finding(secret));
        }
    }

    private static boolean isHarmless(SecretPlace secret) {
        return secret.weak()
                || secret.role() == FileRole.DOCUMENT
                || secret.role() == FileRole.TEST
                || secret.file().matches("(?i).*(example|sample|template|test|docs/).*");
    }

    private static Finding finding(SecretPlace secret) {
        boolean local = secret.local()
                || secret.role() == FileRole.CI
                || secret.file().matches("(?i).*(compose|dev|local|gitpod|\\bci\\b).*");
        String detail = "A password of a database is committed in plain text.";
        String remedy = "Change the password, and take the value from a secret or an unversioned file.";
        return local
                ? Finding.warning("secret-in-plain-text", secret.file(), secret.line(), detail, remedy)
                : Finding.error("secret-in-plain-text", secret.file(), secret.line(), detail, remedy);
    }
}
