package io.switchhook.source;

import io.switchhook.adapter.Adapter;
import io.switchhook.adapter.Interactions;
import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.source.Source.OnRejected;
import io.switchhook.verification.DigestEncoding;
import io.switchhook.verification.HubSha1;
import io.switchhook.verification.Verification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads sources from settings. {@code switchhook.sources} lists the names; under {@code switchhook.source.<name>.}:
 *
 * <table>
 * <caption>Keys of a source</caption>
 * <tr><td>{@code adapter}</td><td>{@code interactions}; required</td></tr>
 * <tr><td>{@code verification}</td><td>{@code hub-sha1}; required</td></tr>
 * <tr><td>{@code secrets}</td><td>a list, any may match; a comma inside is {@code \,}</td></tr>
 * <tr><td>{@code secrets-file}</td><td>path of a UTF-8 file, one secret a line, read at start; adds to {@code secrets}</td></tr>
 * <tr><td>{@code verification.encoding}</td><td>{@code hex} (default) or {@code base64}</td></tr>
 * <tr><td>{@code max-body}</td><td>size of a body, 1 to 10M; default 1M</td></tr>
 * <tr><td>{@code on-rejected}</td><td>{@code 401} (default) or {@code 200} (answer 200 and drop)</td></tr>
 * </table>
 *
 * A setting that cannot be used disables its source and no other. So does one that this version does not know and whose author
 * would rely on it: a limit that is not kept is worse than a source that is off.
 */
final class SourceSettings {
    static final String SOURCES = "switchhook.sources";
    private static final String NAME_RULE = "lower-case letters, digits and hyphens, at most 64";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final long DEFAULT_MAX_BODY = 1L << 20;
    private static final long LARGEST_MAX_BODY = 10L << 20;
    private static final List<String> NOT_KNOWN_HERE = List.of(
            "rate",
            "burst",
            "allow-from",
            "content-types",
            "duplicate-window",
            "verification.header",
            "verification.algorithm",
            "verification.prefix",
            "verification.content",
            "verification.timestamp-header",
            "verification.timestamp-format",
            "verification.id-header",
            "verification.tolerance",
            "verification.signature-key",
            "verification.timestamp-key",
            "verification.secret-encoding",
            "verification.parameter",
            "verification.member");

    private final Settings settings;
    private final SecretFile secretFile;

    SourceSettings(Settings settings, SecretFile secretFile) {
        this.settings = settings;
        this.secretFile = secretFile;
    }

    /** Every source named, in that order, a name given twice once. */
    List<SourceState> all() {
        return settings.list(SOURCES).stream().distinct().map(this::state).toList();
    }

    private SourceState state(String name) {
        try {
            if (!NAME.matcher(name).matches()) {
                throw new InvalidSetting(SOURCES, "name \"" + name + "\"", NAME_RULE);
            }
            return new SourceState.Ready(source(name, "switchhook.source." + name + "."));
        } catch (InvalidSetting invalid) {
            return new SourceState.Disabled(name, invalid.getMessage());
        }
    }

    private Source source(String name, String prefix) {
        for (String key : NOT_KNOWN_HERE) {
            if (settings.text(prefix + key).isPresent()) {
                throw new InvalidSetting(prefix + key, "a value", "none: this version does not know the key");
            }
        }
        String adapter = required(prefix + "adapter", "interactions");
        String verification = required(prefix + "verification", "hub-sha1");
        return new Source(
                name,
                adapter,
                adapter(prefix + "adapter", adapter),
                verification,
                verification(prefix, verification),
                (int) settings.size(prefix + "max-body", DEFAULT_MAX_BODY, 1, LARGEST_MAX_BODY),
                onRejected(prefix + "on-rejected"));
    }

    private static Adapter adapter(String key, String name) {
        if (name.equals("interactions")) {
            return new Interactions();
        }
        throw new InvalidSetting(key, name, "interactions");
    }

    private Verification verification(String prefix, String name) {
        if (name.equals("hub-sha1")) {
            return new HubSha1(secrets(prefix), encoding(prefix + "verification.encoding"));
        }
        throw new InvalidSetting(prefix + "verification", name, "hub-sha1");
    }

    private List<String> secrets(String prefix) {
        List<String> secrets = new ArrayList<>(settings.list(prefix + "secrets"));
        settings.text(prefix + "secrets-file")
                .ifPresent(path -> secrets.addAll(secretFile.read(prefix + "secrets-file", path)));
        if (secrets.isEmpty()) {
            throw new InvalidSetting(prefix + "secrets", "none", "at least one secret, here or in secrets-file");
        }
        return secrets;
    }

    private DigestEncoding encoding(String key) {
        String found = settings.text(key).orElse(DigestEncoding.HEX.setting());
        return Arrays.stream(DigestEncoding.values())
                .filter(encoding -> encoding.setting().equals(found))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(key, found, "hex or base64"));
    }

    private OnRejected onRejected(String key) {
        String found = settings.text(key).orElse("401");
        if (found.equals("401")) {
            return OnRejected.REFUSE;
        }
        if (found.equals("200")) {
            return OnRejected.DROP;
        }
        throw new InvalidSetting(key, found, "401 or 200");
    }

    private String required(String key, String allowed) {
        return settings.text(key).orElseThrow(() -> new InvalidSetting(key, "nothing", allowed));
    }
}
