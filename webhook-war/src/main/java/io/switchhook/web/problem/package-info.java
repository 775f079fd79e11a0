/** Problem documents of RFC 9457: what went wrong and what to do about it, and nothing about our insides. */
package io.switchhook.web.problem;
