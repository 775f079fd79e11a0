package io.switchhook.jms;

import io.switchhook.config.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Sessions kept open on the factory named by {@code switchhook.jms.connection-factory}, which must not be pooled nor XA: a send
 * on a kept session costs a third of one through the server's pool. Opened when needed, so that the application starts while the
 * broker is away; one that failed is thrown away with all that idle, since they are likely stale too.
 */
@ApplicationScoped
public class KeptSessions {
    /** Setting that names the connection factory in JNDI. */
    public static final String FACTORY_KEY = "switchhook.jms.connection-factory";

    private static final Logger LOG = System.getLogger(KeptSessions.class.getName());

    private final Settings settings;
    private final Queue<KeptSession> plain = new ConcurrentLinkedQueue<>();
    private final Queue<KeptSession> transacted = new ConcurrentLinkedQueue<>();
    private final Map<String, Destination> destinations = new ConcurrentHashMap<>();
    private volatile ConnectionFactory factory;
    private volatile boolean stopped;

    @Inject
    public KeptSessions(Settings settings) {
        this.settings = settings;
    }

    protected KeptSessions() {
        this(null); // for the CDI client proxy
    }

    /** What to do with a session. */
    @FunctionalInterface
    public interface Work {
        void with(KeptSession session) throws JMSException;
    }

    /**
     * Sends outside any transaction: when this returns, the broker has each persistent message on disk.
     *
     * @throws JMSRuntimeException if the broker cannot be reached or refuses
     */
    public void plainly(Work work) {
        use(plain, false, work);
    }

    /**
     * Sends in one local transaction: all or none.
     *
     * @throws JMSRuntimeException if the broker cannot be reached or refuses
     */
    public void inTransaction(Work work) {
        use(transacted, true, session -> {
            work.with(session);
            session.commit();
        });
    }

    /**
     * Asks the broker and waits for its answer; sends nothing.
     *
     * @throws JMSRuntimeException if the broker cannot be reached
     */
    public void check() {
        use(transacted, true, KeptSession::rollback);
    }

    private void use(Queue<KeptSession> idle, boolean isTransacted, Work work) {
        KeptSession session = null;
        boolean sound = false;
        try {
            KeptSession kept = idle.poll();
            session = kept == null ? open(isTransacted) : kept;
            work.with(session);
            sound = true;
        } catch (JMSException failed) {
            throw new JMSRuntimeException(failed.getMessage(), failed.getErrorCode(), failed);
        } finally {
            if (sound && !stopped) {
                idle.add(session);
            } else {
                close(session);
                closeIdle();
            }
        }
    }

    private KeptSession open(boolean isTransacted) throws JMSException {
        Connection connection = factory().createConnection();
        try {
            return new KeptSession(connection, isTransacted, this::destination);
        } catch (JMSException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private ConnectionFactory factory() {
        ConnectionFactory known = factory;
        if (known == null) {
            known = lookup(
                    settings.text(FACTORY_KEY).orElse("jms/SwitchhookConnectionFactory"), ConnectionFactory.class);
            factory = known;
        }
        return known;
    }

    private Destination destination(String name) {
        return destinations.computeIfAbsent(name, key -> lookup(key, Destination.class));
    }

    private static <T> T lookup(String name, Class<T> type) {
        try {
            return type.cast(new InitialContext().lookup(name));
        } catch (NamingException | ClassCastException missing) {
            throw new JMSRuntimeException(
                    "JNDI name " + name + " does not lead to a " + type.getSimpleName(), null, missing);
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
        closeIdle();
    }

    private void closeIdle() {
        for (Queue<KeptSession> idle : List.of(plain, transacted)) {
            for (KeptSession session = idle.poll(); session != null; session = idle.poll()) {
                close(session);
            }
        }
    }

    private static void close(KeptSession session) {
        if (session != null) {
            try {
                session.close();
            } catch (JMSException alreadyGone) {
                LOG.log(Level.DEBUG, "Closing a broken session", alreadyGone);
            }
        }
    }
}
