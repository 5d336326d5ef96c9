package dev.migrationcontrol.problem.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.Problem;
import dev.migrationcontrol.problem.Refusal;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers a body that is no JSON, or JSON of another form, with a 400 that names the field. */
final class JsonErrorMapper {
    /** What a value has to be, for people. */
    private static final Map<Class<?>, String> WORDS = Map.of(
            Integer.class, "a whole number",
            Long.class, "a whole number",
            Boolean.class, "true or false",
            String.class, "text",
            Duration.class, "a duration such as PT2S",
            Instant.class, "a moment such as 2027-01-31T00:00:00Z",
            UUID.class, "an id such as 0192f0c1-7c00-7000-8000-000000000000");

    /** As Jackson's DupDetector says it (2.21). */
    private static final Pattern TWICE = Pattern.compile("Duplicate (?:field|Object property) [\"'](.*)[\"']");

    @ServerExceptionMapper
    Response map(MismatchedInputException e, @Context UriInfo uri) {
        return answer(e, uri);
    }

    @ServerExceptionMapper
    Response map(ValueInstantiationException e, @Context UriInfo uri) {
        return answer(e, uri);
    }

    @ServerExceptionMapper
    Response map(JsonProcessingException e, @Context UriInfo uri) {
        return answer(e, uri);
    }

    private static Response answer(JsonProcessingException e, UriInfo uri) {
        return ProblemResponses.of(Problem.of(refusal(e), ProblemResponses.instance(uri)));
    }

    static Refusal refusal(JsonProcessingException e) {
        if (e.getCause() instanceof Refusal refusal) {
            return refusal;
        }
        Matcher twice = TWICE.matcher(String.valueOf(e.getOriginalMessage()));
        if (twice.lookingAt()) {
            return new InvalidRequest(twice.group(1), "is given twice; each field may be given only once" + place(e));
        }
        if (String.valueOf(e.getOriginalMessage()).startsWith("Trailing token")) {
            return new InvalidRequest("body", "has further text after its JSON object" + place(e));
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return new InvalidRequest(path(unknown), "is not a field of this request; its fields are " + known);
        }
        if (e instanceof InvalidFormatException format) {
            return new InvalidRequest(path(format), "must be " + expected(format.getTargetType()));
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String why = mapping.getCause() instanceof IllegalArgumentException argument
                    ? String.valueOf(argument.getMessage())
                    : "is not of the documented form";
            return new InvalidRequest(path(mapping), why);
        }
        return new InvalidRequest("body", "is not JSON of the documented form" + place(e));
    }

    private static String expected(Class<?> type) {
        if (!type.isEnum()) {
            return WORDS.getOrDefault(type, "of type " + type.getSimpleName());
        }
        return "one of "
                + Arrays.stream(type.getFields())
                        .filter(Field::isEnumConstant)
                        .map(JsonErrorMapper::written)
                        .collect(Collectors.joining(", "));
    }

    private static String written(Field constant) {
        JsonProperty name = constant.getAnnotation(JsonProperty.class);
        return name == null ? constant.getName() : name.value();
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
    }
}
