package dev.migrationcontrol.trial;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.script.Script;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A script that did not run on a scratch database.
 *
 * @param follows where the statement is that failed before it, or was left out, and that it needs; null where it fails by
 * its own fault
 * @param template what a program would fill in before the script is run; null where the server read it as SQL
 */
record TrialFailure(
        String rule,
        Script script,
        RunFailure why,
        @Nullable String follows,
        @Nullable String template) {
    static final String UP = "migration-fails";
    static final String DOWN = "undo-fails";
    static final String VERIFY = "verify-fails";
    static final String FOLLOWS = "follows-from-failure";

    private static final Pattern EXTENSION = Pattern.compile("extension(?: control file)? \"([^\"]+)\"");
    private static final Pattern ROLE = Pattern.compile("^role \"([^\"]+)\" does not exist");
    private static final Pattern PLACEHOLDER = Pattern.compile("there is no value for the placeholder (\\S+?)[.\\s]");
    private static final Set<String> NOT_AVAILABLE = Set.of("0A000", "58P01", "42501");

    private static final String SYNTAX = "42601";

    /** Undefined table, column, object, function and schema. */
    private static final Set<String> UNDEFINED = Set.of("42P01", "42703", "42704", "42883", "3F000");

    /** Whether a script is to blame, and not the server, the connection or whoever asked for the end. */
    static boolean isOfScript(RunFailure why) {
        return switch (why.reason()) {
            case STATEMENT_FAILED, SCRIPT_INVALID, CHECK_FAILED -> true;
            default -> false;
        };
    }

    /** Whether the server could not read a statement as SQL. */
    static boolean isOfSyntax(RunFailure why) {
        RunFailure.ServerError error = why.error();
        return error != null && SYNTAX.equals(error.sqlState());
    }

    /** The extension that the server does not have; null when that is not the reason. */
    @Nullable
    String missingExtension() {
        RunFailure.ServerError error = why.error();
        if (error == null || error.sqlState() == null || !NOT_AVAILABLE.contains(error.sqlState())) {
            return null;
        }
        Matcher name = EXTENSION.matcher(why.message());
        return name.find() ? name.group(1).replaceAll(".*/|\\.control$", "") : null;
    }

    /** Flyway's words of a placeholder that has no value; null when that is not the reason. */
    private @Nullable String missingPlaceholder() {
        Matcher name = PLACEHOLDER.matcher(why.message());
        return name.find() ? name.group(1) : null;
    }

    /** The role that the server does not have; null when that is not the reason. */
    private @Nullable String missingRole() {
        Matcher name = ROLE.matcher(why.message());
        return name.find() ? name.group(1) : null;
    }

    /** A condition that the trial cannot provide, when the script is not at fault; null when that is not the reason. */
    @Nullable
    String unavailable() {
        String extension = missingExtension();
        String placeholder = missingPlaceholder();
        String role = missingRole();
        if (extension != null) {
            return "The server cannot create the extension " + extension + ".";
        }
        if (role != null) {
            return "The server has no role " + role + ".";
        }
        if (template != null) {
            return "A program fills in " + template + " before the script is run.";
        }
        return placeholder == null ? null : "The placeholder " + placeholder + " has no value.";
    }

    /** The file of the tree, with the line where it is known. */
    String where(TrialScripts scripts) {
        RunFailure.ServerError error = why.error();
        return scripts.placeOf(script.name()).at(error == null ? 0 : error.line());
    }

    Finding finding(TrialScripts scripts, String system, boolean others) {
        RunFailure.ServerError error = why.error();
        TrialScripts.Place place = scripts.placeOf(script.name());
        String where = where(scripts);
        if (follows != null) {
            return new Finding(
                    FOLLOWS,
                    Severity.INFO,
                    where,
                    "It fails on a scratch database, which follows from " + follows + ", as that did not run."
                            + said(error, script.name()),
                    "Fix that first, and audit the tree again.");
        }
        String missing = missingExtension();
        if (missing != null) {
            return new Finding(
                    "extension-missing-on-server",
                    Severity.WARNING,
                    where,
                    "The server of the scratch databases cannot create the extension " + missing + ", so " + system
                            + " was tried without it." + said(error, script.name()),
                    "Install it there, or name an environment whose server has it as scratchEnvironment.");
        }
        String role = missingRole();
        if (role != null) {
            return new Finding(
                    "role-missing-on-server",
                    Severity.WARNING,
                    where,
                    "The server of the scratch databases has no role " + role + ", so this statement was not tried."
                            + said(error, script.name()),
                    "Create the role there, or do nothing if the databases of " + system + " have it.");
        }
        String placeholder = missingPlaceholder();
        if (placeholder != null) {
            return new Finding(
                    "placeholder-without-value",
                    Severity.WARNING,
                    where,
                    "The placeholder " + placeholder + " has no value in the tree, so " + system
                            + " was tried without what needs it.",
                    "Give one as placeholders of the environment that is named as scratchEnvironment.");
        }
        if (template != null) {
            return new Finding(
                    "template-not-filled",
                    Severity.WARNING,
                    where,
                    "It is a template: a program fills in " + template + " before it is run, so " + system
                            + " was tried without it." + said(error, script.name()),
                    "Print the script as that program gives it to the server, and audit that.");
        }
        String remedy = remedy();
        if (others && error != null && error.sqlState() != null && UNDEFINED.contains(error.sqlState())) {
            remedy += " If another system of the tree creates what is missing, decide their order: each system was"
                    + " tried alone.";
        }
        return new Finding(
                rule,
                rule.equals(UP) ? Severity.ERROR : Severity.WARNING,
                where,
                switch (rule) {
                            case VERIFY ->
                                "This verify script fails on a scratch database, after its deploy script ran.";
                            case DOWN -> "Its down script fails on a scratch database.";
                            default -> "It fails on a scratch database.";
                        }
                        + said(error, rule.equals(VERIFY) ? place.file() : script.name()),
                remedy);
    }

    private String remedy() {
        return switch (rule) {
            case VERIFY ->
                "Find out which is wrong: the deploy script does not do what this one expects, or this one was not changed"
                        + " with it.";
            case DOWN ->
                "Fix the down script in a copy of the file for the one history; what is applied need not change.";
            default -> "Fix it before the consolidation: as it is, no empty database can be built with it.";
        };
    }

    private String said(RunFailure.@Nullable ServerError error, String file) {
        if (error == null) {
            return " " + why.message();
        }
        return " The server says: " + why.message() + " (" + (error.sqlState() == null ? "" : error.sqlState() + ", ")
                + "statement " + error.statement() + ", line " + error.line() + " of " + file + ")."
                + (error.hint() == null ? "" : " " + error.hint());
    }
}
