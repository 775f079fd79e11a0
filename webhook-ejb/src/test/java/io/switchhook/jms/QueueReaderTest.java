package io.switchhook.jms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueReaderTest {
    private static final Object CLOSED = new Object();

    /** What is in the queue, in its order; a text, or a message of another kind. */
    private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final BlockingQueue<List<Taken>> works = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<String>> emptied = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    /** How connection and session are ended. */
    private final List<String> endings = new CopyOnWriteArrayList<>();

    private volatile Throwable failure;
    private final QueueReader reader =
            new QueueReader(this::factory, "q", 3, () -> {}, this::work, () -> emptied.add(List.copyOf(told)));
    private final Thread thread = new Thread(reader);

    @AfterEach
    void end() throws InterruptedException {
        reader.stop();
        thread.join(SECONDS.toMillis(10));
        assertThat(thread.isAlive()).isFalse();
    }

    private void work(List<Taken> messages) {
        works.add(messages);
        Throwable failing = failure;
        failure = null;
        if (failing instanceof Error error) {
            throw error;
        }
        if (failing instanceof RuntimeException exception) {
            throw exception;
        }
        told.add("worked");
    }

    @Test
    void takesWhatIsThereTogetherUpToItsMostAndCommitsAfterTheWork() throws InterruptedException {
        queue.addAll(List.of("a", "b", "c", "d"));
        thread.start();

        assertThat(texts(works.poll(10, SECONDS))).containsExactly("a", "b", "c");
        assertThat(texts(works.poll(10, SECONDS))).containsExactly("d");
        end();
        assertThat(told).containsExactly("worked", "commit", "worked", "commit");
    }

    @Test
    void saysOnceThatTheQueueIsEmptyWhenAllThatWasInItIsDone() throws InterruptedException {
        queue.addAll(List.of("a", "b", "c", "d"));
        thread.start();

        assertThat(emptied.poll(10, SECONDS)).containsExactly("worked", "commit", "worked", "commit");
        queue.add("e");
        works.poll(10, SECONDS);
        works.poll(10, SECONDS);
        works.poll(10, SECONDS);
        end();
        assertThat(emptied).isEmpty();
    }

    @Test
    void saysThatAnEmptyQueueIsEmpty() throws InterruptedException {
        thread.start();

        assertThat(emptied.poll(10, SECONDS)).isEmpty();
    }

    @Test
    void whatTheWorkThrowsIsNotCommittedAndTheQueueIsReadAgain() throws InterruptedException {
        failure = new IllegalStateException("no");
        queue.add("a");
        thread.start();
        assertThat(texts(works.poll(10, SECONDS))).containsExactly("a");
        queue.add("a"); // as the broker gives it again

        assertThat(texts(works.poll(10, SECONDS))).containsExactly("a");
        end();
        assertThat(told).containsExactly("worked", "commit");
        assertThat(connections).hasValue(2);
    }

    @Test
    void anErrorDoesNotEndTheQueuesOnlyReader() throws InterruptedException {
        failure = new OutOfMemoryError("for a moment");
        queue.addAll(List.of("a"));
        thread.start();
        works.poll(10, SECONDS);
        queue.add("b");

        assertThat(texts(works.poll(10, SECONDS))).containsExactly("b");
    }

    @Test
    void bytesAreATextInUtf8() throws InterruptedException {
        queue.add("Zoë".getBytes(UTF_8));
        thread.start();

        assertThat(texts(works.poll(10, SECONDS))).containsExactly("Zoë");
    }

    @Test
    void aMessageWithoutTextIsHandedOnAsSuch() throws InterruptedException {
        queue.add(42);
        thread.start();

        List<Taken> taken = works.poll(10, SECONDS);

        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).text()).isEmpty();
        assertThat(taken.get(0).id()).isEqualTo("ID:42");
    }

    /** A consumer that closes makes way for one on another node, which may be given later messages before those are back. */
    @Test
    void givesBackWhatItWasHandedInAdvanceBeforeItsConsumerCloses() throws InterruptedException {
        thread.start();
        emptied.poll(10, SECONDS);
        end();

        assertThat(endings).containsExactly("stop", "rollback", "close");
    }

    private static List<String> texts(List<Taken> taken) {
        return taken.stream().map(one -> one.text().orElseThrow()).toList();
    }

    private ConnectionFactory factory() {
        return fake(ConnectionFactory.class, (proxy, method, arguments) -> {
            connections.incrementAndGet();
            return fake(Connection.class, (p, m, a) -> switch (m.getName()) {
                case "createSession" -> session();
                case "stop", "close" -> {
                    endings.add(m.getName());
                    yield null;
                }
                default -> null;
            });
        });
    }

    private Session session() {
        return fake(Session.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "createQueue" -> fake(Queue.class, (p, m, a) -> null);
            case "createConsumer" -> fake(MessageConsumer.class, this::consume);
            case "commit" -> {
                told.add("commit");
                yield null;
            }
            case "rollback" -> {
                endings.add("rollback");
                yield null;
            }
            default -> null;
        });
    }

    private Object consume(Object proxy, java.lang.reflect.Method method, Object[] arguments)
            throws JMSException, InterruptedException {
        return switch (method.getName()) {
            case "receive" -> message(queue.take());
            case "receiveNoWait" -> message(queue.poll());
            case "close" -> {
                queue.add(CLOSED);
                yield null;
            }
            default -> null;
        };
    }

    private static Message message(Object content) {
        if (content == null || content == CLOSED) {
            return null;
        }
        Class<? extends Message> type = content instanceof String
                ? TextMessage.class
                : content instanceof byte[] ? BytesMessage.class : MapMessage.class;
        return fake(type, (proxy, method, arguments) -> switch (method.getName()) {
            case "isBodyAssignableTo" -> ((Class<?>) arguments[0]).isInstance(content);
            case "getBody" -> content;
            case "getJMSMessageID" -> "ID:" + content;
            default -> String.valueOf(content);
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }
}
