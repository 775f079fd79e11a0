package io.switchhook.it.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Who PostgreSQL runs as: it refuses to be root. Root, as builds often are, becomes nobody, or else root of nothing, in a user
 * namespace of its own; both by programs that every Debian has.
 *
 * @param prefix what stands before a command
 * @param uid owner of the files; negative: whoever made them
 */
record Account(List<String> prefix, int uid) {
    private static final int NOBODY = 65534;
    private static final Account SAME = new Account(List.of(), -1);
    private static final List<Account> INSTEAD_OF_ROOT = List.of(
            new Account(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY),
            new Account(List.of("unshare", "-U"), -1));

    Account {
        prefix = List.copyOf(prefix);
    }

    /** One that may run these binaries. */
    static Account of(Path home) throws IOException {
        if ((int) Files.getAttribute(home, "unix:uid") != 0) {
            return SAME;
        }
        String program = home.resolve("bin/postgres").toString();
        for (Account account : INSTEAD_OF_ROOT) {
            if (works(account.command(List.of(program, "--version")))) {
                return account;
            }
        }
        throw new IllegalStateException("PostgreSQL refuses to run as root, and neither setpriv nor unshare -U can run "
                + program + ": is a directory above it closed to others?");
    }

    private static boolean works(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Makes a directory, with all above it, that belongs to this account alone. */
    void own(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        give(directory);
    }

    /** Writes a file that this account alone may read. */
    void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
        give(file);
    }

    /** Lets what is there belong to this account. */
    void give(Path path) throws IOException {
        if (uid >= 0) {
            Files.setAttribute(path, "unix:uid", uid);
        }
    }
}
