package io.switchhook.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.lang.reflect.Proxy;

/** Counts the connections to it, and answers or not. Used by one thread. */
final class FakeBroker {
    int opened;
    int closed;
    int closedWhileInterrupted;
    boolean closeFails;
    boolean answers = true;

    ConnectionFactory factory() {
        return fake(ConnectionFactory.class, method -> {
            opened++;
            return fake(Connection.class, this::onConnection);
        });
    }

    private Object onConnection(String method) {
        if (method.equals("createSession")) {
            return fake(Session.class, this::onSession);
        }
        if (method.equals("close")) {
            closed++;
            closedWhileInterrupted += Thread.currentThread().isInterrupted() ? 1 : 0;
            if (closeFails) {
                throw new IllegalArgumentException("closing failed");
            }
        }
        return null;
    }

    private Object onSession(String method) throws JMSException {
        if (method.equals("createProducer")) {
            return fake(MessageProducer.class, call -> null);
        }
        if (!answers) {
            throw new JMSException("Connection is destroyed");
        }
        return null;
    }

    /** What a call of a method returns. */
    private interface Calls {
        Object of(String method) throws JMSException;
    }

    private static <T> T fake(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.of(method.getName())));
    }
}
