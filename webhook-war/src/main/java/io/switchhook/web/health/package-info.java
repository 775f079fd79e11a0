/** What the server's health end points ask. */
package io.switchhook.web.health;
