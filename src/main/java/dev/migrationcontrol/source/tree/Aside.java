package dev.migrationcontrol.source.tree;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.Locale;
import java.util.regex.Pattern;

/** Places of a tree whose scripts are not those of its own database: of tests, templates, generators and examples. */
public final class Aside {
    private static final Pattern PATH = Pattern.compile(
            "(?:^|.*/)(?:[\\w-]*templates?|generators?|scaffold(?:s|ing)?|boilerplates?|skeletons?|cookiecutter[^/]*|\\{\\{[^/]*|examples?|samples?|demos?|tutorials?"
                    + "|playgrounds?|benchmarks?|testbeds?|tests?[-_][\\w-]{0,30}migrations?|test[-_]?(?:data|migrations?|fixtures?|cases?|resources?)|mocks?|fixtures?|stubs?|docs?|documentation)(?:/.*)?");

    private Aside() {}

    /** Whether a directory, or a file that holds migrations, is such a place. */
    public static boolean is(String location) {
        return isOfTests(location)
                || BoundedPattern.in(PATH, location.toLowerCase(Locale.ROOT)).matches();
    }

    public static boolean isOfTests(String location) {
        return FileRole.of(new SourceFile(SourceFile.join(location, "1.sql"), 1)) == FileRole.TEST
                || FileRole.of(new SourceFile(location, 1)) == FileRole.TEST;
    }
}
