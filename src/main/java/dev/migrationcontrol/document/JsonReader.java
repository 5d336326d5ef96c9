package dev.migrationcontrol.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** JSON. */
final class JsonReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonReader() {}

    /** @return the line of a fault; 0 where there is none */
    static int read(String text, NodeBuilder builder) {
        int line = 1;
        String key = "";
        try (JsonParser parser = FACTORY.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                line = parser.currentTokenLocation().getLineNr();
                if (token == JsonToken.FIELD_NAME) {
                    key = parser.currentName();
                    continue;
                }
                if (token.isStructEnd()) {
                    builder.close();
                } else if (token.isStructStart()) {
                    builder.open(key, line);
                } else {
                    builder.leaf(key, parser.getText(), line);
                }
                key = "";
            }
            return 0;
        } catch (JsonProcessingException e) {
            return e.getLocation() == null
                    ? line
                    : Math.max(line, e.getLocation().getLineNr());
        } catch (IOException | NodeBuilder.TooMuch e) {
            return line;
        }
    }
}
