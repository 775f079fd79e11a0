package io.switchhook.variable;

import java.util.List;
import java.util.Optional;

/** The global variables of definitions in force; asked again for every step. */
public interface DefinedGlobals {

    /** The one of this id; it counts before one that is set at run time. */
    Optional<DefinedGlobal> variable(String id);

    /** All, in the order of definition. */
    List<DefinedGlobal> variables();
}
