/** What a source takes, and how much of it: the limits that hold before a request has proven anything. */
package io.switchhook.limit;
