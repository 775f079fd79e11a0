package io.switchhook.api.subscription;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server's naming directory. */
final class Directory {
    private Directory() {}

    /** @throws NamingException if nothing has that name, or not yet, or it is of another type */
    @SuppressWarnings("BanJNDI") // names are fixed or the administrator's, and the directory is the server's own
    static <T> T lookup(String name, Class<T> type) throws NamingException {
        Object found = InitialContext.doLookup(name);
        if (!type.isInstance(found)) {
            throw new NamingException(name + " is not a " + type.getName() + " but " + found);
        }
        return type.cast(found);
    }
}
