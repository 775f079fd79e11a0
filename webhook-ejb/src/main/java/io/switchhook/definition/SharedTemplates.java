package io.switchhook.definition;

import io.switchhook.template.Templates;
import io.switchhook.velocity.VelocityTemplates;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one {@link Templates} of the application: what definitions compiled, deliveries find compiled. */
@Dependent
public class SharedTemplates {

    @Produces
    @Singleton
    Templates templates() {
        return new Templates();
    }

    /** Likewise for the templates of data actions. */
    @Produces
    @Singleton
    VelocityTemplates velocity() {
        return new VelocityTemplates();
    }
}
