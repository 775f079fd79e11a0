package io.switchhook.it.order;

import io.switchhook.api.Subscription;

/** Makes the application it is put into a subscriber of one thread. */
@Subscription(threads = 1)
public class OneAtATime {}
