package dev.migrationcontrol.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.problem.Problem;
import dev.migrationcontrol.problem.Refusal;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * Shows a problem as a page: that of the form that was sent, with its values, or one of its own. After the journal has
 * seen the problem, which is why it is made here.
 */
@Provider
@Singleton
@Priority(100)
final class ProblemPage implements ContainerResponseFilter {
    private final Instance<Frames> frames;
    private final Instance<ObjectMapper> mapper;
    private final Instance<KeptForm> kept;

    ProblemPage(Instance<Frames> frames, Instance<ObjectMapper> mapper, Instance<KeptForm> kept) {
        this.frames = frames;
        this.kept = kept;
        this.mapper = mapper;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance problem(Frame frame, Answer problem);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getRequestUri().getPath();
        if (!(response.getEntity() instanceof Problem problem) || !path.matches("/console(?:/.*)?")) {
            return;
        }
        Answer answer = new Answer(mapper.get().valueToTree(problem));
        String page = form(answer);
        if (page == null) {
            page = Templates.problem(frames.get().of("environments", problem.title()), answer)
                    .render();
        }
        response.setEntity(page, new Annotation[0], MediaType.valueOf(Pages.HTML));
        response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, Pages.HTML);
    }

    /** The page of the form; null where there is none, or what it shows cannot be read now. */
    private @Nullable String form(Answer problem) {
        try {
            return kept.get().again(problem);
        } catch (Refusal refused) {
            return null;
        }
    }
}
