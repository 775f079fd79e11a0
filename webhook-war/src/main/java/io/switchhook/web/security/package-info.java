/** Who may use the admin API: users, their passwords and roles. */
package io.switchhook.web.security;
