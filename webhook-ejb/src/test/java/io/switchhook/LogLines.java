package io.switchhook;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class writes to the log, from the making of this object until it is closed. */
public final class LogLines implements AutoCloseable {
    private final Logger logger;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public LogLines(Class<?> writer) {
        logger = Logger.getLogger(writer.getName());
        logger.addHandler(handler);
    }

    /** The lines, parameters filled in, oldest first. */
    public List<String> lines() {
        return records.stream().map(LogLines::text).toList();
    }

    private static String text(LogRecord line) {
        Object[] parameters = line.getParameters();
        return parameters == null ? line.getMessage() : MessageFormat.format(line.getMessage(), parameters);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
