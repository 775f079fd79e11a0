package io.switchhook.it.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Run by the build before the tests: the template, and the copy of it that Arquillian's container runs in. */
public final class PrepareServers {
    private PrepareServers() {}

    /** Arguments: WildFly, the template's directory, the directory for Arquillian's server, the CLI scripts. */
    public static void main(String[] args) throws IOException {
        List<Path> arguments = List.of(args).stream().map(Path::of).toList();
        ServerTemplate template =
                ServerTemplate.prepare(arguments.get(0), arguments.get(1), arguments.subList(3, arguments.size()));
        Directories.delete(arguments.get(2));
        Directories.copy(template.directory(), arguments.get(2));
    }
}
