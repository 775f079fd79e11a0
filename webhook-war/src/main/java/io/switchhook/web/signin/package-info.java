/** Who may use what. */
package io.switchhook.web.signin;
