package io.switchhook.it.order;

import io.switchhook.api.Subscription;

/** Makes the application it is put into a subscriber of eight threads. */
@Subscription(threads = 8)
public class EightAtATime {}
