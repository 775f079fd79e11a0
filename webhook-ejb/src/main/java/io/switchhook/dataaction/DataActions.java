package io.switchhook.dataaction;

import java.util.Optional;

/** The data actions in force; asked for every run, so a change of definitions counts at once. */
public interface DataActions {

    /** The data action of this id; empty when it is not defined. */
    Optional<DataAction> dataAction(String id);
}
