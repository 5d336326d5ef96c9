package dev.migrationcontrol.problem.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.UUID;

/**
 * Reads JSON to the letter. What a lenient reader guesses, such as which of two values of one key counts, is what a
 * request for a change must never depend on.
 */
@Singleton
final class StrictJson implements ObjectMapperCustomizer {
    /** The last one to be asked, since the last reader that is registered for a type is the one that is used. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.setConfig(mapper.getDeserializationConfig().without(MapperFeature.ALLOW_COERCION_OF_SCALARS));
        // Text that is empty or blank would else count as null, and so as false (Jackson 2.21).
        mapper.coercionConfigDefaults()
                .setAcceptBlankAsEmpty(false)
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        mapper.registerModule(new SimpleModule("strict")
                .addDeserializer(String.class, new WholeText())
                .addKeyDeserializer(String.class, new WholeText.Key())
                .addDeserializer(Duration.class, new Written<>(Duration.class, Duration::parse))
                .addDeserializer(UUID.class, new Written<>(UUID.class, Written::uuid)));
    }

    /** A value that JSON writes as text of one form only; the usual readers take numbers, blanks and binary data too. */
    private static final class Written<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private static final int LENGTH_OF_UUID = 36;

        private final Class<T> type;
        private final transient Reader<T> reader;

        private interface Reader<T> {
            T read(String text);
        }

        Written(Class<T> type, Reader<T> reader) {
            super(type);
            this.type = type;
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw context.wrongTokenException(parser, type, JsonToken.VALUE_STRING, "must be text");
            }
            try {
                return reader.read(text);
            } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
                throw context.weirdStringException(text, type, "is not of the form");
            }
        }

        static UUID uuid(String text) {
            if (text.length() != LENGTH_OF_UUID) {
                throw new IllegalArgumentException(text);
            }
            return UUID.fromString(text);
        }
    }
}
