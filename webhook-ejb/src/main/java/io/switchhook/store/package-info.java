/** What Switchhook keeps, in plain SQL that H2 and PostgreSQL both speak; knows rows, not rules. */
package io.switchhook.store;
