package io.switchhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H2 with the options that the servers' configurations ship. */
class ShippedUrlTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int COMMITS = 300;
    private static final int READERS = 2;

    @ParameterizedTest
    @ValueSource(strings = {"wildfly/switchhook.cli", "liberty/switchhook.xml"})
    void whatIsCommittedIsSeenByAQueryThatIsAskedAgainAndAgain(String configuration) throws Exception {
        String url = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;%s".formatted(UUID.randomUUID(), options(configuration));
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (Connection writer = DriverManager.getConnection(url);
                Statement statement = writer.createStatement()) {
            statement.execute("create table event(seq bigint primary key)");
            writer.setAutoCommit(false);
            CyclicBarrier nextCommit = new CyclicBarrier(READERS + 1);
            List<Future<?>> reading = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                reading.add(readers.submit(() -> {
                    read(url, nextCommit);
                    return null;
                }));
            }
            try {
                for (int seq = 1; seq <= COMMITS; seq++) {
                    statement.execute("insert into event(seq) values(%d)".formatted(seq));
                    writer.commit();
                    nextCommit.await(2 * SOON.toSeconds(), TimeUnit.SECONDS);
                }
            } catch (BrokenBarrierException | TimeoutException readerFailed) {
                // and says why
            }

            for (Future<?> reader : reading) {
                reader.get();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    /** Asks without a pause until each commit is seen: some questions are asked in the midst of it. */
    private static void read(String url, CyclicBarrier nextCommit) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement question = connection.prepareStatement("select max(seq) from event where seq > ?")) {
            for (int seq = 1; seq <= COMMITS; seq++) {
                long deadline = System.nanoTime() + SOON.toNanos();
                while (greatest(question) < seq) {
                    assertThat(System.nanoTime())
                            .as("%d is committed and not seen", seq)
                            .isLessThan(deadline);
                }
                nextCommit.await(2 * SOON.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private static long greatest(PreparedStatement question) throws SQLException {
        question.setLong(1, 0);
        try (ResultSet answer = question.executeQuery()) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private static String options(String configuration) throws IOException {
        String text = Files.readString(Path.of("../ear/src/main").resolve(configuration));
        Matcher shipped = Pattern.compile("jdbc:h2:file:[^;]*;([A-Z_=0-9;]+)").matcher(text);
        assertThat(shipped.find()).as(configuration).isTrue();
        return shipped.group(1);
    }
}
