package io.switchhook.bench;

import io.switchhook.api.WebhookEvent;
import io.switchhook.bench.naive.NaiveEvent;
import io.switchhook.bench.observer.Counter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The benchmark's own applications. */
final class Archives {
    private final Path directory;
    private final String server;

    Archives(Path directory, String server) {
        this.directory = directory;
        this.server = server;
    }

    /** The cases ceiling, bare servlet and naive, context root {@code /bench-naive}. */
    Path naive() throws IOException {
        String dataSource = server.equals("liberty") ? "jdbc/naive" : "java:jboss/datasources/Naive";
        String persistence = resource("/naive/persistence.xml").replace("@data-source@", dataSource);
        return export(ShrinkWrap.create(WebArchive.class, "bench-naive.war")
                .addPackage(NaiveEvent.class.getPackage())
                .addAsResource(new StringAsset(persistence), "META-INF/persistence.xml"));
    }

    /** The observer, context root {@code /bench-observer}. */
    Path observer() {
        return export(ShrinkWrap.create(WebArchive.class, "bench-observer.war")
                .addPackage(Counter.class.getPackage())
                .addAsLibraries(origin(WebhookEvent.class), origin(Histogram.class)));
    }

    private Path export(WebArchive archive) {
        Path file = directory.resolve(archive.getName());
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Archives.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static File origin(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
