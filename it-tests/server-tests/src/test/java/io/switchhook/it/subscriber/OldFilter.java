package io.switchhook.it.subscriber;

import io.switchhook.api.Subscription;

/** Names its application's subscription. */
@Subscription(
        name = "filtered",
        topics = {"interaction.step-1", "interaction.step-2"},
        subjectPrefix = "f-")
public class OldFilter {}
