package io.switchhook.receipt;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Holds receipts until they are stored, a few of each kind and some in all: the others are counted. So a flood costs neither memory
 * nor time, and hides neither another source's receipts nor those with another reason. Thread-safe; nobody waits for a store.
 */
public final class ReceiptBuffer {
    private final int ofOneKind;
    private final int inAll;
    private final int kinds;
    private final Map<Kind, Slot> slots = new LinkedHashMap<>();
    private int held;

    private static final class Slot {
        private final List<Receipt> receipts = new ArrayList<>();
        private int taken;
        private long counted;
    }

    /**
     * @param ofOneKind receipts of one kind held between two {@link #drain drains}, at least 1
     * @param inAll receipts held; the first of a kind may exceed it
     * @param kinds most kinds told apart; what is of another is forgotten
     */
    public ReceiptBuffer(int ofOneKind, int inAll, int kinds) {
        this.ofOneKind = ofOneKind;
        this.inAll = inAll;
        this.kinds = kinds;
    }

    /** @param receipt made only if it is held */
    public void add(Kind kind, Supplier<Receipt> receipt) {
        if (reserve(kind)) {
            hold(kind, receipt.get());
        }
    }

    private synchronized boolean reserve(Kind kind) {
        Slot slot = slots.get(kind);
        if (slot == null) {
            if (slots.size() >= kinds) {
                return false;
            }
            slot = new Slot();
            slots.put(kind, slot);
        }
        if (slot.taken == 0 || (slot.taken < ofOneKind && held < inAll)) {
            slot.taken++;
            held++;
            return true;
        }
        slot.counted++;
        return false;
    }

    private synchronized void hold(Kind kind, Receipt receipt) {
        slots.computeIfAbsent(kind, absent -> new Slot()).receipts.add(receipt);
    }

    /** Hands over what is held, oldest first within a kind; what was only counted is told by the last of its kind. */
    public synchronized List<Receipt> drain() {
        List<Receipt> drained = new ArrayList<>();
        for (Iterator<Slot> all = slots.values().iterator(); all.hasNext(); ) {
            Slot slot = all.next();
            // one whose only receipt is still being made waits for it
            if (!slot.receipts.isEmpty()) {
                int last = slot.receipts.size() - 1;
                drained.addAll(slot.receipts.subList(0, last));
                drained.add(slot.receipts.get(last).andMore(slot.counted));
                all.remove();
            }
        }
        held = 0;
        return drained;
    }
}
