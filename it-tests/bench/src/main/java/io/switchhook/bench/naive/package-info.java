/** What the product is compared with: a web application that only checks the signature, and one made as a first attempt would be. */
package io.switchhook.bench.naive;
