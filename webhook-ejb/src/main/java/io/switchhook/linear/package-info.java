/** Regular expressions of authors over texts of strangers: in linear time (RE2). */
package io.switchhook.linear;
