package io.switchhook.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Run by the build before the tests: the template, the copy of it that Arquillian's container runs in, and what starts share. */
public final class PrepareServers {
    private PrepareServers() {}

    /**
     * Arguments: the product's name, where it is unpacked, the directory for instances, the EAR, what only Arquillian's instance is
     * configured by, and the directories of files of configuration. Does nothing where the product is not unpacked.
     */
    public static void main(String[] args) throws IOException {
        ServerProduct product = ServerProduct.named(args[0], Path.of(args[1]));
        if (!Files.exists(product.home())) {
            return;
        }
        Path instances = Path.of(args[2]).toAbsolutePath();
        ServerTemplate template = ServerTemplate.prepare(
                product,
                instances.resolve("template"),
                files(Arrays.asList(args).subList(5, args.length)));
        Path arquillian = instances.resolve("arquillian");
        Directories.delete(arquillian);
        Directories.copy(template.directory(), arquillian);
        for (Path file : files(List.of(args[4]))) {
            product.configure(arquillian, file);
        }
        product.nameForArquillian(arquillian);
        FirstStart.record(
                template, instances.resolve("first-start"), Path.of(args[3]), instances.resolve("classes.jsa"));
    }

    private static List<Path> files(List<String> directories) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String directory : directories) {
            files.addAll(Directories.files(Path.of(directory)));
        }
        return files;
    }
}
