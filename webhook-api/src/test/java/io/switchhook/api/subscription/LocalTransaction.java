package io.switchhook.api.subscription;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.util.ArrayList;
import java.util.List;

/** A transaction of one thread that notes what was done to it. */
final class LocalTransaction implements UserTransaction {
    final List<String> calls = new ArrayList<>();
    boolean commitFails;
    private int status = Status.STATUS_NO_TRANSACTION;

    @Override
    public void begin() {
        calls.add("begin");
        status = Status.STATUS_ACTIVE;
    }

    @Override
    public void commit() throws RollbackException {
        calls.add("commit");
        status = Status.STATUS_NO_TRANSACTION;
        if (commitFails) {
            throw new RollbackException("the ledger is full");
        }
    }

    @Override
    public void rollback() {
        calls.add("rollback");
        status = Status.STATUS_NO_TRANSACTION;
    }

    @Override
    public void setRollbackOnly() {
        status = Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setTransactionTimeout(int seconds) {
        throw new UnsupportedOperationException("the server's default holds");
    }
}
