package io.switchhook.jms;

import io.switchhook.config.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Sessions kept open on the factory named by {@code switchhook.jms.connection-factory}, which must not be pooled nor XA: a send
 * on a kept session costs a third of one through the server's pool. Opened when needed, so that the application starts while the
 * broker is away; one that failed is thrown away, and with it all that idle if it cannot reach the broker any more, since they
 * are likely stale too.
 */
@ApplicationScoped
public class KeptSessions {
    /** Setting that names the connection factory in JNDI. */
    public static final String FACTORY_KEY = "switchhook.jms.connection-factory";

    private static final Logger LOG = System.getLogger(KeptSessions.class.getName());

    private final Settings settings;
    private final Queue<KeptSession> plain = new ConcurrentLinkedQueue<>();
    private final Queue<KeptSession> transacted = new ConcurrentLinkedQueue<>();
    private volatile ConnectionFactory factory;
    private volatile boolean stopped;

    @Inject
    public KeptSessions(Settings settings) {
        this.settings = settings;
    }

    /** Sessions on this factory, whatever the settings say. */
    public KeptSessions(ConnectionFactory factory) {
        this.settings = null;
        this.factory = factory;
    }

    protected KeptSessions() {
        this((Settings) null); // for the CDI client proxy
    }

    /** What to do with a session. */
    @FunctionalInterface
    public interface Work {
        void with(KeptSession session) throws JMSException;
    }

    /**
     * Sends outside any transaction: when this returns, the broker has each persistent message on disk.
     *
     * @throws BrokerRefuses if the broker is there and refuses
     * @throws JMSRuntimeException if it cannot be reached
     */
    public void plainly(Work work) {
        use(plain, false, work);
    }

    /**
     * Sends in one local transaction: all or none.
     *
     * @throws BrokerRefuses if the broker is there and refuses
     * @throws JMSRuntimeException if it cannot be reached
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
        use(transacted, true, KeptSession::check);
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
            throw judged(failed, session);
        } catch (JMSRuntimeException failed) {
            throw failed;
        } catch (RuntimeException failed) {
            // a provider's own exception, as when the thread is interrupted while it waits for the broker
            throw new JMSRuntimeException(failed.toString(), null, failed);
        } finally {
            if (sound && !stopped) {
                idle.add(session);
            } else {
                close(session);
            }
            if (stopped) {
                closeIdle();
            }
        }
    }

    /** Finds out by asking whether the broker is there: JMS knows no difference between the exceptions. */
    private JMSRuntimeException judged(JMSException failed, KeptSession session) {
        if (session != null && answers(session)) {
            return new BrokerRefuses(failed);
        }
        closeIdle();
        return new JMSRuntimeException(failed.getMessage(), failed.getErrorCode(), failed);
    }

    private static boolean answers(KeptSession session) {
        try {
            session.check();
            return true;
        } catch (JMSException | RuntimeException broken) {
            LOG.log(Level.DEBUG, "A session is broken", broken);
            return false;
        }
    }

    private KeptSession open(boolean isTransacted) throws JMSException {
        Connection connection = factory().createConnection();
        try {
            return new KeptSession(connection, isTransacted);
        } catch (JMSException | RuntimeException failed) {
            quietly(connection::close);
            throw failed;
        }
    }

    private ConnectionFactory factory() {
        ConnectionFactory known = factory;
        if (known == null) {
            known = lookup(settings.text(FACTORY_KEY).orElse("jms/SwitchhookConnectionFactory"));
            factory = known;
        }
        return known;
    }

    static ConnectionFactory lookup(String name) {
        try {
            return (ConnectionFactory) new InitialContext().lookup(name);
        } catch (NamingException | ClassCastException missing) {
            throw new JMSRuntimeException(
                    "JNDI name " + name + " does not lead to a connection factory", null, missing);
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
            quietly(session::close);
        }
    }

    /** What is closed waits for the broker, which an interrupted thread could not. */
    private static void quietly(Closing closing) {
        boolean interrupted = Thread.interrupted();
        try {
            closing.close();
        } catch (JMSException | RuntimeException alreadyGone) {
            LOG.log(Level.DEBUG, "Closing a broken session", alreadyGone);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface Closing {
        void close() throws JMSException;
    }
}
