/** What makes an application a subscriber: found at deployment, delivered to by managed threads; nothing here is for its code. */
package io.switchhook.api.subscription;
