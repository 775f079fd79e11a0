package io.switchhook.api;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Names the application's subscription. One bean class of the application carries it; without it an application that observes
 * {@link WebhookEvent} or a subtype is subscribed all the same, under its application name ({@code java:app/AppName}). An
 * application with no such observer is not subscribed.
 *
 * <pre>{@code
 * @ApplicationScoped
 * @Subscription(name = "crm")
 * class ScreenPops {
 *     void open(@Observes @Topic("interaction.started") InteractionEvent event) { … }
 * }
 * }</pre>
 *
 * <p>The name is what Switchhook remembers the application by: events taken in while the application is stopped wait under it.
 * So it stays the same from version to version, which a file name such as {@code crm-1.4.war} does not, and no two applications
 * share one, or each would get a part of the events only. An application starts with the events taken in after it first
 * subscribed, and may ask for earlier ones: {@link PastEvents}.
 *
 * <p><b>Filter.</b> {@link #topics()}, {@link #sources()} and {@link #subjectPrefix()} say which events Switchhook keeps for the application;
 * all of them must hold. A filter is changed by deploying the application again: what waits and is still wanted is delivered, what is not
 * wanted any more is left out, and what is wanted from then on is kept from when the application has started.
 *
 * <p><b>At least once.</b> An event is delivered until the observers have run and their transaction is committed. After a crash an
 * event whose outcome was not yet known is delivered again, perhaps late, after others of its subject: {@link WebhookEvent#id()} tells
 * a repeat. Outcomes are made known together, of up to 50 events that one thread took within 50 ms.
 *
 * <p><b>Order.</b> Events of one subject arrive one after the other, in the order Switchhook took them in; the next one waits until
 * this one is done, retries included. Events of different subjects arrive in parallel, on up to {@link #threads()} threads.
 *
 * <p><b>Transaction.</b> All observers of an event are called on one managed thread, in one JTA transaction of the application, with
 * its class loader and an active request scope. When one of them throws, or marks the transaction for rollback, or the commit
 * fails, the transaction is rolled back and the observers not yet called are not called. The event comes again later, to this
 * application alone, after a growing delay, and is kept as a dead letter when its attempts are used up. A failure in a
 * transactional observer ({@code during = AFTER_SUCCESS} and the like) comes too late to count; the container logs it.
 *
 * <p><b>Asynchronous observers</b> ({@code @ObservesAsync}) are called once the others have returned, on threads of the container's, outside
 * of the transaction; it is committed when all of them are done. When one of them fails, the event comes again to all observers, but what
 * asynchronous ones have done is not rolled back.
 *
 * <p><b>Stop.</b> When the application is undeployed, running observers get a few seconds to finish and are then interrupted; what
 * did not finish comes again after the next start.
 *
 * <p>In an EAR this library belongs into the EAR's {@code lib} directory, once; observers may be in any of its modules. The
 * subscription starts and stops with the first web module, so there must be one.
 *
 * <p>As a stereotype this annotation makes a class a bean, of scope {@code @Dependent} unless it has another.
 */
@Stereotype
@Documented
@Retention(RUNTIME)
@Target(TYPE)
public @interface Subscription {

    /** 1 to 100 of the characters {@code A-Z a-z 0-9 . _ -}; empty, the default: the application's name. */
    String name() default "";

    /** How many events of different subjects are observed at a time; 1 to 64, default 4. */
    int threads() default 4;

    /** Only events of these topics, each {@link WebhookEvent#topic()} exactly; none, the default: of all topics. */
    String[] topics() default {};

    /** Only events of these sources, each {@link WebhookEvent#source()} exactly; none, the default: of all sources. */
    String[] sources() default {};

    /** Only events whose {@link WebhookEvent#subject()} begins with this text; empty, the default: all events. */
    String subjectPrefix() default "";
}
