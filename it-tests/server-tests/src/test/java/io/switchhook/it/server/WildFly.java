package io.switchhook.it.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.wildfly.core.launcher.CliCommandBuilder;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** WildFly; its files of configuration are scripts of its command line interface, applied offline, and PostgreSQL's driver. */
record WildFly(Path home) implements ServerProduct {
    private static final Pattern COMPLAINT = Pattern.compile("^\\S+ \\S+ (WARN|ERROR|FATAL) ");

    @Override
    public void layOut(Path base) throws IOException {
        Directories.copy(home.resolve("standalone"), base);
    }

    @Override
    public void configure(Path base, Path file) throws IOException {
        CliCommandBuilder cli = CliCommandBuilder.of(home).addJavaOption("-Djboss.server.base.dir=" + base);
        if (file.toString().endsWith(".jar")) {
            Path modules = Files.createDirectories(modules(base));
            cli.setCommand("module add --name=org.postgresql --resources=" + file.toAbsolutePath()
                    + " --dependencies=java.se --module-root-dir=" + modules);
        } else {
            cli.setScriptFile(file.toAbsolutePath());
        }
        Cli.run(cli, home, file.toString());
    }

    private static Path modules(Path base) {
        return base.resolve("modules");
    }

    @Override
    public void strip(Path base) throws IOException {
        for (String part : List.of("configuration", "lib", "modules", "tmp")) {
            Directories.delete(base.resolve(part));
        }
    }

    @Override
    public ProcessBuilder command(ServerSetup setup) {
        StandaloneCommandBuilder command = StandaloneCommandBuilder.of(home)
                .setBaseDirectory(setup.base)
                .setServerConfiguration("standalone-full.xml")
                .addJavaOptions(setup.javaOptions());
        if (Files.exists(modules(setup.base))) {
            command.addModuleDir(modules(setup.base).toString());
        }
        command.addServerArgument("-b=127.0.0.1");
        command.addServerArgument("-bmanagement=127.0.0.1");
        command.addServerArgument("-Djboss.http.port=" + setup.ports.http());
        command.addServerArgument("-Djboss.https.port=" + setup.ports.https());
        command.addServerArgument("-Djboss.management.http.port=" + setup.ports.management());
        command.addServerArgument("-Djboss.tx.node.id=" + setup.ports.management()); // warned about when not set
        setup.properties.forEach((name, value) -> command.addServerArgument("-D" + name + "=" + value));
        ProcessBuilder process = new ProcessBuilder(command.build());
        process.environment().putAll(Map.of("JBOSS_HOME", home.toString()));
        return process;
    }

    @Override
    public Path log(Path base) {
        return base.resolve("log/server.log");
    }

    @Override
    public Path server(Path base) {
        return base;
    }

    @Override
    public Path data(Path base) {
        return base.resolve("data");
    }

    @Override
    public Deployments deployments(Path base, LogFile log) {
        return new ScannedDeployments(base.resolve("deployments"));
    }

    @Override
    public URI health(ServerPorts ports) {
        return URI.create("http://127.0.0.1:" + ports.management() + "/");
    }

    @Override
    public boolean isComplaint(String line) {
        return COMPLAINT.matcher(line).find();
    }

    @Override
    public boolean isError(String line) {
        return line.contains(" ERROR ") && !isHarmless(line);
    }

    /** A connection was closed for its silence just when the answer on it had been given up: Undertow looks for its request in vain. */
    @Override
    public boolean isHarmless(String line) {
        return line.contains("UT005090") && line.contains("ServletRequestContext.getDispatcherType()");
    }

    @Override
    public String manage(ServerPorts ports, List<String> operations) {
        CliCommandBuilder cli = CliCommandBuilder.of(home)
                .setConnection("127.0.0.1", ports.management())
                .setCommands(new ArrayList<>(operations));
        return Cli.run(cli, home, operations.toString());
    }
}
