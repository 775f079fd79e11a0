package io.switchhook.it.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Unpacks files, directories and symbolic links of an archive as GNU tar writes it. A library would be one more that others bring too. */
final class Tar {
    private static final int BLOCK = 512;

    private Tar() {}

    static void unpack(InputStream tar, Path to) throws IOException {
        String longName = "";
        for (byte[] header = block(tar); header[0] != 0; header = block(tar)) {
            int size = (int) number(header, 124, 12);
            byte[] content = tar.readNBytes(size);
            tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            char type = (char) header[156];
            if (type == 'L') {
                longName = text(content, 0, size);
            } else {
                String name = longName.isEmpty() ? name(header) : longName;
                longName = "";
                write(inside(to, name), type, content, header);
            }
        }
    }

    private static void write(Path path, char type, byte[] content, byte[] header) throws IOException {
        switch (type) {
            case '5' -> Files.createDirectories(path);
            case '2' -> {
                Files.createDirectories(path.getParent());
                Files.createSymbolicLink(path, Path.of(text(header, 157, 100)));
            }
            case '0', 0 -> {
                Files.createDirectories(path.getParent());
                Files.write(path, content);
                boolean program = (number(header, 100, 8) & 0100) != 0;
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            }
            default -> throw new IOException("Entry " + path + " is of type " + type);
        }
    }

    private static Path inside(Path directory, String name) throws IOException {
        Path path = directory.resolve(name).normalize();
        if (!path.startsWith(directory)) {
            throw new IOException("Entry " + name + " leads out of its archive");
        }
        return path;
    }

    private static String name(byte[] header) {
        String prefix = text(header, 257, 5).equals("ustar") && header[262] == 0 ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static byte[] block(InputStream tar) throws IOException {
        byte[] block = tar.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new EOFException("The archive ends before its end");
        }
        return block;
    }

    private static long number(byte[] header, int from, int length) {
        return Long.parseLong(text(header, from, length).strip(), 8);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, UTF_8);
    }
}
