package dev.migrationcontrol.problem.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/** Text of requests, also in keys, that PostgreSQL can keep: no U+0000, and no half of a pair of surrogates. */
final class WholeText extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    WholeText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return require(StringDeserializer.instance.deserialize(parser, context));
    }

    /** Keys of objects. */
    static final class Key extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return require(key);
        }
    }

    private static String require(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must not contain the character U+0000");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    throw new IllegalArgumentException("must not contain one half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }
}
