package io.switchhook.store;

/** The store refuses what any sound store would take: the work is not to blame, and waits until the store is put right. */
public final class StoreRefuses extends RuntimeException {

    public StoreRefuses(RuntimeException cause) {
        super("The store refuses plain text", cause);
    }
}
