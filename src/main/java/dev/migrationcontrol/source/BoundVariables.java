package dev.migrationcontrol.source;

import dev.migrationcontrol.document.Node;
import dev.migrationcontrol.document.StructuredText;
import dev.migrationcontrol.source.script.FileMarker;
import dev.migrationcontrol.source.script.TreeView;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables that are never spelled out, because a framework makes their names from fields, properties and prefixes. */
final class BoundVariables {
    private static final Pattern SETTINGS_CLASS =
            Pattern.compile("(?m)^class\\s+(\\w+)\\(([^)]*Settings[^)]*)\\)\\s*:");
    private static final Pattern PREFIX = Pattern.compile("env_prefix\\s*[=:]\\s*[\"'](\\w*)[\"']");
    private static final Pattern FIELD = Pattern.compile("^(?:    |\\t)(\\w+)\\s*:\\s*[\\w\"'\\[].*");
    private static final Pattern PROPERTY = Pattern.compile(
            "^(?:%[\\w-]+\\.)?((?:spring|quarkus)\\.[\\w.\"-]*(?:datasource|r2dbc|flyway|liquibase)[\\w.\"-]*)\\s*[=:].*");
    private static final Pattern ANNOTATED =
            Pattern.compile("@(?:ConfigProperty\\(\\s*name\\s*=\\s*|Value\\(\\s*)\"(?:\\$\\{)?([\\w.-]+)[^\"]*\"");
    private static final Pattern VIPER_PREFIX = Pattern.compile("SetEnvPrefix\\(\\s*(?:\"(\\w+)\"|(\\w+)\\s*\\))");
    private static final Pattern VIPER_KEY = Pattern.compile(
            "(?:[vV]iper\\.|\\bv\\.)(?:Get\\w*|SetDefault|BindEnv|MustBindEnv|IsSet)\\(\\s*\"([\\w.-]+)\"");
    private static final Pattern FIGMENT =
            Pattern.compile("(?:Env::prefixed|envy::prefixed|Environment::with_prefix)\\(\\s*\"(\\w+)\"");
    private static final Pattern RUST_FIELD =
            Pattern.compile("^\\s*(?:pub(?:\\([^)]*\\))?\\s+)?(\\w+)\\s*:\\s*[\\w<:>&' ]+,?.*$");
    private static final Pattern CLAP = Pattern.compile("#\\[\\s*(?:clap|arg|structopt)\\([^)\\]]*\\benv\\b(?!\\s*=)");
    private static final Pattern CONNECTS = Pattern.compile(
            "(?:URL|URI|DSN|HOST|PORT|USERNAME|USER|PASSWORD|DATABASE|NAME|SERVER)(?:_OVERRIDE|_FILE)?$");

    private final TreeView view;
    private final VariableScan scan;

    BoundVariables(TreeView view, VariableScan scan) {
        this.view = view;
        this.scan = scan;
    }

    void find() {
        view.marked(FileMarker.BASE_SETTINGS).stream()
                .filter(file -> file.extension().equals("py"))
                .forEach(this::pydantic);
        view.marked(FileMarker.FIGMENT).stream()
                .filter(file -> file.extension().equals("rs"))
                .forEach(this::rust);
        view.marked(FileMarker.CLAP).stream()
                .filter(file -> file.extension().equals("rs"))
                .forEach(this::clap);
        viper();
        new GoFields(scan).find(view);
        view.tree().files().forEach(this::java);
    }

    private void pydantic(SourceFile file) {
        SourceText text = view.text(file);
        Matcher settings = BoundedPattern.in(SETTINGS_CLASS, text.text());
        while (settings.find()) {
            int first = text.lineAt(settings.start()) + 1;
            int last = first;
            while (last <= text.lines()
                    && (text.line(last).isBlank()
                            || Character.isWhitespace(text.line(last).charAt(0))
                            || text.line(last).startsWith(")"))) {
                last++;
            }
            String body = text.text()
                    .substring(
                            settings.start(), last > text.lines() ? text.text().length() : text.offsetOf(last));
            Matcher prefixed = BoundedPattern.in(PREFIX, body);
            String prefix = prefixed.find() ? String.valueOf(prefixed.group(1)) : "";
            for (int line = first; line < last; line++) {
                Matcher field = BoundedPattern.in(FIELD, text.line(line));
                if (field.matches()) {
                    String name = String.valueOf(field.group(1));
                    bind(
                            file,
                            line,
                            VariableNames.fromProperty(prefix + name),
                            "field " + name + " of " + settings.group(1)
                                    + (prefix.isEmpty() ? "" : " with the prefix " + prefix));
                }
            }
        }
    }

    private void rust(SourceFile file) {
        SourceText text = view.text(file);
        Matcher prefixed = BoundedPattern.in(FIGMENT, text.text());
        while (prefixed.find()) {
            String given = String.valueOf(prefixed.group(1));
            String prefix = given.endsWith("_") ? given : given + "_";
            for (int line = 1; line <= text.lines(); line++) {
                Matcher field = BoundedPattern.in(RUST_FIELD, text.line(line));
                if (field.matches()) {
                    bind(
                            file,
                            line,
                            prefix + VariableNames.fromProperty(String.valueOf(field.group(1))),
                            "field " + field.group(1) + " with the prefix " + prefix);
                }
            }
        }
    }

    /** clap reads a field marked with a bare {@code env} from the variable of its name. */
    private void clap(SourceFile file) {
        SourceText text = view.text(file);
        boolean marked = false;
        for (int line = 1; line <= text.lines(); line++) {
            String content = text.line(line);
            Matcher field = BoundedPattern.in(RUST_FIELD, content);
            if (BoundedPattern.in(CLAP, content).find()) {
                marked = true;
            } else if (marked && field.matches()) {
                bind(
                        file,
                        line,
                        VariableNames.fromProperty(String.valueOf(field.group(1))),
                        "field " + field.group(1) + " of an argument parser");
                marked = false;
            }
        }
    }

    private void viper() {
        List<SourceFile> files = view.marked(FileMarker.VIPER).stream()
                .filter(file -> file.extension().equals("go"))
                .toList();
        String prefix = "";
        for (SourceFile file : files) {
            Matcher prefixed = BoundedPattern.in(VIPER_PREFIX, view.text(file).text());
            if (prefix.isEmpty() && prefixed.find()) {
                prefix = prefix(view.text(file).text(), prefixed);
            }
        }
        for (SourceFile file : files) {
            SourceText text = view.text(file);
            Matcher key = BoundedPattern.in(VIPER_KEY, text.text());
            while (key.find()) {
                bind(
                        file,
                        text.lineAt(key.start()),
                        prefix + VariableNames.fromProperty(String.valueOf(key.group(1))),
                        "key " + key.group(1) + " of viper" + (prefix.isEmpty() ? "" : " with the prefix " + prefix));
            }
        }
    }

    private static String prefix(String text, Matcher prefixed) {
        if (prefixed.group(1) != null) {
            return String.valueOf(prefixed.group(1)).toUpperCase(Locale.ROOT) + "_";
        }
        Pattern constant = Pattern.compile("\\b" + prefixed.group(2) + "\\s*(?:string\\s*)?:?=\\s*\"(\\w+)\"");
        Matcher held = BoundedPattern.in(constant, text);
        return held.find() ? String.valueOf(held.group(1)).toUpperCase(Locale.ROOT) + "_" : "";
    }

    private void java(SourceFile file) {
        boolean configuration =
                file.name().matches("(application|bootstrap|microprofile-config)[\\w.-]*\\.(properties|ya?ml)");
        if (configuration && file.extension().equals("properties")) {
            properties(file);
        } else if (configuration) {
            yaml(file);
        } else if (file.extension().equals("java") || file.extension().equals("kt")) {
            if (view.isMarked(FileMarker.CONFIG_PROPERTY, file)) {
                annotations(file);
            }
        }
    }

    private void properties(SourceFile file) {
        SourceText text = view.text(file);
        for (int line = 1; line <= text.lines(); line++) {
            Matcher property = BoundedPattern.in(PROPERTY, text.line(line));
            if (property.matches()) {
                bind(
                        file,
                        line,
                        VariableNames.fromProperty(String.valueOf(property.group(1))),
                        "property " + property.group(1));
            }
        }
    }

    private void annotations(SourceFile file) {
        SourceText text = view.text(file);
        Matcher annotated = BoundedPattern.in(ANNOTATED, text.text());
        while (annotated.find()) {
            bind(
                    file,
                    text.lineAt(annotated.start()),
                    VariableNames.fromProperty(String.valueOf(annotated.group(1))),
                    "property " + annotated.group(1));
        }
    }

    private void yaml(SourceFile file) {
        StructuredText document =
                StructuredText.of("yaml", Templates.plain(view.text(file).text()));
        document.root().members().forEach(each -> yaml(file, "", each));
    }

    private void yaml(SourceFile file, String above, Node node) {
        String path = above.isEmpty() ? node.name() : above + "." + node.name();
        node.members().forEach(each -> yaml(file, path, each));
        String property = path.replace("\"", "").replaceFirst("^%[\\w-]+\\.", "");
        if (!node.value().isEmpty()
                && BoundedPattern.in(PROPERTY, property + ": x").matches()) {
            bind(file, node.line(), VariableNames.fromProperty(property), "property " + property);
        } else if (!node.value().isEmpty()) {
            scan.keys().add(property, file, node.line());
        }
    }

    private void bind(SourceFile file, int line, String variable, String how) {
        if (VariableNames.isDatabase(variable)
                && BoundedPattern.in(CONNECTS, variable).find()) {
            scan.add(variable, new VariableUse(file.path(), line, VariableUse.Kind.READS, how));
        }
    }
}
