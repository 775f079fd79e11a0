package io.switchhook.web.api;

import io.switchhook.memory.VariableChanges;
import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.StoredSubjects;
import io.switchhook.query.StoredVariables;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** What events are about, and the variables kept with it. A subject is one part of the path: a slash in it is sent as {@code %2F}. */
@Path("subjects")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SubjectsResource {
    private final StoredSubjects subjects;
    private final StoredVariables variables;
    private final VariableChanges changes;

    @Inject
    public SubjectsResource(StoredSubjects subjects, StoredVariables variables, VariableChanges changes) {
        this.subjects = subjects;
        this.variables = variables;
        this.changes = changes;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public SubjectsResource() {
        this(null, null, null);
    }

    @GET
    public Document list(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), "prefix", "cursor", "limit");
        return new ReadyDocument(
                VariableJson.subjects(subjects.page(query.text("prefix"), query.page(Listing.SUBJECTS))));
    }

    @GET
    @Path("{subject}")
    public Document one(@PathParam("subject") String subject, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return subjects.find(Query.storable(subject))
                .map(VariableJson::subject)
                .map(ReadyDocument::new)
                .orElseThrow(() -> Refusal.notFound("No event and no variable is kept of this subject."));
    }

    @GET
    @Path("{subject}/variables/{name}")
    public Document variable(
            @PathParam("subject") String subject, @PathParam("name") String name, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return shown(subject, name);
    }

    @PUT
    @Path("{subject}/variables/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Document set(
            @PathParam("subject") String subject,
            @PathParam("name") String name,
            @Context UriInfo uri,
            @Context SecurityContext user,
            InputStream body) {
        new Query(uri.getQueryParameters());
        String admin = VariableAnswers.admin(user);
        JsonValue value = VariableAnswers.value(body);
        return VariableAnswers.changed(() -> {
            changes.setOfSubject(subject, name, value, admin);
            return shown(subject, name);
        });
    }

    @DELETE
    @Path("{subject}/variables/{name}")
    public Response drop(
            @PathParam("subject") String subject,
            @PathParam("name") String name,
            @Context UriInfo uri,
            @Context SecurityContext user) {
        new Query(uri.getQueryParameters());
        String admin = VariableAnswers.admin(user);
        if (!changes.dropOfSubject(Query.storable(subject), Query.storable(name), admin)) {
            throw VariableAnswers.unknown();
        }
        return Response.noContent().build();
    }

    private Document shown(String subject, String name) {
        return variables
                .ofSubject(Query.storable(subject), Query.storable(name))
                .map(VariableJson::ofSubject)
                .map(ReadyDocument::new)
                .orElseThrow(VariableAnswers::unknown);
    }
}
