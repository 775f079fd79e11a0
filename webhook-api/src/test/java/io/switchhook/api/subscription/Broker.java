package io.switchhook.api.subscription;

import io.switchhook.api.wire.HandedOut;
import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.api.wire.Wire;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A broker with one subscription, as far as subscribers use one; of one thread at a time, save for what waits in {@code receive}. */
final class Broker {
    /** What waits to be delivered. */
    final Deque<Map<String, Object>> waiting = new ArrayDeque<>();

    /** Texts of the messages to Switchhook, committed or outside of a transaction. */
    final List<String> reports = new ArrayList<>();

    int commits;
    int consumersMade;
    int consumersOpen;

    /** What is done at the next commit, before it. */
    Runnable atCommit;

    /** What is done when a consumer finds nothing more. */
    Runnable whenEmpty = () -> {};

    synchronized void publish(long delivery, String text) {
        Map<String, Object> message = new HashMap<>();
        message.put(Wire.SUBSCRIBER, "crm");
        message.put(Wire.DELIVERY, delivery);
        message.put(Wire.ATTEMPT, 1);
        message.put("text", text);
        waiting.add(message);
        notifyAll();
    }

    /** Several deliveries in one message. */
    synchronized void publish(List<HandedOut> deliveries) {
        Map<String, Object> message = new HashMap<>();
        message.put(Wire.SUBSCRIBER, "crm");
        message.put(Wire.TOGETHER, deliveries.size());
        message.put("text", HandedOut.toText(deliveries));
        waiting.add(message);
        notifyAll();
    }

    /** The numbers of the deliveries that wait. */
    List<Object> deliveriesWaiting() {
        return waiting.stream().map(message -> message.get(Wire.DELIVERY)).toList();
    }

    /** The reports, by message. */
    List<List<SubscriberReport>> reported() {
        return reports.stream().map(SubscriberReport::fromText).toList();
    }

    JMSContext connect(int mode) {
        return new Session(mode == JMSContext.SESSION_TRANSACTED).context;
    }

    private interface Call {
        Object on(String method, Object[] arguments) throws Exception;
    }

    private static <T> T fake(Class<T> type, Call call) {
        return type.cast(
                Proxy.newProxyInstance(Broker.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    Object result = call.on(method.getName(), args);
                    return result == Proxy.class ? proxy : result;
                }));
    }

    private final class Session {
        private final boolean transacted;
        private final List<Map<String, Object>> taken = new ArrayList<>();
        private final List<Runnable> sent = new ArrayList<>();
        final JMSContext context = fake(JMSContext.class, this::call);

        Session(boolean transacted) {
            this.transacted = transacted;
        }

        private Object call(String method, Object[] arguments) {
            return switch (method) {
                case "createTopic" -> fake(Topic.class, (name, none) -> arguments[0]);
                case "createQueue" -> fake(Queue.class, (name, none) -> arguments[0]);
                case "createProducer" -> producer();
                case "createSharedDurableConsumer" -> consumer();
                case "commit" -> commit();
                case "close" -> rollback();
                default -> throw new UnsupportedOperationException(method);
            };
        }

        private Object commit() {
            if (atCommit != null) {
                Runnable before = atCommit;
                atCommit = null;
                before.run();
            }
            taken.clear();
            sent.forEach(Runnable::run);
            sent.clear();
            commits++;
            return null;
        }

        private Object rollback() {
            for (int i = taken.size() - 1; i >= 0; i--) {
                waiting.addFirst(taken.get(i));
            }
            taken.clear();
            sent.clear();
            return null;
        }

        private JMSProducer producer() {
            Map<String, Object> properties = new HashMap<>();
            return fake(JMSProducer.class, (method, arguments) -> {
                if (method.equals("send")) {
                    properties.put("text", arguments[1]);
                    Runnable send = arguments[0] instanceof Queue
                            ? () -> reports.add((String) arguments[1])
                            : () -> waiting.addLast(properties);
                    if (transacted) {
                        sent.add(send);
                    } else {
                        send.run();
                    }
                } else if (method.equals("setProperty")) {
                    properties.put((String) arguments[0], arguments[1]);
                } else {
                    properties.put(method, arguments[0]);
                }
                return Proxy.class;
            });
        }

        private JMSConsumer consumer() {
            consumersMade++;
            consumersOpen++;
            boolean[] closed = {false};
            return fake(JMSConsumer.class, (method, arguments) -> {
                synchronized (Broker.this) {
                    if (method.equals("close")) {
                        consumersOpen -= closed[0] ? 0 : 1;
                        closed[0] = true;
                        Broker.this.notifyAll();
                        return null;
                    }
                    if (closed[0]) {
                        throw new IllegalStateRuntimeException("the consumer is closed");
                    }
                    if (waiting.isEmpty()) {
                        whenEmpty.run();
                    }
                    while (method.equals("receive") && waiting.isEmpty() && !closed[0]) {
                        Broker.this.wait();
                    }
                    if (waiting.isEmpty() || closed[0]) {
                        return null;
                    }
                    taken.add(waiting.getFirst());
                    return message(waiting.removeFirst());
                }
            });
        }
    }

    private static Message message(Map<String, Object> properties) {
        return fake(Message.class, (method, arguments) -> switch (method) {
            case "propertyExists" -> properties.containsKey(arguments[0]);
            case "getLongProperty", "getIntProperty" -> number(properties.get(arguments[0]));
            case "isBodyAssignableTo" -> true;
            case "getBody" -> properties.get("text");
            case "getJMSExpiration" -> properties.getOrDefault("expiration", 0L);
            case "toString" -> properties.toString();
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private static Object number(Object value) throws JMSException {
        if (!(value instanceof Number)) {
            throw new MessageFormatException("no number: " + value);
        }
        return value;
    }
}
