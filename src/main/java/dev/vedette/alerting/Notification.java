package dev.vedette.alerting;

import java.time.Instant;

/**
 * One message that is to be delivered to one receiver. It is written in the same transaction as the change it tells
 * of, and stays until it is delivered or refused: the outbox. Immutable.
 *
 * @param id unique, and the same on every attempt; receivers drop duplicates by it
 * @param receiver the receiver's name in the configuration
 * @param change what happened
 * @param createdAt when
 * @param attempts how many failed so far
 * @param notBefore when to try next
 */
public record Notification(
        String id, String receiver, AlertChange change, Instant createdAt, int attempts, Instant notBefore) {}
