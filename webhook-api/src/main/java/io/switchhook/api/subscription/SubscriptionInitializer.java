package io.switchhook.api.subscription;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;

/**
 * Starts the subscription with a web module and stops it with it.
 *
 * <p>CDI's own notice, {@code @Initialized(ApplicationScoped.class)}, will not do: WildFly gives a web module's only to beans
 * inside that module, and an EAR's without a naming context, so that observers could look up neither {@code java:app} nor
 * {@code java:comp}. The servlet container calls this class for each web module, from {@code WEB-INF/lib} and an EAR's
 * {@code lib} alike.
 */
public class SubscriptionInitializer implements ServletContainerInitializer {

    /** Called by the servlet container alone. */
    public SubscriptionInitializer() {}

    @Override
    public void onStartup(Set<Class<?>> handled, ServletContext module) {
        module.addListener(new ModuleListener());
    }

    private static final class ModuleListener implements ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent begin) {
            lifecycle().start();
        }

        @Override
        public void contextDestroyed(ServletContextEvent end) {
            lifecycle().stop();
        }

        private static SubscriptionLifecycle lifecycle() {
            return CDI.current().select(SubscriptionLifecycle.class).get();
        }
    }
}
