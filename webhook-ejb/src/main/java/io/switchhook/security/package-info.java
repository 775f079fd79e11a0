/**
 * Who may use the admin API: users, their passwords and roles. Here rather than beside the API, because a server asks every web
 * module of an EAR for the one mechanism of sign-in, and a bean of one web module is not there for the others.
 */
package io.switchhook.security;
