package io.switchhook.definition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files {@code *.yaml}, {@code *.yml} and {@code *.json} of one directory, and what of them is in force.
 *
 * <p>A file with a mistake leaves its last version without mistakes in force; if there never was one, its documents without
 * mistakes count. A file that is removed takes its definitions along. A directory that is missing, cannot be read or has become
 * empty changes nothing. What the first look finds counts at once, a difference later when two looks in a row find the same: a
 * file that is being replaced is gone for a moment, and of several one comes first. To be used by one thread at a time.
 */
final class DefinitionDirectory {
    /** Largest file, in bytes. */
    static final int MAX_FILE = 1024 * 1024;

    /** Files that are read at most, the first by name. */
    static final int MAX_FILES = 1_000;

    private final Path directory;
    private final DefinitionParser parser;
    private Map<String, Loaded> files = new TreeMap<>();
    /** What the look before found; empty if there was none, or it found trouble. */
    private Optional<Map<String, FileStamp>> seen = Optional.empty();

    private boolean read;
    private Optional<String> trouble = Optional.empty();

    /** How many files beyond {@link #MAX_FILES} there are. */
    private int beyond;

    /**
     * A file as last seen: what was read of it, and its last version without mistakes.
     *
     * @param failed whether it could not be read: that may pass without a change of the file
     */
    private record Loaded(FileStamp stamp, DefinitionFile read, Optional<DefinitionFile> good, boolean failed) {

        DefinitionFile inForce() {
            return good.map(version -> new DefinitionFile(version.name(), version.definitions(), read.errors()))
                    .orElse(read);
        }
    }

    DefinitionDirectory(Path directory, DefinitionParser parser) {
        this.directory = directory;
        this.parser = parser;
    }

    /** Whether the files could be read once, and be it that there were none. */
    boolean wasRead() {
        return read;
    }

    /** Looks at the files; what of them is in force if that changed anything, errors included. */
    Optional<List<DefinitionFile>> refresh() {
        boolean first = seen.isEmpty() && trouble.isEmpty();
        Map<String, FileStamp> stamps;
        try {
            stamps = stamps();
        } catch (IOException unreadable) {
            return troubled(
                    "a directory that cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
        if (stamps.isEmpty() && !files.isEmpty()) {
            return troubled("no files any more; what was loaded stays");
        }
        boolean settled = first || seen.equals(Optional.of(stamps));
        seen = Optional.of(stamps);
        if (!settled) {
            return Optional.empty();
        }
        read = true;
        Map<String, Loaded> next = new TreeMap<>();
        stamps.forEach((name, stamp) -> next.put(name, load(name, stamp)));
        if (next.equals(files) && trouble.isEmpty()) {
            return Optional.empty();
        }
        files = next;
        trouble = Optional.empty();
        return Optional.of(inForce());
    }

    private Optional<List<DefinitionFile>> troubled(String found) {
        seen = Optional.empty();
        if (trouble.equals(Optional.of(found))) {
            return Optional.empty();
        }
        trouble = Optional.of(found);
        return Optional.of(inForce());
    }

    private List<DefinitionFile> inForce() {
        List<DefinitionFile> all = new ArrayList<>();
        trouble.ifPresent(found ->
                all.add(DefinitionFile.unreadable(directory.toString(), found, "a directory with definitions")));
        if (beyond > 0) {
            all.add(DefinitionFile.unreadable(
                    directory.toString(),
                    beyond + " files more, which are not read",
                    MAX_FILES + " files; each may hold many definitions"));
        }
        files.values().forEach(file -> all.add(file.inForce()));
        return all;
    }

    private Loaded load(String name, FileStamp stamp) {
        Loaded before = files.get(name);
        if (before != null && before.stamp().equals(stamp) && !before.failed()) {
            return before;
        }
        Optional<DefinitionFile> parsed = parse(name);
        DefinitionFile read = parsed.orElseGet(() ->
                DefinitionFile.unreadable(name, "a file that cannot be read", "a file that this server may read"));
        Optional<DefinitionFile> good = read.errors().isEmpty()
                ? Optional.of(read)
                : Optional.ofNullable(before).flatMap(Loaded::good);
        return new Loaded(stamp, read, good, parsed.isEmpty());
    }

    /** Empty if the file cannot be read. */
    private Optional<DefinitionFile> parse(String name) {
        try (InputStream in = Files.newInputStream(directory.resolve(name))) {
            byte[] bytes = in.readNBytes(MAX_FILE + 1);
            if (bytes.length > MAX_FILE) {
                return Optional.of(DefinitionFile.unreadable(name, "a larger file", MAX_FILE + " bytes"));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(parser.parse(name, text));
        } catch (CharacterCodingException malformed) {
            return Optional.of(DefinitionFile.unreadable(name, "bytes that are not UTF-8", "UTF-8"));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Map<String, FileStamp> stamps() throws IOException {
        TreeMap<String, FileStamp> stamps = new TreeMap<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path file : (Iterable<Path>) entries::iterator) {
                String name = file.getFileName().toString();
                if (isDefinition(name)) {
                    stamp(file).ifPresent(stamp -> stamps.put(name, stamp));
                }
            }
        } catch (java.io.UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        beyond = Math.max(0, stamps.size() - MAX_FILES);
        while (stamps.size() > MAX_FILES) {
            stamps.pollLastEntry();
        }
        return stamps;
    }

    private static boolean isDefinition(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json"));
    }

    /** Empty for what is no file, or not any more. */
    private static Optional<FileStamp> stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new FileStamp(
                            attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey())))
                    : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
