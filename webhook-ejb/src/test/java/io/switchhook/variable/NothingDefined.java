package io.switchhook.variable;

import java.util.List;
import java.util.Optional;

/** No definition says anything of a global variable. */
public final class NothingDefined implements DefinedGlobals {
    @Override
    public Optional<DefinedGlobal> variable(String id) {
        return Optional.empty();
    }

    @Override
    public List<DefinedGlobal> variables() {
        return List.of();
    }
}
