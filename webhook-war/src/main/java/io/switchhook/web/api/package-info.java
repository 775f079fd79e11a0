/** The admin API: what the store and the settings say, as JSON for people and their tools. */
package io.switchhook.web.api;
