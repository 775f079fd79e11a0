/** One costly commit for all who come at the same time. */
package io.switchhook.commit;
