package io.switchhook.it.probe;

import io.switchhook.api.WebhookEvent;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * An application with a {@link Probe}, as tests see it from outside.
 *
 * @param name of the probe, and of its web archive without {@code .war}
 * @param directory where the probe writes
 */
public record ProbeApplication(String name, Path directory) {

    /** Its archive as an application of its own, with the one library it needs, and beans beside the probe. */
    public Path asWar(Path archives, Class<?>... beside) {
        WebArchive war = war().addClasses(beside);
        war.addAsLibrary(api());
        return export(war.as(ZipExporter.class), archives.resolve(name + ".war"));
    }

    /** An EAR with this application as a further module. */
    public Path inside(Path ear, Path archives) {
        EnterpriseArchive archive = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, ear.toFile());
        String descriptor = "META-INF/application.xml";
        String module = "<module><web><web-uri>" + name + ".war</web-uri><context-root>/" + name
                + "</context-root></web></module>";
        String with = text(archive, descriptor).replace("<library-directory>", module + "<library-directory>");
        archive.delete(descriptor);
        archive.add(new StringAsset(with), descriptor);
        archive.addAsModule(war());
        return export(
                archive.as(ZipExporter.class),
                archives.resolve(ear.getFileName().toString()));
    }

    /** What its observer got and did not fail at, oldest first. */
    public List<Observed> seen() {
        return lines("seen");
    }

    /** The topics of one subject's events it has seen, oldest first, repeats included. */
    public List<String> topicsSeen(String subject) {
        return topics("seen", subject);
    }

    /** The topics of one subject's events that its observer of the source {@code digital} alone got, repeats included. */
    public List<String> topicsFromDigital(String subject) {
        return topics("digital", subject);
    }

    /** What its observer failed at, oldest first, for one subject. */
    public List<Observed> failed(String subject) {
        return lines("failed").stream()
                .filter(event -> event.subject().equals(subject))
                .toList();
    }

    /** From now on its observer fails at this event. */
    public void failAt(String subject, String topic) {
        order(subject + " " + topic + " fail");
    }

    /** From now on its observer takes its time over this event, until it is to {@link #behave}. */
    public void takeTimeOver(String subject, String topic, Duration time) {
        order(subject + " " + topic + " " + time.toMillis());
    }

    /** From now on its observer neither fails nor is slow at anything. */
    public void behave() {
        try {
            Files.deleteIfExists(orders());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void order(String line) {
        try {
            Files.writeString(orders(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path orders() {
        return directory.resolve(name + ".orders");
    }

    private WebArchive war() {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClass(Probe.class)
                .addAsResource(new StringAsset(name), "probe.name")
                .addAsWebResource(new StringAsset(name), "name.txt");
    }

    private List<String> topics(String outcome, String subject) {
        return lines(outcome).stream()
                .filter(event -> event.subject().equals(subject))
                .map(Observed::topic)
                .toList();
    }

    private List<Observed> lines(String outcome) {
        Path file = directory.resolve(name + "." + outcome);
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Observed::of).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File api() {
        try {
            return new File(WebhookEvent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(EnterpriseArchive archive, String path) {
        try (var in = archive.get(path).getAsset().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path export(ZipExporter archive, Path to) {
        archive.exportTo(to.toFile(), true);
        return to;
    }
}
