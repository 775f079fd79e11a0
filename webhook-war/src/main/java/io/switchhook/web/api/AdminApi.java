package io.switchhook.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The admin API. Names its classes, so that the hooks beside it keep their own answers to errors. */
@ApplicationPath("api")
public class AdminApi extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                EventsResource.class,
                ReceiptsResource.class,
                DeadLettersResource.class,
                RunsResource.class,
                TargetsResource.class,
                NodeResource.class,
                DeskResource.class,
                SourcesResource.class,
                TestResource.class,
                TopicsResource.class,
                TriggersResource.class,
                WorkflowsResource.class,
                DataActionsResource.class,
                DataActionTestResource.class,
                DefinitionsResource.class,
                SchemasResource.class,
                ProblemsResource.class,
                VariablesResource.class,
                SubjectsResource.class,
                DocumentWriter.class,
                ProblemMapper.class,
                SafeHeaders.class);
    }
}
