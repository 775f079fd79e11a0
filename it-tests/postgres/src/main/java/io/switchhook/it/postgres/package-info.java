/** A real PostgreSQL, of the binaries on the class path, in processes that never outlive the one that started them. */
package io.switchhook.it.postgres;
