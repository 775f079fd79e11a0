package io.switchhook.it.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Open Liberty; its files of configuration are parts of {@code server.xml} and the drivers of data sources. The process is started as
 * its {@code server run} does, without the shell between.
 */
record OpenLiberty(Path home) implements ServerProduct {
    private static final String NAME = "switchhook";
    /** Time, thread, logger, level, message: the formats of the log and, by {@code bootstrap.properties}, of the terminal. */
    private static final Pattern LINE =
            Pattern.compile("^\\[[^\\]]*? (\\d{1,2}:\\d\\d:\\d\\d):[^\\]]*] \\S+ (\\S+) +([A-Z]) (.*)$");

    @Override
    public void layOut(Path base) throws IOException {
        Path server = server(base);
        Files.createDirectories(server.resolve("configDropins/defaults"));
        Files.createDirectories(server.resolve("lib"));
        Files.writeString(server.resolve("server.xml"), """
                <server>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${it.http.port}" httpsPort="-1"/>
                </server>
                """);
        Files.writeString(server.resolve("bootstrap.properties"), """
                # one log for all processes, in lines that say all
                com.ibm.ws.logging.newLogsOnStart=false
                com.ibm.ws.logging.max.file.size=0
                com.ibm.ws.logging.console.format=simple
                com.ibm.ws.logging.console.log.level=INFO
                """);
    }

    @Override
    public void configure(Path base, Path file) throws IOException {
        String name = file.getFileName().toString();
        // What replaces a part of switchhook.xml must be read after it.
        boolean replaces = name.startsWith("switchhook-");
        Path directory = server(base)
                .resolve(
                        !name.endsWith(".xml")
                                ? "lib"
                                : replaces ? "configDropins/overrides" : "configDropins/defaults");
        Files.createDirectories(directory);
        Files.copy(file, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void nameForArquillian(Path base) throws IOException {
        Directories.delete(server(base).resolve("workarea")); // of another name
        Files.move(server(base), server(base).resolveSibling("arquillian"));
    }

    /** The features and their bundles, resolved: a third of the work of a start. */
    @Override
    public void handOn(Path base, Path to) throws IOException {
        Path area = server(to).resolve("workarea");
        Directories.delete(area);
        Directories.copy(server(base).resolve("workarea"), area);
        Files.deleteIfExists(area.resolve(".sLock"));
        Directories.delete(area.resolve(".sCommandAuth"));
    }

    @Override
    public void strip(Path base) throws IOException {
        for (String part : List.of("configDropins", "lib", "workarea")) {
            Directories.delete(server(base).resolve(part));
        }
    }

    @Override
    public ProcessBuilder command(ServerSetup setup) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.add("@" + home.resolve("lib/platform/java/java9.options"));
        command.addAll(setup.javaOptions());
        command.add("-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"));
        command.add("-Dit.http.port=" + setup.ports.http());
        setup.properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", home.resolve("bin/tools/ws-server.jar").toString(), NAME));
        ProcessBuilder process =
                new ProcessBuilder(command).directory(server(setup.base).toFile());
        process.environment().put("WLP_USER_DIR", setup.base.toString());
        process.environment().remove("WLP_OUTPUT_DIR");
        return process;
    }

    @Override
    public Path log(Path base) {
        return server(base).resolve("logs/messages.log");
    }

    @Override
    public Path data(Path base) {
        return server(base).resolve("data");
    }

    @Override
    public Deployments deployments(Path base, LogFile log) {
        return new ConfiguredDeployments(server(base), log);
    }

    @Override
    public URI health(ServerPorts ports) {
        return URI.create("http://127.0.0.1:" + ports.http() + "/");
    }

    @Override
    public boolean isComplaint(String line) {
        return level(line).matches("[WEF]");
    }

    @Override
    public boolean isError(String line) {
        return level(line).matches("[EF]");
    }

    private static String level(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.find() ? matcher.group(3) : "";
    }

    /** Warnings of everybody, and what Switchhook and the demo application say, as on WildFly. */
    @Override
    public String shown(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.find()) {
            return "";
        }
        String level = matcher.group(3);
        boolean ours = matcher.group(2).startsWith("io.switchhook") || level.equals("O");
        if (!ours && !level.matches("[WEF]")) {
            return "";
        }
        String word = level.equals("W") ? "WARN " : level.matches("[EF]") ? "ERROR" : "INFO ";
        String time = matcher.group(1);
        return (time.indexOf(':') == 1 ? "0" : "") + time + " " + word + " " + matcher.group(4);
    }

    @Override
    public Path server(Path base) {
        return base.resolve("servers").resolve(NAME);
    }
}
