package dev.migrationcontrol.text;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Makes every value of a Markdown template safe, unless it is Markdown already, and writes values as code. */
@ApplicationScoped
public class MarkdownTemplates implements ResultMapper {
    private static final String TYPE = "text/markdown";

    /** Sections leave a line after themselves; nothing comes after the last. */
    public static String render(TemplateInstance document) {
        return document.render().stripTrailing() + "\n";
    }

    void register(@Observes EngineBuilder engine) {
        engine.addResultMapper(new MarkdownTemplates());
    }

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        return !(result instanceof RawString)
                && origin.getVariant()
                        .map(Variant::getContentType)
                        .filter(type -> type.startsWith(TYPE))
                        .isPresent();
    }

    @Override
    public String map(Object result, Expression expression) {
        return Markdown.plain(result.toString());
    }

    @TemplateExtension
    static RawString code(String text) {
        return new RawString(Markdown.code(text));
    }

    @TemplateExtension
    static RawString code(String file, int line) {
        return code(file + ":" + line);
    }

    @TemplateExtension
    static RawString codes(Collection<String> names, int most) {
        return new RawString(
                names.isEmpty()
                        ? "none"
                        : Listing.of(names.stream().map(Markdown::code).toList(), most));
    }

    @TemplateExtension
    static String listing(Collection<String> names, int most) {
        return Listing.of(names, most);
    }

    @TemplateExtension
    static String joined(Collection<String> names, String between) {
        return String.join(between, names);
    }

    /** A constant as a word. */
    @TemplateExtension
    static String word(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    @TemplateExtension
    static <T> List<T> limit(List<T> rows, int most) {
        return rows.subList(0, Math.min(most, rows.size()));
    }

    /** How many the limit leaves out. */
    @TemplateExtension
    static int left(List<?> rows, int most) {
        return Math.max(0, rows.size() - most);
    }

    /** What comes after a table that was limited. */
    @TemplateExtension
    static RawString more(List<?> rows, int most) {
        int left = left(rows, most);
        return new RawString(left > 0 ? "\n… and " + left + " more; the JSON report has all of them.\n" : "");
    }
}
