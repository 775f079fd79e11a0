/** The admin API, as an administrator's script would use it. */
package io.switchhook.it.admin;
