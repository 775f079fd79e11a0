package io.switchhook.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NameLookupTest {
    @Test
    void aNameWhoseLookupEndedInAnErrorIsLookedUpAgain() throws IOException {
        InetAddress address = InetAddress.getLoopbackAddress();
        AtomicInteger calls = new AtomicInteger();
        try (NameLookup names = new NameLookup(host -> {
            if (calls.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("a resolver");
            }
            return new InetAddress[] {address};
        })) {
            assertThatThrownBy(() -> names.addresses("h", Deadline.in(Duration.ofSeconds(20))))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class)
                    .hasRootCauseInstanceOf(NoClassDefFoundError.class);

            assertThat(names.addresses("h", Deadline.in(Duration.ofSeconds(20))))
                    .containsExactly(address);
        }
    }
}
