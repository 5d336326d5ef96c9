package dev.migrationcontrol.statement;

import dev.migrationcontrol.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type.
 *
 * @param base its name as the server writes it, such as {@code character varying}
 * @param modifiers the numbers after it, such as a length
 */
public record TypeName(String base, List<Integer> modifiers, boolean array) {
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("bool", "boolean"),
            Map.entry("varchar", "character varying"),
            Map.entry("char varying", "character varying"),
            Map.entry("char", "character"),
            Map.entry("bpchar", "character"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("float", "double precision"),
            Map.entry("float8", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timetz", "time with time zone"),
            Map.entry("time", "time without time zone"),
            Map.entry("varbit", "bit varying"),
            Map.entry("serial4", "serial"),
            Map.entry("serial8", "bigserial"),
            Map.entry("serial2", "smallserial"));

    private static final Pattern MODIFIERS = Pattern.compile("\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\)");

    public TypeName {
        modifiers = List.copyOf(modifiers);
    }

    static TypeName of(Tokens tokens) {
        return tokens.size() == 0 ? of("") : of(Expression.of(tokens).text());
    }

    /** A type as it is written in a statement or by the server. */
    public static TypeName of(String written) {
        List<Integer> modifiers = new ArrayList<>();
        Matcher found = MODIFIERS.matcher(written);
        String rest = written;
        if (found.find()) {
            modifiers.add(Integer.valueOf(found.group(1)));
            if (found.group(2) != null) {
                modifiers.add(Integer.valueOf(found.group(2)));
            }
            rest = found.replaceFirst("");
        }
        String lower = rest.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
        boolean array = lower.contains("[") || lower.endsWith(" array");
        String plain = lower.replaceAll("\\[\\d*]| array$", "")
                .replaceAll("\\s*\\(\\s*", "(")
                .replaceFirst("^pg_catalog\\.", "")
                .replace("\"", "")
                .strip();
        String base = SPELLINGS.getOrDefault(plain, plain);
        boolean oneCharacter = base.equals("character") && modifiers.isEmpty() && !plain.equals("bpchar");
        return new TypeName(base, oneCharacter ? List.of(1) : modifiers, array);
    }

    public boolean isSerial() {
        return base.equals("serial") || base.equals("bigserial") || base.equals("smallserial");
    }

    @Override
    public String toString() {
        String numbers = modifiers.isEmpty()
                ? ""
                : "(" + String.join(",", modifiers.stream().map(String::valueOf).toList()) + ")";
        return base + numbers + (array ? "[]" : "");
    }
}
