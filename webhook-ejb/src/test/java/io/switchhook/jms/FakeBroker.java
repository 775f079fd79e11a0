package io.switchhook.jms;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections to it, keeps what is sent, refuses what is for a full queue when that is to be kept, and answers or not. */
public final class FakeBroker {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger closedWhileInterrupted = new AtomicInteger();
    volatile boolean closeFails;
    volatile boolean answers = true;

    private final Set<String> full = ConcurrentHashMap.newKeySet();
    private final List<List<Sent>> kept = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeKeeping = () -> {};

    /** A message in a queue. */
    public record Sent(String queue, String text) {}

    public ConnectionFactory factory() {
        return fake(ConnectionFactory.class, (method, arguments) -> {
            opened.incrementAndGet();
            return fake(Connection.class, this::onConnection);
        });
    }

    /** What was kept, together what came in one transaction. */
    public List<List<Sent>> kept() {
        return kept;
    }

    public void fill(String queue) {
        full.add(queue);
    }

    public void empty(String queue) {
        full.remove(queue);
    }

    /** From now on it answers or not. */
    public void answer(boolean does) {
        answers = does;
    }

    /** Runs whenever something is to be kept, on the thread that sends. */
    public void beforeKeeping(Runnable action) {
        beforeKeeping = action;
    }

    private Object onConnection(String method, Object... arguments) {
        if (method.equals("createSession")) {
            return fake(Session.class, new FakeSession((boolean) arguments[0])::called);
        }
        if (method.equals("close")) {
            closed.incrementAndGet();
            closedWhileInterrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
            if (closeFails) {
                throw new IllegalArgumentException("closing failed");
            }
        }
        return null;
    }

    private void keep(List<Sent> together) throws JMSException {
        beforeKeeping.run();
        for (Sent sent : together) {
            if (full.contains(sent.queue())) {
                throw new JMSException("Address " + sent.queue() + " is full");
            }
        }
        kept.add(List.copyOf(together));
    }

    private final class FakeSession {
        private final boolean transacted;
        private final List<Sent> open = new ArrayList<>();

        FakeSession(boolean transacted) {
            this.transacted = transacted;
        }

        Object called(String method, Object... arguments) throws JMSException {
            if (method.equals("createProducer")) {
                return fake(MessageProducer.class, this::onProducer);
            }
            if (!answers) {
                throw new JMSException("Connection is destroyed");
            }
            return switch (method) {
                case "createTextMessage" -> fake(TextMessage.class, (getText, none) -> arguments[0]);
                case "createBytesMessage" -> {
                    List<String> written = new ArrayList<>();
                    yield fake(
                            BytesMessage.class,
                            (write, bytes) -> write.equals("toString")
                                    ? String.join("", written)
                                    : written.add(new String((byte[]) bytes[0], UTF_8)));
                }
                case "createQueue" -> fake(Queue.class, (getQueueName, none) -> arguments[0]);
                case "commit" -> {
                    keep(open);
                    open.clear();
                    yield null;
                }
                default -> {
                    open.clear();
                    yield null;
                }
            };
        }

        private static String text(Object message) throws JMSException {
            return message instanceof TextMessage text ? text.getText() : message.toString();
        }

        private Object onProducer(String method, Object... arguments) throws JMSException {
            if (method.equals("send")) {
                Sent sent = new Sent(((Queue) arguments[0]).getQueueName(), text(arguments[1]));
                if (transacted) {
                    open.add(sent);
                } else {
                    keep(List.of(sent));
                }
            }
            return null;
        }
    }

    /** What a call of a method returns. */
    private interface Calls {
        Object of(String method, Object... arguments) throws JMSException;
    }

    private static <T> T fake(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.of(method.getName(), arguments)));
    }
}
