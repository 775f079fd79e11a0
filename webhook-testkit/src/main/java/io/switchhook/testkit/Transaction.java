package io.switchhook.testkit;

import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.UserTransaction;
import java.util.ArrayList;
import java.util.List;

/** What observers are called in: nothing but its status, and who wants to know when it ends. */
final class Transaction implements UserTransaction {
    private final List<Synchronization> told = new ArrayList<>();
    private int status = Status.STATUS_NO_TRANSACTION;

    void tell(Synchronization synchronization) {
        told.add(synchronization);
    }

    @Override
    public void begin() throws NotSupportedException {
        if (status != Status.STATUS_NO_TRANSACTION) {
            throw new NotSupportedException("An observer cannot deliver an event: the one before is not done yet");
        }
        status = Status.STATUS_ACTIVE;
        told.clear();
    }

    @Override
    public void commit() {
        told.forEach(Synchronization::beforeCompletion);
        end(Status.STATUS_COMMITTED);
    }

    @Override
    public void rollback() {
        end(Status.STATUS_ROLLEDBACK);
    }

    private void end(int how) {
        status = Status.STATUS_NO_TRANSACTION;
        told.forEach(one -> one.afterCompletion(how));
    }

    @Override
    public void setRollbackOnly() {
        throw new UnsupportedOperationException("nothing can reach this transaction but the kit");
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setTransactionTimeout(int seconds) {
        throw new UnsupportedOperationException("this transaction waits for ever");
    }
}
