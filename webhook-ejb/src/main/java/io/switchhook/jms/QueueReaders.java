package io.switchhook.jms;

import io.switchhook.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;

/**
 * Makes readers of queues, on the connection factory named by {@code switchhook.jms.engine-connection-factory}. It may send
 * messages ahead to a consumer: each of our queues is read by one, or by any that is free.
 */
@ApplicationScoped
public class QueueReaders {
    /** Setting that names the connection factory in JNDI. */
    public static final String FACTORY_KEY = "switchhook.jms.engine-connection-factory";

    private final Settings settings;

    @Inject
    public QueueReaders(Settings settings) {
        this.settings = settings;
    }

    protected QueueReaders() {
        this(null); // for the CDI client proxy
    }

    /**
     * @param most messages taken together
     * @param emptied done when the queue is found empty for the first time, the work with all that was in it having returned
     */
    public QueueReader of(String queue, int most, QueueReader.Turn turn, QueueReader.Work work, Runnable emptied) {
        return new QueueReader(this::factory, queue, most, turn, work, emptied);
    }

    private ConnectionFactory factory() {
        return KeptSessions.lookup(settings.text(FACTORY_KEY).orElse("jms/SwitchhookEngineConnectionFactory"));
    }
}
