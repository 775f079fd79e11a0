package io.switchhook.bench.naive;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The resources of this package, below {@code /api}. */
@ApplicationPath("/api")
public class Resources extends Application {}
