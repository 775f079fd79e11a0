package io.switchhook.definition;

import io.switchhook.trigger.Trigger;
import java.util.Optional;

/**
 * A trigger and whether it can fire.
 *
 * @param trigger the trigger
 * @param file where it is defined
 * @param disabledBecause why it does not fire; empty where it does
 */
public record TriggerState(Trigger trigger, String file, Optional<String> disabledBecause) {

    /** Whether it can fire. */
    public boolean active() {
        return disabledBecause.isEmpty();
    }
}
