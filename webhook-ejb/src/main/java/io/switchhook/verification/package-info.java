/** How a request proves its origin, and how our own requests prove theirs. */
package io.switchhook.verification;
