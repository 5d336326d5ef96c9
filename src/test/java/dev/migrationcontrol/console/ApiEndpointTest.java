package dev.migrationcontrol.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiEndpointTest {
    private static final List<Variant> KINDS = Variant.mediaTypes(
                    MediaType.valueOf("text/markdown"), MediaType.APPLICATION_JSON_TYPE)
            .build();

    /** Endpoints as the API has them. */
    static class Endpoints {
        public String chosen(@PathParam("id") String id, @Context Request request, @Context HttpHeaders headers) {
            return id + " " + request.getMethod() + " "
                    + request.selectVariant(KINDS).getMediaType() + " " + headers.getAcceptableMediaTypes();
        }

        public String read(InputStream body) throws IOException {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }

        public String unforeseen(@Context SecurityContext security) {
            return "never";
        }
    }

    private static Object call(String name) {
        return Arrays.stream(Endpoints.class.getDeclaredMethods())
                .filter(each -> each.getName().equals(name))
                .map(each -> new ApiEndpoint(Endpoints::new, each)
                        .call(
                                new ApiEndpoint.Call(
                                        Map.of("id", "7"), Map.of("directory", "billing"), new JsonCall("GET")),
                                new ObjectMapper()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anEndpointOfSeveralRepresentationsAnswersJson() {
        assertThat(call("chosen")).isEqualTo("7 GET application/json [application/json]");
    }

    @Test
    void anEndpointThatReadsItsBodyItselfGetsJson() {
        assertThat(call("read")).isEqualTo("{\"directory\":\"billing\"}");
    }

    @Test
    void whatTheConsoleCannotPassIsNamed() {
        assertThatThrownBy(() -> call("unforeseen"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SecurityContext")
                .hasMessageContaining("unforeseen");
    }
}
