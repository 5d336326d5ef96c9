package dev.migrationcontrol.access.issuer;

import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiRecorder;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Prepares the OpenAPI document when it is first asked for. Quarkus does that at every start, where it takes two fifths of
 * the time: it reads the document that the build has made, passes it through the filters, and writes it again twice.
 */
@Singleton
final class LateDocument {
    private boolean prepared;

    /** Before Quarkus looks for the document of the build, which it does without where there is none. */
    void postpone(@Observes @Initialized(ApplicationScoped.class) Object start) {
        OpenApiConstants.classLoader = new ClassLoader(null) {};
    }

    /** Goes before the route that answers. */
    void register(@Observes Router router) {
        router.routeWithRegex("/q/openapi(\\.json|\\.ya?ml)?").order(-1).blockingHandler(this::prepare);
    }

    private void prepare(RoutingContext request) {
        prepareOnce();
        request.next();
    }

    private synchronized void prepareOnce() {
        if (prepared) {
            return;
        }
        OpenApiConstants.classLoader = null;
        Map<RunStage, List<String>> filters = new EnumMap<>(RunStage.class);
        for (RunStage stage : RunStage.values()) {
            filters.put(stage, List.of());
        }
        filters.put(RunStage.RUNTIME_STARTUP, List.of(PeopleSchemeFilter.class.getName()));
        new OpenApiRecorder(null, null).prepareDocument(null, filters, OpenApiConstants.DEFAULT_DOCUMENT_NAME);
        prepared = true;
    }
}
